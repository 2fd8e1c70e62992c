// The ward or commune that someone saved as theirs: on the device, and nowhere else. Storage may be switched off or full.
const codeKey = 'phuong-xa';
const nameKey = 'phuong-xa-ten';

export interface RememberedWard {
  readonly code: string;
  readonly name: string;
}

/** What this device remembers; null where it remembers nothing. */
export function rememberedWard(): RememberedWard | null {
  try {
    const code = localStorage.getItem(codeKey);
    return code === null ? null : { code, name: localStorage.getItem(nameKey) ?? code };
  } catch {
    return null;
  }
}

/** Remembers a ward in place of any other; null forgets it. */
export function rememberWard(ward: RememberedWard | null): void {
  try {
    if (ward) {
      localStorage.setItem(codeKey, ward.code);
      localStorage.setItem(nameKey, ward.name);
    } else {
      localStorage.removeItem(codeKey);
      localStorage.removeItem(nameKey);
    }
  } catch {
    // A browser that keeps nothing goes on without.
  }
}
