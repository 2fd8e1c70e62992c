import type { FormValues } from '../model/form.ts';

// Storage can be switched off or full: the form then works as it does without script.

/** What was filled in and not sent yet; lives as long as the tab. Null where there is none. */
export function unsentValues(key: string): FormValues | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as FormValues | null;
  } catch {
    return null;
  }
}

/** Keeps what is filled in until it is sent; null forgets it. */
export function keepUnsent(key: string, values: FormValues | null): void {
  try {
    if (values) sessionStorage.setItem(key, JSON.stringify(values));
    else sessionStorage.removeItem(key);
  } catch {
    // See above.
  }
}
