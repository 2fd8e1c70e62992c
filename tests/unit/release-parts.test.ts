import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { criteriaSetSchema } from '#par-index/model/criteria.ts';
import { disclose } from '#par-index/model/disclosure.ts';
import { rational } from '#par-index/model/fraction.ts';
import { indexOf } from '#par-index/model/index-points.ts';
import type { ReleaseParts } from '#par-index/model/release-parts.ts';
import { computeResult, councilSums } from '#par-index/model/release-result.ts';
import { computedFiles, heldNames, jsonText, releaseFilesOf, sumsText } from '#par-index/release-bundle.ts';
import { checkRelease } from '#par-index/release-check.ts';
import { readParts } from '#par-index/release-reading.ts';
import { sha256Hex } from '#platform/sha256.ts';
import { ruleWith, topTwo } from './examples.ts';
import { anyResponses, criteria, partsOf, response, rule, score, times } from './release-parts-examples.ts';

const compute = (parts: ReleaseParts) => computeResult(disclose(parts)).agencies;
const satisfied = (code: string, yes: number, no: number) => [
  ...times(yes, response(code)),
  ...times(no, response(code, { answers: '222' })),
];
const textIn = (files: ReadonlyMap<string, string>, name: string) => files.get(name) ?? '';

describe('the figures of a release', () => {
  test('60 appraised points and 30 × 75 % from the survey are 82.50, and every point behind it is told', () => {
    const [one] = compute(partsOf(satisfied('A', 90, 30)));
    expect(one).toMatchObject({
      self_total: '60.00',
      appraised_points: '60.00',
      appraised_counted: '60.00',
      responses: 120,
      satisfaction_percent: '75.00',
      sociological_points: '22.50',
      index: '82.50',
      rank: 1,
      criteria: [
        { code: '1.1', points: '36.00', applies: true },
        { code: '1.2', points: '24.00' },
        { code: '8.1', scored_by: 'survey', points: '22.50', max: '30' },
      ],
      contents: [
        { code: '1', points: '60.00' },
        { code: '8', points: '22.50' },
      ],
    });
    expect(one?.survey).toMatchObject({ overall: { responses: 120, percent: '75.00' }, items: [{ code: 'A1', percent: '75.00' }, {}, {}] });
  });

  // Domain example: 61.00 of 70 with 2.5 points removed and 26.10 from the survey.
  test.each([
    ['within-appraised', '89.36', '63.26'],
    ['over-whole', '89.33', '61.00'],
  ] as const)('criteria that do not apply are left out of the maximum: %s', (convention, index, counted) => {
    const leaf = (code: string, scored_by: string, max: string) => ({ code, title: code, scored_by, max });
    const set = criteriaSetSchema.parse({
      ...criteria,
      contents: [
        { code: '1', title: 'Thẩm định', criteria: [leaf('1.1', 'appraisal', '67.5'), leaf('1.2', 'appraisal', '2.5')] },
        { code: '8', title: 'Khảo sát', criteria: [leaf('8.1', 'survey', '30')] },
      ],
    });
    const scores = [
      score('A', '1.1', { decided: '61.00' }),
      score('A', '1.2', { applies: false, self: null, checked: null, decided: null, reason: 'Không có việc này' }),
    ];
    const rules = ruleWith(topTwo, { thresholds: rule.thresholds, not_applicable: convention });
    expect(compute({ ...partsOf(satisfied('A', 87, 13), { scores, rule: rules }), criteria: set })[0]).toMatchObject({
      index,
      self_total: '36.00',
      removed_points: '2.50',
      appraised_points: '61.00',
      appraised_counted: counted,
      criteria: [{ points: '61.00' }, { applies: false, points: null }, { points: '26.10' }],
      contents: [{ points: '61.00' }, { points: '26.10' }],
    });
  });

  // Domain example: 63.25 appraised, 26.10 from the survey, bonus 0.5, penalty 1.0.
  test('bonus is added and penalty taken away', () => {
    const leaves = [
      { code: '1', scored_by: 'appraisal', max: '70' },
      { code: '8', scored_by: 'survey', max: '30' },
      { code: '9.1', scored_by: 'bonus', max: '2' },
      { code: '9.2', scored_by: 'penalty', max: '2' },
    ] as const;
    const given: Readonly<Record<string, string>> = { '1': '63.25', '9.1': '0.5', '9.2': '1.0' };
    const points = councilSums(leaves, ({ code }) => ({ applies: true, self: null, decided: given[code] ?? null }));
    expect(
      indexOf({ ...points, sociological: rational('26.10'), total: rational(100) })
        ?.mul(100)
        .toString(),
    ).toBe('88.85');
  });

  test('what an agency says of itself is shown once it has said all, and never counted', () => {
    const scores = [score('A', '1.1', { self: '40' }), score('A', '1.2', { self: null })];
    expect(compute(partsOf(satisfied('A', 90, 30), { scores }))[0]).toMatchObject({ self_total: null, index: '82.50' });
  });

  test('answers that were taken out count nowhere, not even as blanks of a rule that counts blanks', () => {
    const few = [...times(40, response('A', { answers: '55-' })), ...times(5, response('A', { answers: '552' }))];
    const zero = ruleWith(topTwo, { thresholds: rule.thresholds, blanks: 'zero' });
    for (const one of [rule, zero]) {
      expect(compute(partsOf(few, { rule: one }))[0]).toMatchObject({ responses: 45, satisfaction_percent: '100.00' });
    }
  });

  test('an agency with few responses has its points, but nothing of the survey', () => {
    expect(compute(partsOf([...satisfied('A', 90, 30), ...satisfied('B', 12, 0), ...satisfied('C', 13, 0)]))[1]).toMatchObject({
      code: 'B',
      responses: 12,
      appraised_points: '60.00',
      satisfaction_percent: null,
      index: null,
      rank: null,
      survey: null,
      contents: [{ points: '60.00' }, { points: null }],
    });
  });
});

