import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { scoreOutputSchema } from '#par-index/model/score-output.ts';
import { projectRoot } from '#platform/project-root.ts';
import { temporaryDir } from '../support/app.ts';

/** Runs a command on a file with this text; figures come on one stream, what is wrong on the other. */
function run(name: string, file: string, text: string | null, ...args: readonly string[]) {
  const given = path.join(temporaryDir(), file);
  if (text !== null) writeFileSync(given, text);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', name, given, ...args], { cwd: projectRoot });
  return { status, out: stdout.toString(), said: stderr.toString() };
}

const items = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', 'W9'];
const responses = [
  ['18-34', 260, 234],
  ['35-59', 110, 90],
  ['60+', 30, 23],
].flatMap(([age, n, satisfied]) =>
  Array.from({ length: Number(n) }, (_, i) => ({
    agency: '00004',
    strata: { age },
    cluster: `tổ ${i % 8}`,
    answers: Object.fromEntries(items.map((item) => [item, i < Number(satisfied) ? 4 : 2])),
  })),
);
const order = {
  instrument: 'HN-WARD-9-2026',
  rule: 'sipas-top2-pooled-2',
  responses,
  population: { age: { '18-34': 0.33, '35-59': 0.45, '60+': 0.22 } },
  method: 'poststratify',
};

describe('npm run score', () => {
  test('prints the scores of the input as its schema says', () => {
    const { status, out, said } = run('score', 'phieu.json', JSON.stringify(order));
    expect({ status, said }).toEqual({ status: 0, said: '' });
    const { agencies } = scoreOutputSchema.parse(JSON.parse(out));
    const [agency] = agencies;
    expect(agency).toMatchObject({
      agency: '00004',
      responses: 400,
      interval_kind: 'khoảng tham khảo theo mô hình, không phải sai số chọn mẫu',
      clusters: { count: 8, mean_size: 50 },
      overall: { n: 400, answers: 3600, percent: '83.38', exact: '27517/33000', display: 'ranked', counts: { '2': 477, '4': 3123 } },
    });
    expect(agency?.overall.n_eff).toBeCloseTo(258.19, 2);
    expect(agency?.weights?.values).toHaveLength(400);
    expect(agency?.items.map(({ code, percent }) => [code, percent])).toEqual(items.map((item) => [item, '83.38']));
  });

  test.each([
    [
      'a stratum without respondents',
      { ...order, population: { age: { ...order.population.age, '60+': 0.12, '18': 0.1 } } },
      'population.age.18: cơ quan 00004',
    ],
    ['shares that do not add up', { ...order, population: { age: { '18-34': 0.33, '35-59': 0.45, '60+': 0.2 } } }, 'population.age: '],
    ['an unknown rule', { ...order, rule: 'sipas-0' }, 'rule: không có "sipas-0"'],
    [
      'answers outside the scale',
      { ...order, responses: [{ agency: 'A', answers: { W1: 9 } }], method: 'none' },
      'responses.0.answers.W1: mức 9',
    ],
    [
      'margins that cannot be met',
      {
        ...order,
        responses: [
          { agency: 'A', answers: { W1: 4 }, strata: { g: 'nam', t: 'trẻ' } },
          { agency: 'A', answers: { W1: 4 }, strata: { g: 'nữ', t: 'già' } },
        ],
        population: { g: { nam: 0.5, nữ: 0.5 }, t: { trẻ: 0.3, già: 0.7 } },
        method: 'rake',
      },
      'không hội tụ',
    ],
  ])('of %s says what and where on the error stream, exit 1, and gives no figure', (_, input, reason) => {
    const { status, out, said } = run('score', 'phieu.json', JSON.stringify(input));
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(said).toContain(`phieu.json: `);
    expect(said).toContain(reason);
  });

  test.each([
    ['no JSON', '{"instrument": ', 'không phải JSON'],
    ['a file that is not there', null, 'không đọc được tệp'],
  ])('of %s says so', (_, text, reason) => {
    const { status, out, said } = run('score', 'phieu.json', text);
    expect({ status, out, said }).toEqual({ status: 1, out: '', said: expect.stringContaining(reason) });
  });
});

describe('npm run check-table', () => {
  const csv = 'rank,name,value\n1,Du lịch,"88,83"\n2,GTVT,"81,41"\n3,GD&ĐT,"88,33"\n4,KH&CN,"87,04"\n';

  test('names the value of a printed table that contradicts its place, and reads it by one digit', () => {
    const { status, out } = run('check-table', 'bang.csv', csv);
    expect({ status, out }).toEqual({
      status: 1,
      out: 'Hạng 2, GTVT: in 81.41, nhưng vị trí đòi từ 88.33 đến 88.83. Sai một chữ số thì có thể là 88.41.\n',
    });
  });

  test('says that it found nothing, and what it cannot read', () => {
    expect(run('check-table', 'bang.csv', csv.replace('81,41', '88,41'), '--mean', '88,15')).toMatchObject({
      status: 0,
      out: expect.stringContaining('không thấy mâu thuẫn'),
    });
    expect(run('check-table', 'bang.json', '{"rows": [{"rank": 1}]}')).toMatchObject({
      status: 1,
      out: '',
      said: expect.stringContaining('rows'),
    });
  });
});
