import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreement, wordOf, wordsOf } from '#search/model/word.ts';
import { vietnameseText } from './examples.ts';

const exact = (word: string) => wordOf(word).exact;
const agree = (typed: string, written: string) => agreement(exact(typed), exact(written));

describe('the two keys of a word', () => {
  test.each([
    ['hoà', 'hòa'],
    ['khoẻ', 'khỏe'],
    ['thuý', 'thúy'],
    ['uỷ', 'ủy'],
    ['xoá', 'xóa'],
  ])('%s and %s are one word, wherever the tone stands', (one, other) => {
    expect(exact(one)).toBe(exact(other));
  });

  test.each([
    ['ký', 'kí'],
    ['lý', 'lí'],
    ['mỹ', 'mĩ'],
    ['hy', 'hi'],
    ['tỷ', 'tỉ'],
    ['sỹ', 'sĩ'],
  ])('%s and %s are one word', (one, other) => {
    expect(exact(one)).toBe(exact(other));
    expect(wordOf(one).folded).toBe(wordOf(other).folded);
  });

  test('other words keep their letters', () => {
    expect(exact('quý')).not.toBe(exact('quí'));
    expect(exact('tay')).not.toBe(exact('tai'));
    expect(exact('toán')).not.toBe(exact('toàn'));
    expect(exact('á')).not.toBe(exact('a1'));
  });

  test('without accents đ is d, and no other letter changes', () => {
    expect(wordsOf('Đăng ký thường trú').map((word) => word.folded)).toEqual(['dang', 'ki', 'thuong', 'tru']);
  });

  test('the words of a text come without punctuation, figures are words too', () => {
    expect(wordsOf('Giấy khai sinh (bản sao), 02 bản; NĐ-CP.').map((word) => word.text)).toEqual([
      'giấy',
      'khai',
      'sinh',
      'bản',
      'sao',
      '02',
      'bản',
      'nđ',
      'cp',
    ]);
    expect(wordsOf(' ... — ?! ')).toEqual([]);
  });

  test('capitals and separate marks make no difference to any text', () => {
    fc.assert(
      fc.property(vietnameseText, (text) => {
        const keys = (one: string) => wordsOf(one).map((word) => `${word.exact} ${word.folded}`);
        expect(keys(text.toUpperCase())).toEqual(keys(text));
        expect(keys(text.normalize('NFD'))).toEqual(keys(text));
      }),
    );
  });
});

describe('how a typed word agrees with a written one', () => {
  test('accents that were left out are no mistake', () => {
    expect(agree('đang', 'đăng')).toBe('fewer');
    expect(agree('dăng', 'đăng')).toBe('fewer');
    expect(agree('khảu', 'khẩu')).toBe('fewer');
    expect(agree('so', 'sổ')).toBe('fewer');
  });

  test('hỏi for ngã, or one letter of another shape, is near', () => {
    expect(agree('đõ', 'đỏ')).toBe('near');
    expect(agree('dăn', 'dân')).toBe('near');
  });

  test('other tones are another word', () => {
    expect(agree('chó', 'cho')).toBe('other');
    expect(agree('số', 'sổ')).toBe('other');
    expect(agree('làm', 'lâm')).toBe('other');
  });
});
