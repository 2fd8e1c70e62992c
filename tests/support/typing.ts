const tones = {
  telex: { '\u0301': 's', '\u0300': 'f', '\u0309': 'r', '\u0303': 'x', '\u0323': 'j' },
  vni: { '\u0301': '1', '\u0300': '2', '\u0309': '3', '\u0303': '4', '\u0323': '5' },
} as const;
const shapes = {
  telex: { ă: 'aw', â: 'aa', ê: 'ee', ô: 'oo', ơ: 'ow', ư: 'uw', đ: 'dd' },
  vni: { ă: 'a8', â: 'a6', ê: 'e6', ô: 'o6', ơ: 'o7', ư: 'u7', đ: 'd9' },
} as const;

/** A Vietnamese text as it looks where its keys were typed with the input method switched off, each tone behind its word. */
export function typedAs(text: string, method: 'telex' | 'vni'): string {
  const [toneKeys, shapeKeys] = [tones[method] as Record<string, string>, shapes[method] as Record<string, string>];
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[\p{L}]+/gu, (word) => {
      let keys = '';
      let tone = '';
      for (const letter of word) {
        const parts = [...letter.normalize('NFD')];
        tone = parts.map((part) => toneKeys[part]).find((key) => key !== undefined) ?? tone;
        const bare = parts
          .filter((part) => toneKeys[part] === undefined)
          .join('')
          .normalize('NFC');
        keys += shapeKeys[bare] ?? bare;
      }
      return keys + tone;
    });
}

/** A text with one wrong letter in one of its longer words: left out, doubled or exchanged with the next. */
export function mistyped(text: string, chance: number): string {
  const words = text.split(' ');
  const long = words.flatMap((word, i) => (word.length >= 4 ? [i] : []));
  const at = long[Math.floor(chance * long.length)];
  if (at === undefined) return text;
  const letters = [...(words[at] ?? '')];
  const place = 1 + Math.floor(((chance * 7) % 1) * (letters.length - 1));
  const letter = letters[place] ?? '';
  if (chance < 0.4) letters.splice(place, 1);
  else if (chance < 0.7) letters.splice(place, 0, letter);
  else letters.splice(place - 1, 2, letter, letters[place - 1] ?? '');
  words[at] = letters.join('');
  return words.join(' ');
}
