import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typedWords, wordsInForce } from '#procedures/model/city-words.ts';
import { narrowed, type StaffListItem, stateOfWords } from '#procedures/model/staff-list.ts';
import { fold } from '#search/model/text.ts';

const empty = { note: '', papers: [], time: '', fee: '', agencies: [], aliases: [] };
const edited = (decision_no: string) => ({ ...empty, decision_no, version: 1, edited_at: '2026-11-22T03:00:00Z', editor: 'Hà' });

describe('what an editor types', () => {
  test('is stored once and for all: typed again as it was stored, it is the same', () => {
    fc.assert(
      fc.property(
        fc.record({
          note: fc.string({ unit: 'binary', maxLength: 200 }),
          aliases: fc.array(fc.string({ maxLength: 40 }), { maxLength: 30 }),
        }),
        (typed) => {
          const once = typedWords.parse({ ...empty, ...typed });
          expect(typedWords.parse(once)).toEqual(once);
          expect(new Set(once.aliases).size).toBe(once.aliases.length);
          expect(once.aliases).not.toContain('');
        },
      ),
    );
  });
});

describe('the words of the city', () => {
  test.each([
    ['where there is no record', null, '1/QĐ', true],
    ['after the same decision', '1/QĐ', '1/QĐ', true],
    ['after an older decision', '2/QĐ', '1/QĐ', false],
    ['written of a line of a list, once a record came', '2/QĐ', '', false],
  ])('%s are in force or not', (_, inForce, written, shown) => {
    const record = inForce === null ? null : { decision: { number: inForce } };
    expect(wordsInForce({ record, digest: null, words: edited(written) }) !== null).toBe(shown);
    expect(stateOfWords(written, inForce)).toBe(shown ? 'in-force' : 'stepped-back');
  });

  test('there are none where nobody wrote any', () => {
    expect([wordsInForce({ record: null, digest: null, words: null }), stateOfWords(null, '1/QĐ')]).toEqual([null, 'none']);
  });
});

test('whatever is typed, the list holds only what has all of its words, or a code that begins so', () => {
  const items = ['Đăng ký khai sinh', 'Khai tử', 'Cấp lại thẻ căn cước'].map(
    (name, i): StaffListItem => ({ code: `1.00000${i}`, name, folded: fold(name), words: 'none', withdrawn_on: null, missing: null }),
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('khai', 'KHAI sinh', '1.00', 'thẻ cấp', 'xx khai')), (typed) => {
      const text = fold(typed.trim());
      const asked = text.split(' ').filter((word) => word !== '');
      const found = narrowed(items, typed, null);
      for (const item of items)
        expect(found.includes(item)).toBe(item.code.startsWith(text) || asked.every((word) => item.folded.includes(word)));
    }),
  );
  expect(narrowed(items, 'KHAI  sinh', null).map(({ name }) => name)).toEqual(['Đăng ký khai sinh']);
});
