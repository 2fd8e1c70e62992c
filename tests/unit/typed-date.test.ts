import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoDate, typedDate } from '#newsroom/model/typed-date.ts';

test.each([
  ['22/11/2026', '2026-11-22'],
  [' 2/9/2026 ', '2026-09-02'],
  ['22-11-2026', '2026-11-22'],
  ['4/2020', '2020-04'],
  ['2020', '2020'],
  ['2026-11-22', '2026-11-22'],
  ['hôm qua', 'hôm qua'],
  ['06-01-2024', '2024-01-06'],
  ['', ''],
])('%j is the date %j', (typed, iso) => {
  expect(isoDate(typed)).toBe(iso);
});

test('a date that is shown is read back as the same', () => {
  const day = fc
    .date({ min: new Date('1945-09-02'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, fc.constantFrom(4, 7, 10), (date, length) => {
      expect(isoDate(typedDate(date.slice(0, length)))).toBe(date.slice(0, length));
    }),
  );
});
