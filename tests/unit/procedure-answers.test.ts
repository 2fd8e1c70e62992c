import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationOf, feeAnswer, timeAnswer } from '#procedures/model/answers.ts';
import type { Fee, Method } from '#procedures/model/record.ts';
import { channels, feeTypes, timeUnits } from '#procedures/model/vocabulary.ts';
import { method } from '../support/records.ts';
import { vietnameseText } from './examples.ts';

const time = (value: string, unit: Method['time']['unit'] = 'ngày làm việc') => method({ time: { value, unit } });
const fee = (amount: number | null, note = '', type: Fee['type'] = 'phí'): Fee => ({ type, amount, note, attachment: '' });
const charged = (fees: readonly Fee[], channel: Method['channel'] = 'trực tiếp', note = '') => method({ fees: [...fees], channel, note });

const anyFee = fc.record({
  type: fc.constantFrom(...feeTypes),
  amount: fc.option(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1000, max: 100_000_000 }))),
  note: vietnameseText,
  attachment: fc.constant(''),
});
const anyMethod = fc.record({
  channel: fc.constantFrom(...channels),
  time: fc.record({
    value: fc.oneof(fc.nat({ max: 60 }).map(String), fc.constantFrom('', '-', '0', '1,5', '01', 'Không quy định'), vietnameseText),
    unit: fc.constantFrom(...timeUnits),
  }),
  fees: fc.array(anyFee, { maxLength: 4 }),
  note: vietnameseText,
});
const anyMethods = fc.array(anyMethod, { maxLength: 6 });

describe('how long it takes', () => {
  test('is one time where all rows agree, however they write it', () => {
    expect(timeAnswer([time('3'), time('03'), time('3')])).toEqual({
      kind: 'times',
      times: [{ n: 3, unit: 'ngày làm việc' }],
      partly: false,
    });
  });

  test('is from-to where rows differ: they are different cases', () => {
    expect(timeAnswer([time('17'), time('27'), time('20')])).toMatchObject({
      times: [
        { n: 17, unit: 'ngày làm việc' },
        { n: 27, unit: 'ngày làm việc' },
      ],
    });
  });

  test('names every time where the units differ', () => {
    expect(timeAnswer([time('3'), time('15', 'ngày')])).toMatchObject({
      times: [
        { n: 3, unit: 'ngày làm việc' },
        { n: 15, unit: 'ngày' },
      ],
    });
  });

  test('of a number without a unit is not said as a time, but the words beside it that tell of time are', () => {
    const rows = [
      method({ time: { value: '1', unit: 'khác' }, note: 'Trong ngày làm việc.' }),
      method({ time: { value: '1', unit: 'khác' }, note: 'Nộp tại quầy.' }),
    ];
    expect(timeAnswer(rows)).toEqual({ kind: 'unclear', seen: ['1'], words: ['Trong ngày làm việc.'] });
  });

  test('counts hours too as words that tell of time', () => {
    const rows = [method({ time: { value: '1', unit: 'khác' }, note: 'Chậm nhất 01 giờ kể từ khi khai báo.' })];
    expect(timeAnswer(rows)).toMatchObject({ words: ['Chậm nhất 01 giờ kể từ khi khai báo.'] });
  });

  test('is in the words of the source where it has only words', () => {
    expect(timeAnswer([time('Không quy định', 'khác')])).toEqual({ kind: 'words', words: ['Không quy định'] });
  });

  test('is not known where there is nothing, a dash or a zero', () => {
    expect(timeAnswer([])).toEqual({ kind: 'unknown' });
    expect(timeAnswer([time('0'), time('-'), time('')])).toEqual({ kind: 'unknown' });
  });

  test('says so where other rows state none', () => {
    expect(timeAnswer([time('3'), time('0', 'khác')])).toMatchObject({ kind: 'times', partly: true });
  });

  test('never names a time that no row states, and one time only where no row states another', () => {
    fc.assert(
      fc.property(anyMethods, (rows) => {
        const answer = timeAnswer(rows);
        const stated = rows.flatMap((row) => durationOf(row.time) ?? []);
        if (answer.kind !== 'times') expect(stated).toEqual([]);
        else {
          for (const said of answer.times) expect(stated).toContainEqual(said);
          const [least, most] = [Math.min(...stated.map(({ n }) => n)), Math.max(...stated.map(({ n }) => n))];
          expect(Math.min(...answer.times.map(({ n }) => n))).toBe(least);
          expect(Math.max(...answer.times.map(({ n }) => n))).toBe(most);
        }
      }),
    );
  });

  test('does not depend on the order of the rows', () => {
    const sorted = (rows: readonly Method[]) => {
      const answer = timeAnswer(rows);
      return answer.kind === 'times' ? { ...answer, times: [...answer.times].map((one) => `${one.n} ${one.unit}`).sort() } : answer.kind;
    };
    fc.assert(
      fc.property(anyMethods, (rows) => {
        expect(sorted([...rows].reverse())).toEqual(sorted(rows));
      }),
    );
  });
});

