import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, foldedWords, foldLetters } from '#search/model/text.ts';
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

  test('the words of a text come without punctuation', () => {
    expect(foldedWords('Giấy khai sinh (bản sao), 02 bản; mã 1.004222.')).toEqual([
      'giay',
      'khai',
      'sinh',
      'ban',
      'sao',
      '02',
      'ban',
      'ma',
      '1',
      '004222',
    ]);
  });

  test('punctuation alone has no words', () => {
    expect(foldedWords(' ... — ?! ')).toEqual([]);
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

  test('its words are the words of its folded form', () => {
    fc.assert(
      fc.property(vietnameseText, (text) => {
        expect(foldedWords(fold(text))).toEqual(foldedWords(text));
      }),
    );
  });
});
