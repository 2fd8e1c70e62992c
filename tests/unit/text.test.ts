import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, foldLetters, tidy } from '#search/model/text.ts';
import { vietnameseText } from './examples.ts';

describe('what is typed and what is written', () => {
  test('a word typed without accents finds the place of the accented word', () => {
    const title = 'Đăng ký thường trú tại Hà Nội';
    const at = foldLetters(title).indexOf(fold('thuong tru'));
    expect(title.slice(at, at + 'thuong tru'.length)).toBe('thường trú');
  });

  test('the letter đ is found by typing d, small or capital', () => {
    expect(fold('Đất đai')).toBe('dat dai');
    expect(fold('ĐẤT ĐAI')).toBe('dat dai');
  });

  test('every accented vowel is found by its bare letter', () => {
    expect(foldLetters('ằắẳẵặ ầấẩẫậ ềếểễệ ỉĩị ồốổỗộ ờớởỡợ ừứửữự ỳýỷỹỵ')).toBe('aaaaa aaaaa eeeee iii ooooo ooooo uuuuu yyyyy');
  });

  test('text from a phone that writes accents as separate marks is the same text', () => {
    expect(fold('Thường trú'.normalize('NFD'))).toBe(fold('Thường trú'.normalize('NFC')));
    expect(foldLetters('Hộ tịch'.normalize('NFD'))).toBe('ho tich');
  });

  test('extra blanks, line ends and tabs do not matter', () => {
    expect(fold('  khai \n\t sinh  ')).toBe('khai sinh');
    expect(fold(' \n ')).toBe('');
  });

  test('blanks stay where they are when places are compared', () => {
    expect(foldLetters('  Hộ  tịch ')).toBe('  ho  tich ');
  });

  test('what cannot be seen is left out, and every kind of blank is one', () => {
    expect(tidy('Khai\u200bsinh\u00a0 cho\u0007con\u00ad')).toBe('khaisinh cho con');
    expect(tidy('ĐĂNG KÝ'.normalize('NFD'))).toBe('đăng ký');
    expect(tidy(' \u200b\u00a0 ')).toBe('');
  });
});

describe('whatever Vietnamese text is given', () => {
  test('folding it twice is the same as folding it once', () => {
    fc.assert(
      fc.property(vietnameseText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  test('text in any writing folds to a form that stays', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  test('it keeps its length, letter by letter', () => {
    fc.assert(
      fc.property(vietnameseText, (text) => {
        expect(foldLetters(text)).toHaveLength(text.length);
        expect(foldLetters(text)).toBe([...text].map(foldLetters).join(''));
      }),
    );
  });

  test('only bare small letters are left of it', () => {
    fc.assert(
      fc.property(vietnameseText, (text) => {
        expect(foldLetters(text)).toMatch(/^[a-z0-9\s.,;:()/-]*$/);
      }),
    );
  });

  test('capitals and separate marks make no difference', () => {
    fc.assert(
      fc.property(vietnameseText, (text) => {
        expect(fold(text.toUpperCase())).toBe(fold(text));
        expect(fold(text.normalize('NFD'))).toBe(fold(text));
      }),
    );
  });

  test('tidying it twice is the same as tidying it once, and leaves no control letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tidy(tidy(text))).toBe(tidy(text));
        expect(tidy(text)).not.toMatch(/\p{Cc}|\s\s/u);
      }),
    );
  });
});
