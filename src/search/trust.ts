import type { Clock } from '#platform/clock.ts';

/** Why the second engine may not answer: not looked at yet, no connection, too slow, key refused, errors, documents missing. */
export type Doubt = 'unchecked' | 'unreachable' | 'slow' | 'refused' | 'failing' | 'incomplete';

const firstPause = 1_000;
const longestPause = 60_000;
// Who has answered for so long begins anew after a fault: the pauses are short again.
const goodFor = 60_000;

/**
 * Whether the second engine may answer. After a fault it is left alone until it was looked at again, in pauses that
 * grow, so that no visitor waits for it in vain.
 */
export class Trust {
  readonly #clock: Clock;
  readonly #now: () => number;
  #doubt: Doubt | null = 'unchecked';
  #since: Date;
  #faults = 0;
  #confirmedAt = 0;
  #lookAt = 0;
  #underWay = new AbortController();

  /** `now` gives milliseconds that only ever grow. */
  constructor(clock: Clock, now: () => number = () => performance.now()) {
    this.#clock = clock;
    this.#now = now;
    this.#since = clock.now();
  }

  /** Null where it may answer. */
  get doubt(): Doubt | null {
    return this.#doubt;
  }

  /** Since when it may, or may not, answer. */
  get since(): Date {
    return this.#since;
  }

  /** Aborted at the first fault: whoever waits for an answer at that moment need not wait on. */
  get signal(): AbortSignal {
    return this.#underWay.signal;
  }

  /** Whether it is time to look at it: it is in doubt, and the pause is over. */
  get due(): boolean {
    return this.#doubt !== null && this.#now() >= this.#lookAt;
  }

  /** Something went wrong. Gives whether that is news: among many at once, the first is told. */
  lose(doubt: Doubt): boolean {
    const news = this.#doubt !== doubt;
    if (this.#doubt === null) {
      if (this.#now() - this.#confirmedAt >= goodFor) this.#faults = 0;
      this.#since = this.#clock.now();
    }
    this.#doubt = doubt;
    this.#lookAt = this.#now() + Math.min(longestPause, firstPause * 2 ** this.#faults);
    this.#faults += 1;
    this.#underWay.abort();
    return news;
  }

  /** It was looked at and holds everything. */
  confirm(): void {
    if (this.#doubt === null) return;
    this.#doubt = null;
    this.#since = this.#clock.now();
    this.#confirmedAt = this.#now();
    this.#underWay = new AbortController();
  }
}
