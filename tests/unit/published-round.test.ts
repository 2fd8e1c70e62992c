import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import { readAgencies } from '#agencies/content.ts';
import { readNewsroomContent } from '#newsroom/content.ts';
import { readPublishedRounds } from '#par-index/content.ts';
import { decimalText, rational } from '#par-index/model/fraction.ts';
import { doubtsOf } from '#par-index/model/published-doubts.ts';
import { agenciesOf, criteriaBreaks, type PublishedRound, publishedRoundSchema, valuesKnown } from '#par-index/model/published-round.ts';
import { agencySeries, publishedYears } from '#par-index/model/published-years.ts';
import { trendOf } from '#par-index/model/trend.ts';
import { Fault } from '#platform/fault.ts';

const shipped = readPublishedRounds(readAgencies());
const round = (id: string): PublishedRound => {
  const found = shipped.find((one) => one.id === id);
  if (!found) throw new Error(`no round ${id}`);
  return found;
};

const rowsOfTest = [
  { agency: 'SNV-truoc-2025', name: 'Sở Nội vụ', rank: 1, value: '91.00' },
  { agency: 'STC-truoc-2025', name: 'Sở Tài chính', rank: 2, value: '90.00' },
];

/** A file that is right; change what a test needs otherwise. */
const file = (changes: Readonly<Record<string, unknown>> = {}) => ({
  id: 'so-2022',
  title: 'Kỳ thử',
  year: 2022,
  list: 'department',
  criteria: { decision: '4210/QĐ-UBND', document: '4210-qd-ubnd-2021' },
  certainty: 'found',
  rows: rowsOfTest,
  missing: 20,
  from: ['F1'],
  sources: { F1: { name: 'Một tờ báo' } },
  notes: [],
  ...changes,
});

describe('the rounds that the portal ships', () => {
  test('are those of 2019 to 2024 of both lists, with as many agencies as there were', () => {
    expect(shipped.map(({ id }) => id).sort()).toEqual(
      [2019, 2020, 2021, 2022, 2023, 2024].flatMap((year) => [`quan-huyen-${year}`, `so-${year}`]).sort(),
    );
    for (const one of shipped) {
      expect(agenciesOf(one), one.id).toBe(one.list === 'district' ? 30 : one.year === 2024 ? 23 : 22);
    }
  });

  test('name criteria that have a page on the portal', () => {
    const documents = new Map(readNewsroomContent().documents.map(({ slug, number }) => [slug, number]));
    for (const { id, criteria } of shipped) expect(documents.get(criteria.document), id).toBe(criteria.decision);
  });

  test('2022: the printed 81.41 of transport stands as printed, and is found to be one digit off', () => {
    const departments = round('so-2022');
    expect(departments.rows).toHaveLength(22);
    expect(valuesKnown(departments)).toBe(21);
    const printed = departments.rows.find(({ agency }) => agency === 'SGTVT-truoc-2025');
    expect(printed?.value).toBe('81.41');
    const { rows, whole } = doubtsOf(departments);
    expect(whole).toEqual([]);
    expect([...rows.keys()]).toEqual(['SGTVT-truoc-2025', 'STNMT-truoc-2025']);
    expect(rows.get('SGTVT-truoc-2025')).toMatchObject([
      { kind: 'order', least: '88.33', most: '88.83', misprints: [{ value: '88.41', missing: { least: '81.01', most: '81.07' } }] },
    ]);
    expect(rows.get('STNMT-truoc-2025')).toMatchObject([
      { kind: 'missing', asked: { least: '87.85', most: '88.07' }, least: '81.01', most: '81.21' },
    ]);
  });

  test('contradict themselves nowhere else', () => {
    for (const one of shipped.filter(({ id }) => id !== 'so-2022')) {
      const { rows, whole } = doubtsOf(one);
      expect([...rows.keys(), ...whole], one.id).toEqual([]);
    }
  });

  test('2020: finance is 66.40 appraised and 26.36 of the survey, 92.76 in all (QĐ 2001/QĐ-UBND)', () => {
    const finance = round('so-2020').rows.find(({ agency }) => agency === 'STC-truoc-2025');
    expect(finance).toMatchObject({ value: '92.76', parts: [{ value: '66.40' }, { value: '26.36' }] });
    const sum = (finance?.parts ?? []).reduce((total, { value }) => total.add(rational(value)), rational(0));
    expect(decimalText(sum, 2)).toBe('92.76');
  });

  // Người Lao Động, 23/3/2023: departments 85.73, up 3.78; districts 92.75, up 2.20.
  test.each([
    ['so', '85.73', '3.78', '81.95'],
    ['quan-huyen', '92.75', '2.20', '90.55'],
  ])('2021: the mean of %s follows from %s less %s', (list, later, rise, mean) => {
    expect(round(`${list}-2022`).mean).toMatchObject({ value: later, certainty: 'found' });
    expect(round(`${list}-2021`).mean).toMatchObject({ value: mean, certainty: 'derived' });
    expect(decimalText(rational(later).sub(rational(rise)), 2)).toBe(mean);
  });
});