const parts = partsOf([...satisfied('A', 90, 30), ...satisfied('B', 60, 50), ...satisfied('C', 12, 0), ...satisfied('D', 13, 0)], {
  scores: ['A', 'B', 'C', 'D'].flatMap((code) => [
    score(code, '1.1', {
      reason: '- thiếu "văn bản", chấm lại',
      evidence: [{ title: 'Báo cáo, số 1', url: 'https://a.vn/1', sha256: null }],
    }),
    score(code, '1.2'),
  ]),
});
const files = releaseFilesOf(parts);
const changed = (name: string, change: (text: string) => string) => new Map([...files, [name, change(textIn(files, name))]]);

describe('the files of a release', () => {
  test('list themselves with size and hash, and the whole by the hash of that list', () => {
    const manifest = JSON.parse(textIn(files, 'manifest.json')) as {
      sha256: string;
      files: { name: string; bytes: number; sha256: string }[];
    };
    expect([...files.keys()].sort()).toEqual(['SHA256SUMS', 'manifest.json', ...manifest.files.map(({ name }) => name)].sort());
    for (const { name, bytes, sha256 } of manifest.files) {
      expect([Buffer.byteLength(textIn(files, name)), sha256Hex(textIn(files, name))], name).toEqual([bytes, sha256]);
    }
    expect(manifest.sha256).toBe(sha256Hex(textIn(files, 'SHA256SUMS')));
  });

  test('hold what was decided, with reason and evidence, and every response that may be told', () => {
    expect(textIn(files, 'scores.csv').split('\r\n').slice(0, 2)).toEqual([
      '\u{FEFF}agency,criterion,applies,self,checked,decided,reason,evidence',
      `A,1.1,yes,36.00,36.00,36.00,"'- thiếu ""văn bản"", chấm lại","[{""title"":""Báo cáo, số 1"",""url"":""https://a.vn/1"",""sha256"":null}]"`,
    ]);
    const rows = textIn(files, 'microdata.csv').split('\r\n');
    expect(rows[0]).toBe('agency,month,mode,A1,A2,B1,profile_gioi_tinh,profile_tuoi');
    expect(rows).toContain(',2026-11,online,5,5,5,nam,35-59');
    expect(rows).toHaveLength(1 + 255 + 1);
    expect(textIn(files, 'README.txt')).toContain('phiếu của 2 cơ quan nằm chung');
  });

  test('are the same in whatever order everything comes', () => {
    const { round } = parts;
    const turned = {
      ...parts,
      round: { ...round, agencies: round.agencies.toReversed() },
      scores: parts.scores.toReversed(),
      responses: parts.responses.toReversed(),
    };
    expect(releaseFilesOf(turned)).toEqual(files);
  });

  test('whatever people answer, all figures come out again from the files alone', () => {
    fc.assert(
      fc.property(anyResponses, (responses) => {
        const check = checkRelease(releaseFilesOf(partsOf(responses, { others: ['E'] })));
        expect(check).toMatchObject({ passed: true, faults: [], figures: [], format: 2, release: 'so-2026' });
      }),
    );
  });
});

