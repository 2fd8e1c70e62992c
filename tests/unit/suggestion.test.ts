import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginsWith, shortcutsFor } from '#search/model/suggestion.ts';

const shortcuts = [
  { vi: 'Khai sinh', en: 'Birth registration' },
  { vi: 'Đăng ký tạm trú', en: 'Temporary residence' },
  { vi: 'Sổ đỏ', en: 'Land certificate' },
];
const found = (typed: string) => shortcutsFor(shortcuts, typed).map(({ vi }) => vi);

describe('what is often searched for is suggested', () => {
  test.each([
    ['khai', 'Khai sinh'],
    ['KHAI  si', 'Khai sinh'],
    ['so do', 'Sổ đỏ'],
    ['tam tru', 'Đăng ký tạm trú'],
    ['đang ky', 'Đăng ký tạm trú'],
    ['residence', 'Đăng ký tạm trú'],
    ['birth reg', 'Khai sinh'],
  ])('for %j', (typed, title) => {
    expect(found(typed)).toEqual([title]);
  });

  test.each(['', '  ', '!!', 'sinh khai', 'khaisinh', 'ai sinh', 'khai sinh lại'])('but not for %j', (typed) => {
    expect(found(typed)).toEqual([]);
  });

  test('whatever beginning of a shortcut is typed, it is among them', () => {
    const beginning = fc
      .constantFrom(...shortcuts)
      .chain((words) => fc.tuple(fc.constant(words), fc.constantFrom(words.vi, words.en), fc.integer({ min: 1, max: 40 })));
    fc.assert(
      fc.property(beginning, ([words, text, length]) => {
        expect(shortcutsFor(shortcuts, text.slice(0, length))).toContain(words);
      }),
    );
  });
});

test('a title begins with what was typed, word by word and with the last one half typed', () => {
  expect(beginsWith('Đăng ký khai sinh', 'dang ky kh')).toBe(true);
  expect(beginsWith('Đăng ký khai sinh', 'dang ky khai sinh lai')).toBe(false);
  expect(beginsWith('Đăng ký lại khai sinh', 'khai sinh')).toBe(false);
  expect(beginsWith('Đăng ký khai sinh', '')).toBe(false);
});
