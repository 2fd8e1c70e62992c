import { type Cell, csvRow, csvText } from '#platform/model/csv.ts';
import { type Instrument, questionsOf } from '#survey/model/instrument.ts';
import { criteriaOf } from './criteria.ts';
import type { PublishedParts, ReleaseScore } from './release-parts.ts';
import type { AgencyFigures, FullResult } from './release-result.ts';

export const scoreColumns = ['agency', 'criterion', 'applies', 'self', 'checked', 'decided', 'reason', 'evidence'] as const;

/** scores.csv: by agency, then in the order of the criteria. Evidence is a JSON list. */
export function scoresCsv({ scores, criteria }: Pick<PublishedParts, 'scores' | 'criteria'>): string {
  const place = new Map(criteriaOf(criteria).map(({ code }, i) => [code, i]));
  const placeOf = ({ criterion }: ReleaseScore) => place.get(criterion) ?? place.size;
  const rows = [...scores].sort((a, b) => (a.agency === b.agency ? placeOf(a) - placeOf(b) : a.agency < b.agency ? -1 : 1));
  return csvText(
    scoreColumns,
    rows.map(({ agency, criterion, applies, self, checked, decided, reason, evidence }) => [
      ...[agency, criterion, applies ? 'yes' : 'no', self, checked, decided, reason],
      evidence.length === 0 ? null : JSON.stringify(evidence.map(({ title, url, sha256 }) => ({ title, url, sha256 }))),
    ]),
  );
}

/** The columns of microdata.csv: where and how, the answers by question, what people told of themselves. */
export function microdataColumns(instrument: Instrument): readonly string[] {
  return [
    ...['agency', 'month', 'mode'],
    ...questionsOf(instrument).map(({ code }) => code),
    ...instrument.profile.map(({ code }) => `profile_${code}`),
  ];
}

/** microdata.csv: one response a line, in the order of what the lines hold. */
export function microdataCsv({ instrument, responses }: Pick<PublishedParts, 'instrument' | 'responses'>): string {
  const lines = responses.map(({ agency, month, mode, profile, answers }) =>
    csvRow([
      ...[agency, month, mode],
      ...Array.from(answers, (answer) => (answer === '-' ? null : answer)),
      ...instrument.profile.map(({ code }) => profile[code] ?? null),
    ]),
  );
  return [csvRow(microdataColumns(instrument)), ...lines.sort()].join('');
}

const resultColumns = {
  code: ({ code }) => code,
  name: ({ name }) => name,
  list: ({ list }) => list,
  self_total: (one) => one.self_total,
  appraised_points: (one) => one.appraised_points,
  removed_points: (one) => one.removed_points,
  appraised_counted: (one) => one.appraised_counted,
  bonus_points: (one) => one.bonus_points,
  penalty_points: (one) => one.penalty_points,
  responses: (one) => one.responses,
  satisfaction_percent: (one) => one.satisfaction_percent,
  satisfaction_low: (one) => one.satisfaction_interval?.[0] ?? null,
  satisfaction_high: (one) => one.satisfaction_interval?.[1] ?? null,
  sociological_points: (one) => one.sociological_points,
  index: ({ index }) => index,
  index_low: (one) => one.index_interval?.[0] ?? null,
  index_high: (one) => one.index_interval?.[1] ?? null,
  rank: ({ rank }) => rank,
  rank_best: (one) => one.rank_interval?.[0] ?? null,
  rank_worst: (one) => one.rank_interval?.[1] ?? null,
  rank_group: (one) => one.rank_group ?? null,
} as const satisfies Readonly<Record<string, (agency: AgencyFigures) => Cell>>;

/** result.csv: the main figures, an agency a line. */
export function resultCsv({ agencies }: FullResult): string {
  return csvText(
    Object.keys(resultColumns),
    agencies.map((agency) => Object.values(resultColumns).map((cell) => cell(agency))),
  );
}
