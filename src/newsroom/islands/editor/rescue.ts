/** What of an unsaved article rests on the device: the fields of its form, the text of the editor among them. */
export interface RescueCopy {
  /** The version that it was written from. */
  readonly version: number;
  /** In milliseconds. */
  readonly at: number;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

export interface Rescue {
  /** What was left behind here and is not known to have been saved. */
  readonly left: RescueCopy | null;
  keep(copy: RescueCopy): boolean;
  /** What is written now has been saved. */
  clear(): void;
  /** What was left behind is no longer wanted. */
  forgetLeft(): void;
}

const prefix = 'portal.article.';
const longestMs = 30 * 86_400_000;

/**
 * Copies on this device of what one person writes in one article. They outlive a lost session or network; storage may be full or
 * switched off, then `keep` says so.
 */
export function openRescue(name: string): Rescue {
  const key = `${prefix}${name}`;
  // What was left behind moves aside, so that new words do not take its place before somebody has decided.
  const aside = `${key}.truoc`;
  forgetOld();
  // Also what was posted: that there is a newer version does not say that it arrived. What equals the form is forgotten by the editor.
  const left = read(aside) ?? read(key);
  if (left) write(aside, left);
  else remove(aside);
  remove(key);
  return {
    left,
    keep: (copy) => write(key, copy),
    clear: () => remove(key),
    forgetLeft: () => remove(aside),
  };
}

function forgetOld(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(prefix)) continue;
      const copy = read(key);
      if (!copy || Date.now() - copy.at > longestMs) localStorage.removeItem(key);
    }
  } catch {
    // Storage is switched off.
  }
}

function read(key: string): RescueCopy | null {
  try {
    const copy = JSON.parse(localStorage.getItem(key) ?? 'null');
    return typeof copy?.version === 'number' && typeof copy.at === 'number' && Array.isArray(copy.fields) ? copy : null;
  } catch {
    return null;
  }
}

function write(key: string, copy: RescueCopy): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Storage is switched off.
  }
}
