import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** So long a chosen answer is seen before the next question comes. */
const restMs = 400;

/** A form of which one part at a time is shown: the agency (0), each question, and what comes at the end (`last`). */
export interface Steps {
  /** Whether one part is shown at a time, or all of them. */
  readonly one: boolean;
  readonly step: number;
  /** Shows one part at a time, beginning with that one, or all. */
  choose(one: boolean, step: number, focus: boolean): void;
  go(step: number): void;
  back(): void;
  /** To the next part, once what was chosen has been seen. */
  goSoon(): void;
  /** Leads to a field wherever it is; gives whether it stood in a part that was not shown. */
  show(field: Element | null): boolean;
}

/** Which part is shown, and where the focus goes. Where `recorded`, the browser's own way back goes through the parts. */
export function useSteps(form: RefObject<HTMLFormElement>, last: number, recorded: boolean): Steps {
  // Anew for each move, so that the focus goes even to where one is already.
  const [place, setPlace] = useState({ one: false, step: 0 });
  const { one, step } = place;
  const target = useRef<Element | 'part' | null>(null);
  const soon = useRef<ReturnType<typeof setTimeout>>();

  useEffect(() => {
    if (!recorded) return undefined;
    const onBack = ({ state }: PopStateEvent) => {
      target.current = 'part';
      setPlace((now) => ({ ...now, step: Math.min(state?.step ?? 0, last) }));
    };
    addEventListener('popstate', onBack);
    return () => removeEventListener('popstate', onBack);
  }, [recorded, last]);

  // Before anything is drawn: the focus must not stand on what has gone.
  useLayoutEffect(() => {
    const to = target.current;
    target.current = null;
    if (!to || !form.current) return () => clearTimeout(soon.current);
    const part = form.current.querySelector(`[data-step="${step}"]`);
    const field = to === 'part' ? (part?.matches('fieldset') ? part : part?.querySelector('select, h2')) : to;
    if (field instanceof HTMLElement) field.focus({ preventScroll: true });
    (one ? form.current : (field ?? form.current)).scrollIntoView();
    return () => clearTimeout(soon.current);
  }, [place]);

  function go(to: number) {
    if (recorded && one && to !== step) history.pushState({ step: to, from: step }, '');
    target.current ??= 'part';
    setPlace({ one, step: to });
  }

  return {
    one,
    step,
    go,
    choose(next, at, focus) {
      if (focus) target.current = 'part';
      setPlace({ one: next, step: at });
    },
    back() {
      if (recorded && history.state?.step === step && history.state.from === step - 1) history.back();
      else go(step - 1);
    },
    goSoon() {
      clearTimeout(soon.current);
      soon.current = setTimeout(() => go(step + 1), restMs);
    },
    show(field) {
      const at = Number(field?.closest<HTMLElement>('[data-step]')?.dataset.step ?? step);
      if (!one || at === step) return false;
      target.current = field;
      go(at);
      return true;
    },
  };
}
