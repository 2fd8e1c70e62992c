const collator = new Intl.Collator('vi');

/** The order of names in a Vietnamese dictionary (a, ă, â, b, c, d, đ, e, ê …), for sorting; the database knows only bytes. */
export function vietnameseOrder(a: string, b: string): number {
  return collator.compare(a, b);
}

// The alphabet of the dictionary, and before it what stands between words, in the order of the Unicode collation.
const order = ' _-–—,;:!?.…\'‘’"“”()[]{}@*/\\&#%+<=>|~0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
// Tones in the order of the dictionary: huyền, hỏi, ngã, sắc, nặng.
const tones = '\u0300\u0309\u0303\u0301\u0323';
const shapes = /[\u0306\u0302\u031b]/u;

/**
 * A key of plain ASCII by which the database sorts as vietnameseOrder does: first the letters, then the tones, then
 * capitals. So that a page of a long list can begin after a name.
 */
export function vietnameseSortKey(text: string): string {
  const letters: string[] = [];
  const marks: string[] = [];
  const capitals: string[] = [];
  for (const letter of text.normalize('NFC').replace(/\s+/gu, ' ')) {
    const small = letter.toLocaleLowerCase('vi');
    const parts = [...small.normalize('NFD')];
    const tone = parts.findIndex((part) => tones.includes(part));
    const base = parts
      .filter((part, i) => i === 0 || shapes.test(part))
      .join('')
      .normalize('NFC');
    const place = order.indexOf(base);
    // Two characters each, so that keys compare letter by letter; what is not in the order comes after z.
    letters.push(place === -1 ? `z${(base.codePointAt(0) ?? 0).toString(36)}` : String(place + 10));
    marks.push(tone === -1 ? '0' : String(tones.indexOf(parts[tone] ?? '') + 1));
    capitals.push(small === letter ? '0' : '1');
  }
  return `${letters.join('')} ${marks.join('')} ${capitals.join('')}`;
}

/** The letter of the Vietnamese alphabet under which a name stands, a capital without tone; null where it begins with none. */
export function initialOf(name: string): string | null {
  const first = [...name.normalize('NFD')];
  const end = first.findIndex((part, i) => i > 0 && !/\p{M}/u.test(part));
  const letter = first
    .slice(0, end === -1 ? undefined : end)
    .filter((part) => !tones.includes(part))
    .join('')
    .normalize('NFC')
    .toLocaleUpperCase('vi');
  return /^\p{L}$/u.test(letter) ? letter : null;
}
