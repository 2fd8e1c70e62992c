import type { Agency } from '#agencies/model/agency.ts';
import { translatorFor } from '#i18n/translator.ts';
import { csvText } from '#platform/model/csv.ts';
import { doubtWords } from './doubt-words.ts';
import { doubtsOf } from './model/published-doubts.ts';
import { agenciesOf, type PublishedRound, valuesKnown } from './model/published-round.ts';
import type { Contradiction } from './model/published-table.ts';

type Named = Pick<Agency, 'code' | 'name'>;

// Files are the same in all languages, and their notes are Vietnamese.
const words = (doubts: readonly Contradiction[]) => doubts.map((one) => doubtWords(translatorFor('vi'), one));

/** What a published round says of each agency, as printed; what contradicts itself is told beside it. */
function rowsOf(round: PublishedRound, agencies: readonly Named[]) {
  const names = new Map(agencies.map(({ code, name }) => [code, name]));
  const doubts = doubtsOf(round);
  return round.rows.map((row) => ({
    rank: row.rank ?? null,
    agency: row.agency,
    name: names.get(row.agency) ?? row.name,
    printed_name: row.name,
    value: row.value ?? null,
    parts: row.parts ?? [],
    certainty: row.certainty ?? round.certainty,
    doubts: words(doubts.rows.get(row.agency) ?? []),
    sources: (row.sources ?? round.from).flatMap((key) => round.sources[key] ?? []),
    note: row.note ?? null,
  }));
}

/** A published round as a table for spreadsheets. */
export function publishedCsv(round: PublishedRound, agencies: readonly Named[]): string {
  const columns = ['round', 'year', 'list', 'rank', 'agencies', 'agency', 'name', 'printed_name', 'value', 'mean', 'parts'];
  return csvText(
    [...columns, 'certainty', 'doubts', 'sources', 'note'],
    rowsOf(round, agencies).map((row) => [
      round.id,
      round.year,
      round.list,
      row.rank,
      agenciesOf(round),
      row.agency,
      row.name,
      row.printed_name,
      row.value,
      round.mean?.value ?? null,
      row.parts.map(({ label, value }) => `${label}: ${value}`).join('; '),
      row.certainty,
      row.doubts.join(' '),
      row.sources.map(({ name, url }) => url ?? name).join('; '),
      row.note,
    ]),
  );
}

/** A published round as JSON. */
export function publishedJson(round: PublishedRound, agencies: readonly Named[]): string {
  const { id, title, year, list, criteria, decision = null, announced = null, mean = null, notes } = round;
  return JSON.stringify({
    ...{ id, title, year, list, criteria: criteria.decision, decision, announced },
    mean: mean && { ...mean, sources: mean.sources.flatMap((key) => round.sources[key] ?? []) },
    agencies: agenciesOf(round),
    values_known: valuesKnown(round),
    rows: rowsOf(round, agencies),
    doubts: words(doubtsOf(round).whole),
    notes,
  });
}
