import type { FormValues } from './form.ts';

/** For how long a device keeps what was begun and not sent, in days. */
export const draftDays = 7;
/** Under names that begin so the browser keeps drafts, one for each form that is filled in. */
export const draftPrefix = 'phieu-dang-lam:';

/** What a device keeps of a form that is being filled in: choices and the id of the response, never what was typed. */
export interface Draft {
  /** When it was last changed, in milliseconds since 1970. */
  readonly kept: number;
  readonly values: FormValues;
}

/** Of an invitation code not even the address of the form is kept; a kiosk has none. */
const named = ['co-quan', 'thu-tuc', 'dot', 'diem'] as const;

/** The name of the draft of a form: the same in every language, another for each agency, procedure, wave and point. */
export function draftKey(path: string, search: string): string {
  const asked = new URLSearchParams(search);
  return [draftPrefix + path, ...named.map((name) => asked.get(name) ?? '')].join('|');
}

const isAnswer = (name: string) => name.startsWith('cau.') || name.startsWith('nguoi.');

/** What may be kept of a form's values; null where nothing has been chosen yet. */
export function draftOf(values: FormValues, now: number): Draft | null {
  const kept = Object.entries(values).filter(([name]) => isAnswer(name) || name === 'agency' || name === 'id');
  return kept.some(([name]) => isAnswer(name)) ? { kept: now, values: Object.fromEntries(kept) } : null;
}

/** A draft as the browser gives it back; null where it is none, says something else, or is too old. */
export function readDraft(text: string | null, now: number): Draft | null {
  let draft: Draft | null = null;
  try {
    draft = JSON.parse(text ?? 'null');
  } catch {
    // Whatever stands there is no draft of ours.
  }
  if (typeof draft?.kept !== 'number' || typeof draft.values !== 'object' || draft.values === null) return null;
  // A clock that was set back makes it no younger.
  return Math.abs(now - draft.kept) < draftDays * 86_400_000 ? draftOf(draft.values, draft.kept) : null;
}
