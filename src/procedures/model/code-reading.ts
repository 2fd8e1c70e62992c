// The forms of a code in old links, exports and dossier systems: "1.004194.000.00.00.H26", "1.004194.H26", "1.014105.01".
const longer = /^(\d)\.?(\d{6})(?:\.[\dA-Za-z]{1,6}){0,6}$/;

/** The national code that an old, longer or badly typed one stands for; null where it is none. */
export function codeIn(given: string): string | null {
  const [, first, rest] = longer.exec(given.normalize('NFKC').replace(/[\s\u200b\ufeff]+/gu, '')) ?? [];
  return first !== undefined && rest !== undefined ? `${first}.${rest}` : null;
}
