import fc from 'fast-check';
import { criteriaSetSchema } from '#par-index/model/criteria.ts';
import type { ReleaseParts, ReleaseResponse, ReleaseScore } from '#par-index/model/release-parts.ts';
import type { ScoringRule } from '#par-index/model/scoring-rule.ts';
import { instrumentSchema } from '#survey/model/instrument.ts';
import { questionnaireFile, ruleWith, topTwo } from './examples.ts';

const criterion = (code: string, scored_by: 'appraisal' | 'survey', max: string) => ({ code, title: `Tiêu chí ${code}`, scored_by, max });

/** 70 points are appraised, 30 come from the survey. */
export const criteria = criteriaSetSchema.parse({
  id: 'bo-tieu-chi',
  title: 'Bộ tiêu chí',
  source: 'Kiểm thử',
  assumed: [],
  total: '100',
  contents: [
    { code: '1', title: 'Thẩm định', criteria: [criterion('1.1', 'appraisal', '40'), criterion('1.2', 'appraisal', '30')] },
    { code: '8', title: 'Khảo sát', criteria: [criterion('8.1', 'survey', '30')] },
  ],
});

/** Two factors of two questions and one, and two questions about the person. */
export const instrument = instrumentSchema.parse({
  ...questionnaireFile({ '1': ['A1', 'A2'], '2': ['B1'] }),
  profile: [
    { code: 'gioi_tinh', text: 'Giới tính', options: ['nam', 'nu'].map((value) => ({ value, label: value })) },
    { code: 'tuoi', text: 'Tuổi', options: ['18-34', '35-59', '60'].map((value) => ({ value, label: value })) },
  ],
});

export const rule = ruleWith(topTwo, { thresholds: { count_from: 10, show_from: 30, rank_from: 100 } });

/** A response to it, all questions answered by 5 unless told otherwise. */
export function response(agency: string, change: Partial<ReleaseResponse> = {}): ReleaseResponse {
  return { agency, month: '2026-11', mode: 'online', profile: { gioi_tinh: 'nam', tuoi: '35-59' }, answers: '555', ...change };
}

/** The same response so many times. */
export function times(n: number, one: ReleaseResponse): readonly ReleaseResponse[] {
  return Array.from({ length: n }, () => one);
}

export function score(agency: string, code: string, change: Partial<ReleaseScore> = {}): ReleaseScore {
  const decided = code === '1.1' ? '36.00' : '24.00';
  return { agency, criterion: code, applies: true, self: decided, checked: decided, decided, reason: '', evidence: [], ...change };
}

/** A round of the agencies that the responses are about, and of others. */
export function partsOf(
  responses: readonly ReleaseResponse[],
  change: { readonly rule?: ScoringRule; readonly others?: readonly string[]; readonly scores?: readonly ReleaseScore[] } = {},
): ReleaseParts {
  const codes = [...new Set([...responses.map(({ agency }) => agency).filter((code) => code !== ''), ...(change.others ?? [])])];
  const received = (code: string) => responses.filter(({ agency }) => agency === code).length;
  return {
    round: {
      format: 'hanoi-cchc-release/2',
      release: 'so-2026',
      simulated: true,
      round: { id: 'so-2026', title: 'Kỳ 2026: sở', year: 2026, list: 'department' },
      wave: { id: 'dot-2026', title: 'Đợt 2026', kind: 'official', opens: '2026-11-01', closes: '2026-12-31' },
      corrects: null,
      steps: [{ act: 'plan', due: '2026-09', at: '2026-09-30T02:00:00.000Z', person: 'Thư ký' }],
      agencies: codes.map((code) => ({ code, name: `Sở ${code}`, list: 'department', received: received(code), excluded: 0 })),
    },
    criteria,
    rule: change.rule ?? rule,
    instrument,
    scores: change.scores ?? codes.flatMap((code) => [score(code, '1.1'), score(code, '1.2')]),
    responses,
  };
}

const answer = fc.constantFrom('-', '1', '2', '3', '4', '5');

/** Any responses about a few agencies: many alike, so that rare and common ones both occur. */
export const anyResponses = fc
  .array(
    fc.record({
      n: fc.constantFrom(1, 2, 9, 10, 11, 40),
      agency: fc.constantFrom('A', 'B', 'C', 'D'),
      month: fc.constantFrom('2026-10', '2026-11'),
      mode: fc.constantFrom('online', 'paper'),
      profile: fc.record({ gioi_tinh: fc.constantFrom('nam', 'nu', null), tuoi: fc.constantFrom('18-34', '60', null) }),
      answers: fc.tuple(answer, answer, fc.constantFrom('-', '-', '-', '5')).map((all) => all.join('')),
    }),
    { maxLength: 12 },
  )
  .map((all) => all.flatMap(({ n, ...one }) => times(n, one)));