describe('a release that is not as it was made', () => {
  const names = [...files.keys()];

  test('never passes, whichever character of whichever file is another, and the file is named', () => {
    const place = fc.constantFrom(...names).chain((name) => fc.tuple(fc.constant(name), fc.nat(textIn(files, name).length - 1)));
    fc.assert(
      fc.property(place, fc.constantFrom('0', '1', '7', '"', ' ', 'x'), ([name, at], letter) => {
        const text = textIn(files, name);
        fc.pre(text[at] !== letter);
        const check = checkRelease(new Map([...files, [name, text.slice(0, at) + letter + text.slice(at + 1)]]));
        expect(check.passed).toBe(false);
        expect(check.files.find((file) => file.name === name)).toMatchObject({ state: 'different', same: false });
      }),
      { numRuns: 300 },
    );
  });

  test('nor does one that lacks a file', () => {
    for (const name of names) {
      const check = checkRelease(new Map([...files].filter(([one]) => one !== name)));
      expect(check.passed, name).toBe(false);
      expect([
        ...check.files.filter(({ state }) => state === 'missing').map((file) => file.name),
        ...check.faults.map(({ file }) => file),
      ]).toContain(name);
    }
  });

  test('names the published figure that comes out otherwise', () => {
    const json = checkRelease(changed('result.json', (text) => text.replace('"index": "82.50"', '"index": "82.51"')));
    expect(json.figures).toEqual([{ file: 'result.json', agency: 'Sở A', figure: 'index', published: '82.51', recomputed: '82.50' }]);
    const csv = checkRelease(changed('result.csv', (text) => text.replace(',82.50,', ',82.51,')));
    expect(csv.figures).toEqual([{ file: 'result.csv', agency: 'Sở A', figure: 'index', published: '82.51', recomputed: '82.50' }]);
    const deep = checkRelease(changed('result.json', (text) => text.replace('"code": "1.2"', '"code": "1.3"')));
    expect(deep.figures).toContainEqual({
      file: 'result.json',
      agency: 'Sở A',
      figure: 'criteria.1.2.points',
      published: null,
      recomputed: '24.00',
    });
  });

  test('another score: the file, and every figure that it changes', () => {
    const check = checkRelease(changed('scores.csv', (text) => text.replace('B,1.2,yes,24.00,24.00,24.00', 'B,1.2,yes,24.00,24.00,25.00')));
    expect(check.files.filter(({ same }) => !same)).toMatchObject([
      { name: 'result.csv' },
      { name: 'result.json' },
      { name: 'scores.csv', hash: 'different' },
    ]);
    expect(check.figures).toContainEqual({
      file: 'result.json',
      agency: 'Sở B',
      figure: 'criteria.1.2.points',
      published: '24.00',
      recomputed: '25.00',
    });
    expect(check.figures).toContainEqual({ file: 'result.csv', agency: 'Sở B', figure: 'index', published: '76.36', recomputed: '77.36' });
  });

  test('another answer: the file, and every figure that it changes', () => {
    const check = checkRelease(changed('microdata.csv', (text) => text.replace('A,2026-11,online,5,', 'A,2026-11,online,1,')));
    expect(check.files.find(({ name }) => name === 'microdata.csv')).toMatchObject({ hash: 'different' });
    expect(check.figures).toContainEqual({
      file: 'result.json',
      agency: 'Sở A',
      figure: 'survey.items.A1.percent',
      published: '75.00',
      recomputed: '74.17',
    });
  });

  test.each([
    ['round.json', (text) => text.slice(5), 'round.json: : không phải JSON'],
    ['rule.json', (text) => text.replace('"show_from": 30', '"show_from": "30"'), 'rule.json: thresholds.show_from: '],
    ['rule.json', (text) => text.replace('"4": "1"', '"4": "1x"'), 'rule.json: coefficients.4: cần số thập phân'],
    ['rule.json', (text) => text.replace('"4": "1",\n', ''), 'rule.json: coefficients.4: thang trả lời có mức 4'],
    ['criteria.json', (text) => text.replace('"max": "30"', '"max": "3O"'), 'contents.0.criteria.1.max: cần số thập phân'],
    ['scores.csv', (text) => text.replace('A,1.2,yes,24.00', 'A,1.2,yes,24,5'), 'scores.csv: dòng 3: có 9 cột, phải có 8'],
    ['scores.csv', (text) => text.replace('A,1.2,yes,24.00', 'A,1.2,yes,24x'), 'scores.csv: dòng 3, cột self: "24x": cần số thập phân'],
    ['scores.csv', (text) => text.replace('A,1.2,yes', 'A,1.2,maybe'), 'scores.csv: dòng 3, cột applies: "maybe" phải là yes hoặc no'],
    ['scores.csv', (text) => text.replace('A,1.2', 'A,1.9'), 'scores.csv: A, tiêu chí 1.9: không phải tiêu chí'],
    [
      'scores.csv',
      (text) => text.replace('A,1.2,yes,24.00,24.00,24.00', 'A,1.2,yes,24.00,24.00,'),
      'scores.csv: A, tiêu chí 1.2: chưa có điểm',
    ],
    ['scores.csv', (text) => text.replace('A,1.2,yes,24.00,24.00,24.00', 'A,1.2,yes,24.00,24.00,30.01'), 'vượt mức tối đa 30'],
    ['microdata.csv', (text) => text.replace('A2', 'A9'), 'microdata.csv: dòng 1, cột 5: là "A9", phải là "A2"'],
    ['microdata.csv', (text) => text.replace('A,2026-11,online,5', 'A,2026-11,online,6'), 'cột A1: không có mức "6" ở câu này'],
    ['microdata.csv', (text) => text.replace('A,2026-11', 'A,2026-13'), 'cột month: "2026-13" không phải tháng'],
    ['microdata.csv', (text) => text.replace('A,2026-11', 'Q,2026-11'), 'microdata.csv: Q: round.json không nói'],
    ['microdata.csv', (text) => `${text}"`, 'microdata.csv: : không phải bảng CSV'],
  ] as readonly (readonly [string, (text: string) => string, string])[])(
    '%s that cannot be: the message says where (%#)',
    (name, change, message) => {
      const check = checkRelease(changed(name, change));
      expect(check.passed).toBe(false);
      expect(check.faults.map(({ file, place, message: why }) => `${file}: ${place}: ${why}`).join('\n')).toContain(message);
    },
  );

  test('is none at all where nothing of a release is there', () => {
    expect(checkRelease(new Map([['a.txt', 'x']]))).toMatchObject({ passed: false, format: null, faults: [{ file: 'manifest.json' }] });
  });
});

