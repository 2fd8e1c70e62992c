// Crockford's alphabet without the letters that are read wrongly aloud or on paper.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A receipt (or ticket) code out of 10 random bytes: 16 letters, 80 bits, in groups of four. */
export function codeOf(random: Uint8Array): string {
  let code = '';
  let bits = 0;
  let held = 0;
  for (const byte of random.subarray(0, 10)) {
    bits = ((bits << 8) | byte) & 0xfff;
    held += 8;
    while (held >= 5) {
      held -= 5;
      code += alphabet[(bits >> held) & 31];
      if (code.length % 5 === 4 && code.length < 19) code += '-';
    }
  }
  return code;
}

/** The 10 bytes of a code as stored: what `codeOf` made it of. Throws when it is none. */
export function bytesOfCode(code: string): Uint8Array {
  if (normaliseCode(code) !== code) throw new Error(`no code: ${code}`);
  let bits = 0n;
  for (const letter of code.replaceAll('-', '')) bits = (bits << 5n) | BigInt(alphabet.indexOf(letter));
  return Uint8Array.from({ length: 10 }, (_, i) => Number((bits >> BigInt(8 * (9 - i))) & 255n));
}

/** The code as stored, out of what a person typed: any case, with or without hyphens, O for 0, I and L for 1. Null when it cannot be one. */
export function normaliseCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (letters.length !== 16 || [...letters].some((letter) => !alphabet.includes(letter))) return null;
  return [0, 4, 8, 12].map((start) => letters.slice(start, start + 4)).join('-');
}
