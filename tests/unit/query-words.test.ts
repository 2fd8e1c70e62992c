import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeIn, queryWordsSchema, wordsToFind } from '#search/model/query-words.ts';
import { foldedWords } from '#search/model/text.ts';
import { vietnameseText } from './examples.ts';

const phrases = ['cần giấy tờ gì', 'cần gì', 'ở đâu', 'tôi muốn', 'thủ tục', 'xin'];

describe('a question asked as people speak', () => {
  test('the phrases of a question are not searched for', () => {
    expect(wordsToFind('Đăng ký kết hôn cần giấy tờ gì?', phrases)).toEqual(['dang', 'ky', 'ket', 'hon']);
    expect(wordsToFind('Tôi muốn xin thủ tục khai sinh', phrases)).toEqual(['khai', 'sinh']);
  });

  test('the phrases are known without accents too', () => {
    expect(wordsToFind('khai sinh o dau', phrases)).toEqual(['khai', 'sinh']);
  });

  test('a question of nothing but phrases is searched for as it is', () => {
    expect(wordsToFind('thủ tục ở đâu', phrases)).toEqual(['thu', 'tuc', 'o', 'dau']);
  });

  test('a phrase inside a longer word is left alone', () => {
    expect(wordsToFind('xinh đẹp', phrases)).toEqual(['xinh', 'dep']);
  });

  test('an empty search has no words', () => {
    expect(wordsToFind('  ?', phrases)).toEqual([]);
  });

  test('only words that were typed are searched for, and some always are', () => {
    fc.assert(
      fc.property(vietnameseText, (text) => {
        const typed = foldedWords(text);
        const found = wordsToFind(text, phrases);
        expect(typed).toEqual(expect.arrayContaining([...found]));
        expect(found.length > 0).toBe(typed.length > 0);
        expect(wordsToFind(text, [])).toEqual(typed);
      }),
    );
  });

  test('an empty phrase in the file of phrases is refused', () => {
    expect(queryWordsSchema.safeParse({ phrases: ['xin', ''] }).success).toBe(false);
    expect(queryWordsSchema.safeParse({ phrases }).success).toBe(true);
  });
});

describe('the code of a procedure as a search', () => {
  test.each(['1.004222', '1004222', ' 1 004222 ', '1.004222\n'])('%j is read as the code', (typed) => {
    expect(codeIn(typed)).toBe('1.004222');
  });

  test.each(['1.00422', '1.0042222', '12.004222', 'mã 1.004222', '1-004222', ''])('%j is no code', (typed) => {
    expect(codeIn(typed)).toBeNull();
  });
});
