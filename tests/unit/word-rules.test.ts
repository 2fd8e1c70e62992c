import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEntries } from '#search/content.ts';
import { type Entry, emptyLexicon } from '#search/model/lexicon.ts';
import { withoutWord, withWord } from '#search/model/trial.ts';
import { conflictOf, readWord, sameKey, type TypedWord, typedOf, wordKinds, wordLimits } from '#search/model/word-rules.ts';
import { hostileWords } from '../support/hostile-words.ts';

const typed: TypedWord = {
  alias: 'giấy con cò',
  official: 'đăng ký khai sinh',
  codes: '',
  scope: 'procedure',
  choices: [
    { label: 'Khai sinh', query: 'đăng ký khai sinh' },
    { label: 'Kết hôn', query: 'đăng ký kết hôn' },
  ],
  note: 'Không có.',
  url: '',
};
const synonym = (alias: string, official: readonly string[], codes: readonly string[] = []): Entry => ({
  kind: 'synonym',
  entry: { alias, official: [...official], codes: [...codes], scope: 'procedure' },
});
const isName = () => false;

describe('a word as an editor types it', () => {
  test('every word of content/ is read from its own form as it is', () => {
    for (const one of readEntries()) expect(readWord(one.kind, typedOf(one)), one.entry.alias).toEqual(one);
  });

  test('is tidied: small letters, one blank, lines that are empty left out', () => {
    expect(
      readWord('synonym', {
        ...typed,
        alias: '  Giấy \u200b CON  cò ',
        official: '\n đăng ký   khai sinh \r\n\n',
        codes: '1.001193; 1.001193',
      }),
    ).toEqual(synonym('giấy con cò', ['đăng ký khai sinh'], ['1.001193']));
  });

  test('whatever is typed, it is read within the limits or refused at a field', () => {
    const text = fc.oneof(fc.string({ maxLength: 400, unit: 'grapheme' }), fc.constantFrom(...hostileWords));
    const any = fc.record({
      alias: text,
      official: text,
      codes: text,
      scope: text,
      choices: fc.array(fc.record({ label: text, query: text }), { maxLength: 12 }),
      note: text,
      url: text,
    });
    fc.assert(
      fc.property(fc.constantFrom(...wordKinds), any, (kind, word) => {
        const read = readWord(kind, word);
        if ('wrong' in read) return;
        expect(read.entry.alias.length).toBeLessThanOrEqual(wordLimits.alias);
        expect(sameKey(read.entry.alias)).not.toBe('');
        expect(readWord(kind, typedOf(read))).toEqual(read);
      }),
    );
  });
});

describe('what a word must not be', () => {
  test('a loop is seen however long it is, and words that lead elsewhere are none', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{2,6}$/), { minLength: 2, maxLength: 8 }), (words) => {
        const [first = '', ...rest] = words;
        const others = rest.map((word, i) => synonym(word, ['lời chung', rest[i + 1] ?? first]));
        expect(conflictOf(synonym(first, [rest[0] ?? '']), { others, isName })).toEqual({ kind: 'loop', by: rest[0] });
        expect(conflictOf(synonym('từ khác', [rest[0] ?? '']), { others, isName })).toBeNull();
      }),
    );
  });

  test('itself says something only where it has a code or other words beside', () => {
    const among = { others: [], isName };
    expect(conflictOf(synonym('hoà giải', ['Hòa giải']), among)).toEqual({ kind: 'itself' });
    expect(conflictOf(synonym('hoà giải', ['Hòa giải'], ['1.001193']), among)).toBeNull();
    expect(conflictOf(synonym('hoà giải', ['Hòa giải', 'hòa giải ở cơ sở']), among)).toBeNull();
  });

  test.each(['1.004194', '1004194', 'thủ tục 1.004194', 'mã tthc 1 004194', 'h26.103-260611-0001'])('a code: %s', (alias) => {
    for (const kind of wordKinds) {
      const read = readWord(kind, { ...typed, alias });
      expect('wrong' in read ? read : conflictOf(read, { others: [], isName })).toEqual({ kind: 'code' });
    }
  });

  test('words of content/ are refused beside the others only where they say themselves alone', () => {
    const all = readEntries();
    for (const one of all.filter((_, i) => i % 60 === 0)) {
      const conflict = conflictOf(one, { others: all.filter((other) => other !== one), isName });
      expect([null, 'itself'], one.entry.alias).toContain(conflict?.kind ?? null);
    }
  });
});

test('a word that is tried takes the place of the one that is spelt alike, and of no other kind', () => {
  const all = readEntries().slice(0, 60).reduce(withWord, emptyLexicon);
  const ambiguous = readWord('ambiguous', { ...typed, alias: 'hoà giải' });
  if ('wrong' in ambiguous) throw new Error(ambiguous.wrong);
  const both = withWord(withWord(all, synonym('hòa giải', ['hòa giải ở cơ sở'])), ambiguous);
  const changed = withWord(both, synonym('Hoà giải', ['lời khác']));
  expect(changed.synonyms).toHaveLength(both.synonyms.length);
  expect(changed.synonyms.at(-1)?.official).toEqual(['lời khác']);
  expect(changed.ambiguous).toEqual(both.ambiguous);
  expect(withoutWord(changed, ambiguous).synonyms).toEqual(changed.synonyms);
});
