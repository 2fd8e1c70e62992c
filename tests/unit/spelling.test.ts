import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distance, nearWords, soundingLike } from '#search/model/spelling.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcdghinostuxy'), maxLength: 8 });

describe('how many letters two words are apart', () => {
  test.each([
    ['sih', 'sinh', 1],
    ['khuaa', 'khua', 1],
    ['dagn', 'dang', 1],
    ['lai', 'bai', 1],
    ['khai', 'khai', 0],
  ])('%s and %s: %i', (a, b, apart) => {
    expect(distance(a, b, 2)).toBe(apart);
  });

  test('it is the same both ways, nothing only for the same word, and never more than said', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, limit) => {
        expect(distance(a, b, limit)).toBe(distance(b, a, limit));
        expect(distance(a, b, limit) === 0).toBe(a === b);
        expect(distance(a, b, limit)).toBeLessThanOrEqual(limit + 1);
      }),
    );
  });

  test('one letter more, less or other is one apart', () => {
    fc.assert(
      fc.property(word, fc.nat(8), fc.constantFrom(...'abcxy'), (a, at, letter) => {
        expect(distance(a, a.slice(0, at) + letter + a.slice(at), 2)).toBe(1);
      }),
    );
  });
});

describe('what a misspelled word may have meant', () => {
  test('sounds that some regions do not tell apart', () => {
    expect(soundingLike('se')).toContain('xe');
    expect(soundingLike('chu')).toContain('tru');
    expect(soundingLike('lut')).toContain('luc');
    expect(soundingLike('nai')).toContain('lai');
    expect(soundingLike('da')).toEqual(expect.arrayContaining(['gia', 'ra']));
  });

  test('they come before words that only look alike, and short words are not changed otherwise', () => {
    expect(nearWords('xat', ['xac', 'xan', 'cat']).map((one) => one.word)[0]).toBe('xac');
    expect(nearWords('se', ['xe', 'me', 'so'])).toEqual([{ word: 'xe', cost: 0.5 }]);
  });

  test('two letters may be wrong from six letters on', () => {
    expect(nearWords('nghiep', ['nghip', 'nghe']).map((one) => one.word)).toEqual(['nghip', 'nghe']);
    expect(nearWords('khai', ['kim'])).toEqual([]);
  });
});
