import fc from 'fast-check';
import { type ReleaseInput, releaseInputSchema } from '#par-index/model/release.ts';
import { questionnaire, ruleWith, topTwo } from './examples.ts';

export type Agency = ReleaseInput['agencies'][number];

const criterion = (code: string, scored_by: 'appraisal' | 'survey', max: string) => ({ code, title: `Tiêu chí ${code}`, scored_by, max });

/** A release in which 70 points are appraised and 30 come from one question of a survey. */
export function release(agencies: readonly Agency[]): ReleaseInput {
  return releaseInputSchema.parse({
    format: 'hanoi-cchc-release/1',
    release: 'chi-so-2026',
    simulated: true,
    round: { id: '2026', title: 'Đợt 2026' },
    criteria: {
      id: 'bo-tieu-chi',
      title: 'Bộ tiêu chí',
      source: 'Kiểm thử',
      assumed: [],
      total: '100',
      contents: [
        { code: '1', title: 'Thẩm định', criteria: [criterion('1.1', 'appraisal', '40'), criterion('1.2', 'appraisal', '30')] },
        { code: '8', title: 'Khảo sát', criteria: [criterion('8.1', 'survey', '30')] },
      ],
    },
    rule: ruleWith(topTwo),
    instrument: questionnaire({ '1': ['A1'] }),
    agencies,
  });
}

interface Facts {
  readonly appraised?: readonly [string, string];
  readonly self?: string | null;
  readonly yes: number;
  readonly no: number;
  readonly list?: 'department' | 'commune';
}

/** An agency with `yes` satisfied and `no` dissatisfied respondents. */
export function agency(code: string, { appraised = ['36', '24'], self = '30', yes, no, list = 'department' }: Facts): Agency {
  const [first, second] = appraised;
  return {
    code,
    name: `Sở ${code}`,
    list,
    scores: { '1.1': { self, appraised: first }, '1.2': { self, appraised: second } },
    responses: [{ mode: 'online', n: yes + no }],
    tally: { A1: { '1': no, '4': yes } },
  };
}

// Few different values, so that equal agencies and short counts do occur.
const facts = fc.record({
  appraised: fc.tuple(fc.constantFrom('36', '36.25', '20'), fc.constantFrom('24', '23.75', '12.5')),
  self: fc.constantFrom('30', null),
  yes: fc.constantFrom(0, 20, 60, 90, 180),
  no: fc.constantFrom(0, 10, 20, 40),
  list: fc.constantFrom('department' as const, 'commune' as const),
});
/** Any agencies to be rated together. */
export const agencies = fc.array(facts, { maxLength: 8 }).map((all) => all.map((one, i) => agency(`A${i}`, one)));
