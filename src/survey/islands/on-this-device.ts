// What the device keeps of a survey. It comes after the form works, but before the network may go.
import { splitLanguage } from '#i18n/model/language.ts';
import type { FormValues } from '../model/form.ts';
import { type Draft, draftKey, draftOf, draftPrefix, readDraft } from '../model/form-draft.ts';

export { keepUnsent } from './unsent.ts';

/** One for each form that is filled in, in whichever language. */
const key = () => draftKey(splitLanguage(location.pathname).path, location.search);

// Storage can be switched off or full: the form then works as it does without script.

/** The draft of the form at this address, where there is one; forgets all that have grown too old. */
export function keptDraft(): Draft | null {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(draftPrefix) && !readDraft(localStorage.getItem(name), Date.now())) localStorage.removeItem(name);
    }
    return readDraft(localStorage.getItem(key()), Date.now());
  } catch {
    return null;
  }
}

/** Keeps what may be kept of the form at this address until it is sent; null forgets it. */
export function keepDraft(values: FormValues | null): void {
  const draft = draftAs(values);
  try {
    if (draft) localStorage.setItem(...draft);
    else localStorage.removeItem(key());
  } catch {
    // See above.
  }
}

/** A draft by name and text, as the browser keeps it; null where nothing has been chosen. */
export function draftAs(values: FormValues | null): [name: string, text: string] | null {
  const draft = values && draftOf(values, Date.now());
  return draft && [key(), JSON.stringify(draft)];
}
