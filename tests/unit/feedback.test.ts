import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answer, answerOf, reasons } from '#feedback/model/answer.ts';
import { type AnswerTotal, leastForShare, pageReports } from '#feedback/model/report.ts';
import { formTarget, pageAddress } from '#platform/http/page-key.ts';

const answers: readonly Answer[] = ['yes', ...reasons];

describe('what can be answered', () => {
  test.each(answers)('%s is an answer', (answer) => {
    expect(answerOf([answer])).toBe(answer);
  });

  test.each([
    ['nothing', []],
    ['a plain no, without its reason', ['no']],
    ['two answers at once', ['yes', 'unclear']],
    ['the same answer twice', ['yes', 'yes']],
    ['free text', ['Tôi tên là Nguyễn Văn A, số 0912345678']],
    ['a file', [new File(['yes'], 'yes')]],
    ['an answer in other letters', ['YES']],
  ])('%s is none', (_what, posted) => {
    expect(answerOf(posted)).toBeNull();
  });
});

describe('where the answers are posted', () => {
  const target = (address: string) => formTarget(pageAddress(new URL(address, 'http://portal.invalid')));

  test('procedures and articles take them, in any language, and hand them to one place', () => {
    expect(target('/thu-tuc/1.001193')).toBe('/huu-ich/thu-tuc/1.001193');
    expect(target('/en/tin-tuc/mot-tin?utm_source=zalo')).toBe('/huu-ich/tin-tuc/mot-tin');
  });

  test('the survey receives its own form', () => {
    expect(target('/khao-sat/HN-WARD-9-2026?co-quan=00004&x=1')).toBe('/khao-sat/HN-WARD-9-2026?co-quan=00004');
  });

  test.each([
    '/',
    '/thu-tuc',
    '/tin-tuc',
    '/van-ban/4210-qd-ubnd-2021',
    '/thu-tuc/1.001193/x',
    '/huu-ich/thu-tuc/1.001193',
    '/co-quan/00004',
  ])('%s takes no form', (address) => {
    expect(target(address)).toBeNull();
  });
});

describe('the report for the editors', () => {
  const of = (path: string, times: Partial<Record<Answer, number>>): readonly AnswerTotal[] =>
    Object.entries(times).map(([answer, n]) => ({ path, answer: answer as Answer, n }));

  test('the pages with the most "no" come first, with their reasons', () => {
    const reports = pageReports([
      ...of('/thu-tuc/a', { yes: 90, unclear: 3 }),
      ...of('/thu-tuc/b', { unclear: 4, wrong: 6, yes: 10 }),
      ...of('/tin-tuc/c', { yes: 200 }),
    ]);
    expect(reports.map(({ path, no }) => [path, no])).toEqual([
      ['/thu-tuc/b', 10],
      ['/thu-tuc/a', 3],
      ['/tin-tuc/c', 0],
    ]);
    expect(reports[0]).toMatchObject({ yes: 10, noPercent: 50, reasons: { unclear: 4, incomplete: 0, wrong: 6, 'other-need': 0 } });
  });

  test('of pages with as many "no", the one that fewer found useful comes first', () => {
    expect(pageReports([...of('/a', { yes: 50, unclear: 2 }), ...of('/b', { yes: 5, wrong: 2 })]).map(({ path }) => path)).toEqual([
      '/b',
      '/a',
    ]);
  });

  test('a share is said from ten answers on, rounded half up', () => {
    const percent = (times: Partial<Record<Answer, number>>) => pageReports(of('/a', times))[0]?.noPercent;
    expect(percent({ yes: 4, unclear: 5 })).toBeNull();
    expect(percent({ yes: 5, unclear: 5 })).toBe(50);
    expect(percent({ yes: 10, wrong: 1 })).toBe(9);
    expect(percent({ yes: 195, wrong: 5 })).toBe(3);
    expect(percent({ yes: 12 })).toBe(0);
  });

  const totals = fc.array(
    fc.record({ path: fc.constantFrom('/a', '/b', '/c'), answer: fc.constantFrom(...answers), n: fc.integer({ min: 1, max: 1000 }) }),
  );

  test('nothing is lost or made up, and a share never comes from too few', () => {
    fc.assert(
      fc.property(totals, (all) => {
        const reports = pageReports(all);
        expect(reports.reduce((sum, { yes, no }) => sum + yes + no, 0)).toBe(all.reduce((sum, { n }) => sum + n, 0));
        for (const { yes, no, noPercent, reasons: counts } of reports) {
          expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(no);
          expect(noPercent === null).toBe(yes + no < leastForShare);
          if (noPercent !== null) expect(Math.abs(noPercent - (100 * no) / (yes + no))).toBeLessThanOrEqual(0.5);
        }
      }),
    );
  });

  test('the order in which the totals are read changes nothing', () => {
    fc.assert(
      fc.property(
        totals.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }))),
        ([all, shuffled]) => {
          expect(pageReports(shuffled)).toEqual(pageReports(all));
        },
      ),
    );
  });
});