/** The files with one changed, and everything that is computed or listed made anew, as a forger would. */
function resealed(name: string, change: (text: string) => string, from: ReadonlyMap<string, string> = files): ReadonlyMap<string, string> {
  const text = textIn(from, name);
  expect(change(text)).not.toBe(text);
  const forged = new Map([...from, [name, change(text)]]);
  const { parts: published } = readParts(forged);
  if (published) for (const [computed, again] of computedFiles(published)) forged.set(computed, again);
  const listed = heldNames.map((held) => ({
    name: held,
    bytes: Buffer.byteLength(textIn(forged, held)),
    sha256: sha256Hex(textIn(forged, held)),
  }));
  const manifest = JSON.parse(textIn(forged, 'manifest.json')) as Record<string, unknown>;
  forged.set('SHA256SUMS', sumsText(listed));
  return forged.set('manifest.json', jsonText({ ...manifest, files: listed, sha256: sha256Hex(sumsText(listed)) }));
}

describe('a release that was forged and sealed anew', () => {
  // Four with few: two hide each other and stand with the third under no name; A lacks a question, and a month was made blank.
  const told = releaseFilesOf(
    partsOf([
      ...times(60, response('A', { answers: '55-' })),
      ...times(5, response('A', { answers: '555' })),
      ...times(12, response('A', { month: '2026-10' })),
      ...times(4, response('A', { month: '2026-09', mode: 'paper', profile: {} })),
      ...satisfied('B', 60, 50),
      ...times(4, response('C')),
      ...times(7, response('D')),
      ...times(12, response('E')),
    ]),
  );
  const said = (forged: ReadonlyMap<string, string>) =>
    checkRelease(forged).faults.map(({ file, place, message }) => `${file}: ${place}: ${message}`);

  test('is named as such where nothing but what it says of itself was changed', () => {
    expect(checkRelease(told)).toMatchObject({ passed: true, faults: [] });
    const round = JSON.parse(textIn(told, 'round.json')) as { agencies: Record<string, unknown>[]; disclosure: Record<string, unknown> };
    const agency = (code: string, change: Record<string, unknown>) => ({
      ...round,
      agencies: round.agencies.map((one) => (one.code === code ? { ...one, ...change } : one)),
    });
    const disclosure = (change: Record<string, unknown>) => ({ ...round, disclosure: { ...round.disclosure, ...change } });
    for (const [forged, fault] of [
      [disclosure({ k: 5 }), 'disclosure.k: là 5, phải là 10'],
      [disclosure({ counted: 213 }), 'disclosure.counted'],
      [disclosure({ pooled_agencies: 2 }), 'disclosure.pooled_agencies'],
      [disclosure({ left_out_agencies: 1 }), 'disclosure.left_out_agencies'],
      [disclosure({ left_out_responses: 7 }), 'disclosure.left_out_responses'],
      [disclosure({ blanked: 7 }), 'disclosure.blanked'],
      [disclosure({ generalised: {} }), 'disclosure.generalised.month'],
      [disclosure({ generalised: { month: 4 } }), 'disclosure.generalised.month: nêu 4 dòng, dưới 10'],
      [disclosure({ generalised: { ma: 12 } }), 'disclosure.generalised.ma'],
      [agency('A', { received: 82 }), 'A: có 81 phiếu, round.json nói đã nhận 82'],
      [agency('A', { received: null, excluded: null }), 'A: có phiếu ghi tên mà không nêu số phiếu'],
      [agency('A', { excluded: null }), 'A: số phiếu nhận và số phiếu loại phải cùng có'],
      [agency('C', { received: 4, excluded: 0 }), 'C: nhận 4, loại 0 phiếu: không hợp với rows là "pooled"'],
      [agency('E', { received: 14 }), 'trong 23 phiếu không ghi tên còn 9 phiếu cho 2 cơ quan'],
      [agency('E', { rows: 'none' }), 'E: nhận 12, loại 0 phiếu: không hợp với rows là "none"'],
      [agency('E', { rows: 'left-out' }), 'disclosure.left_out_responses: là 0, phải là 12'],
      [agency('B', { code: 'A' }), 'A: đứng sau A'],
    ] as const) {
      expect(said(resealed('round.json', () => jsonText(forged), told)).join('\n')).toContain(fault);
    }
  });

  test('so is one whose rows tell of fewer than ten, or whose self-scores are above their maximum', () => {
    const one = (from: string, to: string) => (text: string) => text.replace(from, to);
    expect(said(resealed('microdata.csv', one('B,2026-11,online,5', 'B,2026-11,paper,5'), told)).join('\n')).toContain(
      'chỉ có 1 phiếu, dưới 10',
    );
    expect(said(resealed('microdata.csv', one('B,2026-11,online,5,5,5', 'A,2026-11,online,5,5,5'), told)).join('\n')).toContain(
      'có 82 phiếu',
    );
    const few = said(
      resealed(
        'microdata.csv',
        (text) =>
          text
            .replaceAll('B,2026-11,online,2,2,2', 'B,2026-11,online,,2,2')
            .replaceAll('B,2026-11,online,5', 'B,2026-11,online,')
            .replace('B,2026-11,online,,', 'B,2026-11,online,3,'),
        told,
      ),
    );
    expect(few.join('\n')).toContain('câu A1 chỉ có 1 người trả lời');
    expect(said(resealed('scores.csv', one('A,1.1,yes,36.00', 'A,1.1,yes,40.01'), told))).toEqual([
      'scores.csv: A, tiêu chí 1.1: điểm tự chấm 40.01 vượt mức tối đa 40',
    ]);
  });
});
