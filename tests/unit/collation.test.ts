import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialOf, vietnameseOrder, vietnameseSortKey } from '#i18n/model/collation.ts';
import { readProcedures } from '#procedures/content.ts';
import { vietnameseWord } from './examples.ts';

test('names stand as in a Vietnamese dictionary: letters first, then tones', () => {
  const sorted = ['Ban', 'Bàn', 'Bán', 'Bạn', 'Băng', 'Bân', 'Cấp', 'Dân', 'Đăng', 'Ơn', 'Ung', 'Ưng'];
  expect([...sorted].reverse().sort(vietnameseOrder)).toEqual(sorted);
});

test('sorted by key in the database, names stand in the same order', () => {
  const names = readProcedures().map((procedure) => procedure.name);
  const byKey = (all: readonly string[]) => [...all].sort((a, b) => (vietnameseSortKey(a) < vietnameseSortKey(b) ? -1 : 1));
  expect(byKey(names)).toEqual([...names].sort(vietnameseOrder));
});

test('two names of Vietnamese words compare by key as they do in the dictionary', () => {
  fc.assert(
    fc.property(fc.array(vietnameseWord, { maxLength: 4 }), fc.array(vietnameseWord, { maxLength: 4 }), (a, b) => {
      const [one, other] = [a.join(' '), b.join(' ')];
      const [x, y] = [vietnameseSortKey(one), vietnameseSortKey(other)];
      expect(Math.sign(vietnameseOrder(one, other))).toBe(x < y ? -1 : x > y ? 1 : 0);
    }),
  );
});

test('a name stands under its letter of the alphabet, whatever its tone, case or way of writing', () => {
  const under = { 'An toàn': 'A', 'ẩn phẩm': 'Â', 'Ấn phẩm': 'Â', 'đất đai': 'Đ', Ứng: 'Ư', 'Y tế': 'Y' };
  for (const [name, letter] of Object.entries(under))
    for (const way of [name, name.normalize('NFD')]) expect(initialOf(way), name).toBe(letter);
  for (const name of ['', '5G', ' An', '(An)']) expect(initialOf(name), name).toBeNull();
});
