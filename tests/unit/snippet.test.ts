import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { highlighted, marksIn, snippetOf } from '#search/model/snippet.ts';
import { fold } from '#search/model/text.ts';
import { wordsOf } from '#search/model/word.ts';
import { vietnameseText, vietnameseWord } from './examples.ts';

const keys = (text: string) => wordsOf(text).map((word) => word.folded);
const marked = (text: string, words: readonly string[]) =>
  highlighted(text, words)
    .filter((part) => part.marked)
    .map((part) => part.text);

describe('the words found are marked', () => {
  test('a word typed without accents marks the accented word', () => {
    expect(highlighted('Cấp giấy khai sinh', ['khai'])).toEqual([
      { text: 'Cấp giấy ', marked: false },
      { text: 'khai', marked: true },
      { text: ' sinh', marked: false },
    ]);
    expect(marked('Đăng ký thường trú', ['dang', 'tru'])).toEqual(['Đăng', 'trú']);
  });

  test('whole words are marked; of a half-typed one every word that begins so', () => {
    expect(marked('hoàn thành, an toàn', ['an'])).toEqual(['an']);
    expect(marked('đăng ký', ['dan'])).toEqual([]);
    expect(marked('đăng ký', ['dan*'])).toEqual(['đăn']);
    expect(marked('tạm trú, trực tiếp', ['tru'])).toEqual(['trú']);
  });

  test('it is marked whether it is written with i or with y', () => {
    expect(marked('Lý lịch, lí lịch', keys('lý'))).toEqual(['Lý', 'lí']);
  });

  test('of two words with the same beginning the longer one is marked', () => {
    expect(marked('Học phí', ['ho*', 'hoc'])).toEqual(['Học']);
  });

  test('text with separate accent marks is marked in the right place', () => {
    expect(marked('Đăng ký thường trú'.normalize('NFD'), ['tru'])).toEqual(['trú']);
  });

  test('a search without words marks nothing, and no text has no parts', () => {
    expect(highlighted('Khai sinh', [])).toEqual([{ text: 'Khai sinh', marked: false }]);
    expect(highlighted('', ['khai'])).toEqual([]);
  });

  test('the parts join to the whole text, none of them empty', () => {
    fc.assert(
      fc.property(vietnameseText, fc.array(vietnameseWord, { maxLength: 3 }), (text, typed) => {
        const words = typed.flatMap(keys);
        const parts = highlighted(text, words);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        expect(parts.every((part) => part.text !== '')).toBe(true);
        for (const part of parts)
          if (part.marked) expect(words.flatMap((word) => [word, word.replace(/i$/, 'y')])).toContain(fold(part.text));
      }),
    );
  });

  test('every word of a text is found in it', () => {
    fc.assert(
      fc.property(fc.array(vietnameseWord, { minLength: 1, maxLength: 10 }), (written) => {
        const text = written.join(' ');
        expect(marksIn(text, keys(text)).map(({ start, end }) => text.slice(start, end))).toEqual(written);
      }),
    );
  });
});

describe('the part of a long text that is shown', () => {
  const filler = Array.from({ length: 60 }, () => 'nội dung').join(' ');

  test('a short text is shown whole, its blanks tidied', () => {
    expect(snippetOf('  Cấp lại\n\nthẻ  ', ['the'], 220)).toBe('Cấp lại thẻ');
  });

  test('a long text is shown around the word that was searched for', () => {
    const snippet = snippetOf(`${filler} Giấy khai sinh ${filler}`, ['khai'], 100);
    expect(snippet).toContain('Giấy khai sinh');
    expect(snippet).toMatch(/^… .* …$/);
  });

  test('a long text without the word is shown from its beginning', () => {
    expect(snippetOf(`Mở đầu ${filler}`, ['vang'], 50)).toMatch(/^Mở đầu nội dung .* …$/);
  });

  test('a word at the end is shown without dots behind it', () => {
    expect(snippetOf(`${filler} khai sinh`, ['sinh'], 60)).toMatch(/^… .* khai sinh$/);
  });

  test('it shows the word, whole words only, and is no longer than asked for', () => {
    const words = fc.array(vietnameseWord, { maxLength: 80 });
    fc.assert(
      fc.property(words, words, fc.integer({ min: 40, max: 220 }), (before, after, length) => {
        const text = [...before, 'Zổđíác', ...after].join(' ');
        const snippet = snippetOf(text, ['zodiac'], length);
        const core = snippet.replace(/^… /, '').replace(/ …$/, '');
        expect(core).toContain('Zổđíác');
        expect(core.length).toBeLessThanOrEqual(length);
        expect(` ${text} `).toContain(` ${core} `);
      }),
    );
  });
});