describe('what it costs', () => {
  test('is one line where all channels ask the same', () => {
    expect(feeAnswer([charged([fee(50_000)], 'trực tuyến'), charged([fee(50_000)])])).toEqual({
      kind: 'amounts',
      lines: [{ channel: null, ranges: [{ type: 'phí', from: 50_000, to: 50_000, thousands: false }] }],
      partly: false,
      words: [],
    });
  });

  test('is told by channel where they differ', () => {
    expect(feeAnswer([charged([fee(7000), fee(5000), fee(0)], 'trực tuyến'), charged([fee(15_000)])])).toMatchObject({
      lines: [
        { channel: 'trực tuyến', ranges: [{ from: 5000, to: 7000 }] },
        { channel: 'trực tiếp', ranges: [{ from: 15_000, to: 15_000 }] },
      ],
      partly: true,
    });
  });

  test('of a few đồng is doubtful, and the words beside it are given', () => {
    expect(feeAnswer([charged([fee(45, '45 nghìn đồng')])])).toMatchObject({
      lines: [{ ranges: [{ from: 45, thousands: true }] }],
      words: ['45 nghìn đồng'],
    });
  });

  test('of zero beside words that name an amount is doubtful', () => {
    expect(feeAnswer([charged([fee(0, 'thu 135.000 đồng')])])).toEqual({ kind: 'zero', amountInWords: true, words: ['thu 135.000 đồng'] });
    expect(feeAnswer([charged([fee(0)], 'trực tiếp', 'lệ phí 1.000.000 đ/phòng')])).toMatchObject({
      amountInWords: true,
      words: ['lệ phí 1.000.000 đ/phòng'],
    });
  });

  test('is in words where the source has no number, and not stated where it has nothing', () => {
    expect(feeAnswer([charged([fee(null, 'Theo thỏa thuận')])])).toEqual({ kind: 'words', words: ['Theo thỏa thuận'] });
    expect(feeAnswer([charged([fee(null)]), charged([])])).toEqual({ kind: 'not-stated' });
  });

  test('never names an amount that no row states, and misses neither the least nor the most', () => {
    fc.assert(
      fc.property(anyMethods, (rows) => {
        const answer = feeAnswer(rows);
        const stated = rows.flatMap((row) => row.fees.flatMap(({ type, amount }) => (amount ? [{ type, amount }] : [])));
        if (answer.kind !== 'amounts') {
          expect(stated).toEqual([]);
          return;
        }
        for (const type of feeTypes) {
          const all = stated.filter((one) => one.type === type).map((one) => one.amount);
          const said = answer.lines.flatMap(({ ranges }) => ranges.filter((range) => range.type === type));
          expect(said.length > 0).toBe(all.length > 0);
          if (all.length === 0) continue;
          expect(Math.min(...said.map(({ from }) => from))).toBe(Math.min(...all));
          expect(Math.max(...said.map(({ to }) => to))).toBe(Math.max(...all));
          expect(said.some(({ thousands }) => thousands)).toBe(all.some((amount) => amount < 1000));
        }
      }),
    );
  });
});