describe('an agency through the years', () => {
  test('home affairs: the criteria changed after 2020 and after 2023, and 2024 is a rank alone', () => {
    const years = publishedYears(shipped, 'SNV-truoc-2025');
    expect(years.map(({ round: { year }, row }) => [year, row.rank, row.value])).toEqual([
      [2024, 1, undefined],
      [2023, 1, '94'],
      [2022, 2, '91.59'],
      [2021, 3, '88.76'],
      [2019, 1, '86.93'],
    ]);
    const series = agencySeries(shipped, years);
    expect(series.breaks.map(({ after }) => after)).toEqual([2020, 2023]);
    expect(series.national_mean.map(({ year, value }) => [year, value])).toEqual([
      [2021, '81.95'],
      [2022, '85.73'],
      [2023, '88.4'],
    ]);
    expect(trendOf(series).lines.map((line) => line.map(({ year }) => year))).toEqual([[2019], [2021, 2022, 2023]]);
  });

  test('no line joins 2020 and 2021, though both years are known', () => {
    const trend = trendOf(agencySeries(shipped, publishedYears(shipped, 'STC-truoc-2025')));
    expect(trend.lines.map((line) => line.map(({ year }) => year))).toEqual([[2020], [2021, 2022, 2023]]);
  });

  test('a figure that contradicts itself is drawn as unsure', () => {
    const years = publishedYears(shipped, 'SGTVT-truoc-2025');
    expect(years.map(({ disputed }) => disputed)).toEqual([true]);
    expect(trendOf(agencySeries(shipped, years)).points).toMatchObject([{ value: '81.41', unsure: true }]);
  });

  test('both decisions of a change are named, of districts as of departments', () => {
    for (const list of ['department', 'district'] as const) {
      expect(criteriaBreaks(shipped.filter((one) => one.list === list)).map((one) => [one.before.decision, one.since.decision])).toEqual([
        ['6677/QĐ-UBND', '4210/QĐ-UBND'],
        ['4210/QĐ-UBND', '3598/QĐ-UBND'],
      ]);
    }
  });
});

