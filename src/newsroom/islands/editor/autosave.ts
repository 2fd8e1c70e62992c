import type { Rescue } from './rescue.ts';

/** How the saving stands, to be said in words. */
export type SaveState =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'unsaved'; readonly kept: boolean }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: Date }
  | { readonly kind: 'retrying' | 'signed-out'; readonly kept: boolean }
  | { readonly kind: 'refused' | 'conflict'; readonly message: string };

export interface SaverParts {
  readonly form: HTMLFormElement;
  /** Where a draft saves itself; null where what is written is only kept on the device. */
  readonly address: string | null;
  readonly rescue: Rescue;
  readonly tooLarge: string;
  say(state: SaveState): void;
}

export interface Saver {
  /** Something was typed. */
  changed(): void;
  stop(): void;
}

const quietMs = 2000;
const longestMs = 8000;
const waitsMs = [3000, 6000, 15_000, 30_000];

/**
 * Saves a draft by itself a moment after the last key, and keeps a copy on the device until the portal has it. A save that fails
 * comes again; one that somebody else was faster than never does: then the person decides.
 */
export function startSaver({ form, address, rescue, tooLarge, say }: SaverParts): Saver {
  let [changes, savedChanges, failures] = [0, 0, 0];
  let dirtySince = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> | null = null;
  let stopped = address === null;
  let leaving = false;
  const version = () => Number(field(form, 'ban')?.value ?? 0);
  const keep = () => rescue.keep({ version: version(), at: Date.now(), fields: fieldsOf(form) });

  const later = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, ms);
  };

  function save(): void {
    if (underWay || stopped || changes === savedChanges || address === null) return;
    const upTo = changes;
    say({ kind: 'saving' });
    underWay = send(address, upTo).finally(() => {
      underWay = null;
    });
  }

  async function send(to: string, upTo: number): Promise<void> {
    const body = new FormData(form);
    body.set('viec', 'luu');
    let answer: Response;
    try {
      answer = await fetch(to, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(30_000) });
    } catch {
      return again('retrying');
    }
    // Signed out, the portal leads elsewhere.
    if (answer.type === 'opaqueredirect' || answer.status === 401) return again('signed-out');
    const said = await answer.json().catch(() => null);
    if (answer.ok && typeof said?.version === 'number') {
      const input = field(form, 'ban');
      if (input) input.value = String(said.version);
      savedChanges = upTo;
      failures = 0;
      if (changes === upTo) rescue.clear();
      else {
        dirtySince = Date.now();
        later(quietMs);
      }
      return say({ kind: 'saved', at: new Date(said.at) });
    }
    if (answer.status === 413) return refuse(tooLarge);
    if (typeof said?.message !== 'string') return again('retrying');
    if (answer.status !== 409) return refuse(said.message);
    stopped = true;
    keep();
    say({ kind: 'conflict', message: said.message });
  }

  // The next key tries again, also where the network had failed before.
  function refuse(message: string): void {
    failures = 0;
    keep();
    say({ kind: 'refused', message });
  }

  function again(kind: 'retrying' | 'signed-out'): void {
    say({ kind, kept: keep() });
    later(waitsMs[Math.min(failures, waitsMs.length - 1)] ?? quietMs);
    failures += 1;
  }

  const online = () => later(0);
  const onLeave = (event: BeforeUnloadEvent) => {
    if (leaving || changes === savedChanges) return;
    keep();
    event.preventDefault();
  };
  const onSubmit = (event: SubmitEvent) => {
    clearTimeout(timer);
    if (underWay) {
      // Else the form would bring the version of before, and meet itself as somebody else.
      event.preventDefault();
      const { submitter } = event;
      void underWay.then(() => {
        clearTimeout(timer);
        form.requestSubmit(submitter);
      });
      return;
    }
    keep();
    leaving = true;
  };
  window.addEventListener('online', online);
  window.addEventListener('beforeunload', onLeave);
  form.addEventListener('submit', onSubmit);

  return {
    changed() {
      changes += 1;
      if (changes === savedChanges + 1) dirtySince = Date.now();
      const kept = keep();
      if (stopped && address !== null) return;
      if (!underWay && failures === 0) say({ kind: 'unsaved', kept });
      if (failures === 0) later(Math.max(0, Math.min(quietMs, dirtySince + longestMs - Date.now())));
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      window.removeEventListener('online', online);
      window.removeEventListener('beforeunload', onLeave);
      form.removeEventListener('submit', onSubmit);
    },
  };
}

const field = (form: HTMLFormElement, name: string): HTMLInputElement | null => form.querySelector(`input[name="${name}"]`);

/** What the form would post, files aside; without the edges of what was typed, which the portal does not keep either. */
export function fieldsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && name !== 'ban' ? [[name, value.trim()]] : [],
  );
}
