import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contradictionsOf, publishedTableSchema } from '#par-index/model/published-table.ts';
import { parIndex2012 } from './par-index-2012.ts';

/** Departments of Hà Nội 2022 as the Người Lao Động printed them on 23/3/2023; the mean of all 22 is 85.73. */
const printed = [
  ['LĐTBXH', '91.68'],
  ['Nội vụ', '91.59'],
  ['Tài chính', '90.57'],
  ['Tư pháp', '90.42'],
  ['Công Thương', '89.66'],
  ['Xây dựng', '89.03'],
  ['VP UBND TP', '88.86'],
  ['Du lịch', '88.83'],
  ['GTVT', '81.41'],
  ['GD&ĐT', '88.33'],
  ['KH&CN', '87.04'],
  ['Thanh tra TP', '84.81'],
  ['Ban Dân tộc', '83.15'],
  ['NN&PTNT', '82.76'],
  ['KH&ĐT', '82.01'],
  ['VH&TT', '81.97'],
  ['QHKT', '81.62'],
  ['BQL KCN&CX', '81.24'],
  ['Ngoại vụ', '81.21'],
  ['TN&MT', null],
  ['Y tế', '81.01'],
  ['TT&TT', '80.90'],
] as const;
const table = (rows: readonly (readonly [string, string | null])[], mean?: string) =>
  publishedTableSchema.parse({ mean, rows: rows.map(([name, value], i) => ({ rank: i + 1, name, value })) });

describe('the printed table of departments 2022', () => {
  const found = contradictionsOf(table(printed, '85.73'));

  test('has one value out of order: GTVT, whose 81.41 is a misprint of 88.41', () => {
    expect(found.filter(({ kind }) => kind === 'order')).toEqual([
      {
        kind: 'order',
        row: { rank: 9, name: 'GTVT', value: '81.41' },
        least: '88.33',
        most: '88.83',
        misprints: [{ value: '88.41', missing: { least: '81.01', most: '81.07' } }],
      },
    ]);
  });

  test('as printed, its mean asks for a value of TN&MT that its place does not allow', () => {
    expect(found.filter(({ kind }) => kind === 'missing')).toEqual([
      {
        kind: 'missing',
        row: { rank: 20, name: 'TN&MT', value: null },
        asked: { least: '87.85', most: '88.07' },
        least: '81.01',
        most: '81.21',
      },
    ]);
    expect(found).toHaveLength(2);
  });

  test('read with 88.41 it no longer contradicts itself', () => {
    const read = printed.map(([name, value]) => [name, name === 'GTVT' ? '88.41' : value] as const);
    expect(contradictionsOf(table(read, '85.73'))).toEqual([]);
    const whole = read.map(([name, value]) => [name, value ?? '81.04'] as const);
    expect(contradictionsOf(table(whole, '85.73'))).toEqual([]);
  });

  test('without the mean the order alone still shows the misprint', () => {
    expect(contradictionsOf(table(printed))).toMatchObject([{ kind: 'order', row: { name: 'GTVT' }, misprints: [{ value: '88.41' }] }]);
  });
});

describe('other contradictions', () => {
  test('a mean that is not that of the values', () => {
    const rows = [
      ['A', '90.00'],
      ['B', '80.00'],
    ] as const;
    expect(contradictionsOf(table(rows, '85.00'))).toEqual([]);
    expect(contradictionsOf(table(rows, '85.01'))).toEqual([]);
    expect(contradictionsOf(table(rows, '86.00'))).toEqual([{ kind: 'mean', printed: '86.00', computed: '85.00' }]);
  });

  test('a value that is not the sum of its parts (PAR INDEX 2012: Hà Nội 51.25 + 31.52 = 82.77)', () => {
    const rows = (value: string) => ({
      rows: [
        { rank: 1, name: 'Hải Phòng', value: '83.05', parts: ['51.5', '31.55'] },
        { rank: 2, name: 'Hà Nội', value, parts: ['51.25', '31.52'] },
      ],
    });
    expect(contradictionsOf(publishedTableSchema.parse(rows('82.77')))).toEqual([]);
    expect(contradictionsOf(publishedTableSchema.parse(rows('82.17')))).toMatchObject([
      { kind: 'parts', row: { name: 'Hà Nội' }, sum: '82.77' },
    ]);
  });

  test('the 19 rows of PAR INDEX 2012 have none: every index is the sum of its parts, in their order', () => {
    const rows = parIndex2012.map(([name, appraised, survey, value], i) => ({ rank: i + 1, name, value, parts: [appraised, survey] }));
    expect(contradictionsOf(publishedTableSchema.parse({ rows }))).toEqual([]);
    const wrong = rows.map((row) => (row.name === 'Lào Cai' ? { ...row, parts: ['48.35', '32.10'] } : row));
    expect(contradictionsOf(publishedTableSchema.parse({ rows: wrong }))).toMatchObject([
      { kind: 'parts', row: { name: 'Lào Cai' }, sum: '80.45' },
    ]);
  });

  test('a rank that is left out, or shared by different values', () => {
    const ranked = (...rows: readonly (readonly [number, string])[]) =>
      contradictionsOf(publishedTableSchema.parse({ rows: rows.map(([rank, value], i) => ({ rank, name: `Đơn vị ${i}`, value })) }));
    expect(ranked([1, '90'], [2, '89'], [2, '89'], [4, '88'])).toEqual([]);
    expect(ranked([1, '90'], [3, '89'])).toMatchObject([{ kind: 'rank', row: { rank: 3 } }]);
    expect(ranked([1, '90'], [1, '89'])).toMatchObject([{ kind: 'rank', row: { value: '89' } }]);
  });
});

test('whatever a true table holds it has no contradictions, and one digit that breaks its order is found', () => {
  const values = fc
    .uniqueArray(fc.integer({ min: 5000, max: 9999 }), { minLength: 4, maxLength: 30 })
    .map((all) => all.sort((a, b) => b - a));
  const text = (value: number) => (value / 100).toFixed(2);
  fc.assert(
    fc.property(values, fc.nat(), fc.nat(9), (all, at, digit) => {
      const rows = all.map((value, i) => [`Đơn vị ${i}`, text(value)] as const);
      const mean = (all.reduce((sum, value) => sum + value, 0) / all.length / 100).toFixed(2);
      expect(contradictionsOf(table(rows, mean))).toEqual([]);
      const place = 1 + (at % (all.length - 2));
      const changed = rows.map(([name, value], i) => [name, i === place ? digit + value.slice(1) : value] as const);
      const value = Number(changed[place]?.[1]) * 100;
      const fits = value <= (all[place - 1] ?? 0) && value >= (all[place + 1] ?? 0);
      expect(contradictionsOf(table(changed)).length > 0).toBe(!fits);
    }),
  );
});