describe('a file that is wrong', () => {
  const told = (changes: Readonly<Record<string, unknown>>) =>
    publishedRoundSchema.safeParse(file(changes)).error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const withRow = (row: Readonly<Record<string, unknown>>) => ({ rows: [rowsOfTest[0], { ...rowsOfTest[1], ...row }] });

  test('is none when nothing is wrong', () => {
    expect(told({})).toBeUndefined();
  });

  test.each([
    ['a value above 100', withRow({ value: '100.01' }), ['rows.1.value: phải từ 0 đến 100']],
    ['a mean above 100', { mean: { value: '857.3', certainty: 'found', sources: ['F1'] } }, ['mean.value: phải từ 0 đến 100']],
    ['a source that is not there', withRow({ sources: ['F9'] }), ['rows.1.sources: không có nguồn "F9" trong sources']],
    ['an agency twice', withRow({ agency: 'SNV-truoc-2025' }), ['rows.1.agency: SNV-truoc-2025 xuất hiện hai lần']],
    ['a rank beyond the last', withRow({ rank: 23 }), ['rows.1.rank: kỳ này chỉ có 22 cơ quan']],
    ['a row that says nothing', withRow({ rank: undefined, value: undefined }), ['rows.1: cần rank hoặc value']],
    ['the id of another round', { id: 'so-2021' }, ['id: phải là so-2022']],
  ])('says so of %s', (_, changes, issues) => {
    expect(told(changes)).toEqual(issues);
  });

  test('may not rest on memory', () => {
    expect(told({ certainty: 'memory' })?.[0]).toMatch(/^certainty: /);
  });

  /** What the person who starts the portal is told. */
  function fault(content: unknown): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'published-rounds-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(path.join(folder, 'so-2022.yaml'), stringify(content));
    try {
      readPublishedRounds(readAgencies(), folder);
    } catch (error) {
      if (error instanceof Fault) return error.message.slice(error.message.indexOf('so-2022.yaml'));
      throw error;
    }
    return 'no fault';
  }

  test.each([
    ['does not exist', 'SKHONGCO', 'không có trong content/agencies'],
    ['was founded later', 'STC', 'không phải của cơ quan có trong năm 2022'],
    ['is a district', '001', 'không thuộc khối sở'],
  ])('names an agency that %s', (_, agency, why) => {
    expect(fault(file(withRow({ agency })))).toBe(`so-2022.yaml: Sở Tài chính: mã cơ quan ${agency} ${why}`);
  });

  test('is named with its line where a value is above 100', () => {
    const content = file(withRow({ value: '190.00' }));
    const line =
      stringify(content)
        .split('\n')
        .findIndex((text) => text.includes('190.00')) + 1;
    expect(fault(content)).toBe(`so-2022.yaml:${line}: rows.1.value: phải từ 0 đến 100`);
  });
});

test('however little of a true ranking is known, it has no contradictions; a value above the first one is found', () => {
  const rankings = fc
    .uniqueArray(fc.integer({ min: 5000, max: 9900 }), { minLength: 4, maxLength: 30 })
    .map((all) => all.sort((a, b) => b - a))
    .chain((all) =>
      fc.record({
        all: fc.constant(all),
        shown: fc.array(fc.constantFrom('both', 'value', 'rank', 'none'), { minLength: all.length, maxLength: all.length }),
      }),
    );
  const codes = readAgencies().flatMap(({ code, kind }) => (kind === 'department' ? [code] : []));
  fc.assert(
    fc.property(rankings, ({ all, shown }) => {
      const rows = all.flatMap((value, i) => {
        const as = i === 0 ? 'both' : shown[i];
        const row = { agency: codes[i] ?? '', name: `Đơn vị ${i}` };
        if (as === 'none') return [];
        return [{ ...row, ...(as !== 'value' && { rank: i + 1 }), ...(as !== 'rank' && { value: (value / 100).toFixed(2) }) }];
      });
      const sum = all.reduce((total, value) => total + value, 0);
      const mean = { value: (sum / all.length / 100).toFixed(2), certainty: 'found', sources: ['F1'] };
      const given = publishedRoundSchema.parse(file({ rows, missing: all.length - rows.length, mean }));
      const doubts = doubtsOf(given);
      expect([...doubts.rows.keys(), ...doubts.whole]).toEqual([]);
      const second = rows[1];
      if (second === undefined || !('value' in second)) return;
      const raised = publishedRoundSchema.parse(
        file({ rows: rows.map((row) => (row === second ? { ...row, value: '99.50' } : row)), missing: all.length - rows.length }),
      );
      expect(doubtsOf(raised).rows.size).toBeGreaterThan(0);
    }),
  );
});
