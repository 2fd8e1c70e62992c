import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { difference } from '#newsroom/model/difference.ts';

const shown = (older: string, newer: string) =>
  difference(older, newer)
    .map(({ kind, text }) => (kind === 'kept' ? text : kind === 'added' ? `{+${text}+}` : `{-${text}-}`))
    .join('');

describe('the difference of two texts', () => {
  test('is told by whole Vietnamese words', () => {
    expect(shown('Nộp hồ sơ trong 5 ngày.', 'Nộp hồ sơ trong 7 ngày.')).toBe('Nộp hồ sơ trong {-5-}{+7+} ngày.');
    expect(shown('phường Ô Chợ Dừa', 'phường Ổ Chợ Dừa')).toBe('phường {-Ô-}{+Ổ+} Chợ Dừa');
    expect(shown('Nhận thứ Bảy, tại thôn', 'Nhận Chủ nhật, tại thôn')).toBe('Nhận {-thứ Bảy-}{+Chủ nhật+}, tại thôn');
    expect(shown('một hai ba', 'một')).toBe('một{- hai ba-}');
    expect(shown('được duyệt', 'không được duyệt')).toBe('{+không +}được duyệt');
  });

  test('of equal texts is the text, of empty ones nothing', () => {
    expect(difference('a b', 'a b')).toEqual([{ kind: 'kept', text: 'a b' }]);
    expect(difference('', '')).toEqual([]);
  });

  test('gives back both texts, whatever they are', () => {
    const words = fc
      .array(fc.constantFrom('hồ', 'sơ', 'một', 'cửa', '\n', ' ', ',', '2026'), { maxLength: 60 })
      .map((all) => all.join(' '));
    fc.assert(
      fc.property(fc.oneof(words, fc.string()), fc.oneof(words, fc.string()), (older, newer) => {
        const runs = difference(older, newer);
        const without = (kind: string) =>
          runs
            .filter((run) => run.kind !== kind)
            .map(({ text }) => text)
            .join('');
        expect(without('added')).toBe(older);
        expect(without('removed')).toBe(newer);
      }),
    );
  });

  test('of two long texts with nothing in common is told at once: all of one, all of the other', () => {
    const long = (word: string) => Array.from({ length: 20_000 }, (_, i) => `${word}${i}`).join(' ');
    const start = performance.now();
    const runs = difference(long('a'), long('b'));
    expect(runs.map(({ kind }) => kind)).toEqual(['removed', 'added']);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
