import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { titleLines } from '#newsroom/model/title-lines.ts';
import { vietnameseText } from './examples.ts';

/** Every letter as wide as the size. */
const measure = (text: string, size: number) => Array.from(text).length * size;
const sizes = [
  { size: 10, lines: 2 },
  { size: 5, lines: 3 },
];

describe('a title on a picture', () => {
  test('stands in the largest size that holds it, without a last word alone', () => {
    expect(titleLines('một hai ba', sizes, 100, measure)).toEqual({ size: 10, lines: ['một hai ba'] });
    expect(titleLines('một hai ba bốn', sizes, 110, measure)).toEqual({ size: 10, lines: ['một hai', 'ba bốn'] });
    expect(titleLines('một hai ba bốn năm', sizes, 80, measure).size).toBe(5);
  });

  test('that fits in none is cut and says so', () => {
    const { lines } = titleLines('một hai ba bốn năm sáu bảy tám chín mười', sizes, 40, measure);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(/…$/);
  });

  test('never leaves the picture, nor takes more lines than there is room for', () => {
    fc.assert(
      fc.property(fc.oneof(vietnameseText, fc.string({ maxLength: 60 })), fc.integer({ min: 20, max: 400 }), (title, width) => {
        const { size, lines } = titleLines(title, sizes, width, measure);
        expect(lines.length).toBeLessThanOrEqual(sizes.find((one) => one.size === size)?.lines ?? 0);
        for (const line of lines) expect(measure(line, size)).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('keeps all its words where it is not cut', () => {
    fc.assert(
      fc.property(vietnameseText, (title) => {
        const { lines } = titleLines(title, [{ size: 1, lines: 99 }], 100, measure);
        expect(lines.join(' ')).toBe(title.trim().split(/\s+/).join(' '));
      }),
    );
  });
});
