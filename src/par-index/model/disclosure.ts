import type { Instrument } from '#survey/model/instrument.ts';
import { tallyOf } from '#survey/model/tally.ts';
import { displayOf } from './display.ts';
import { type Place, placesOfFew } from './few-responses.ts';
import type { Disclosure, PublishedAgency, PublishedParts, ReleaseParts, ReleaseResponse } from './release-parts.ts';
import { tallyScorer } from './score.ts';
import type { ScoringRule } from './scoring-rule.ts';

/** Behind everything that a release tells of respondents stand at least so many: ten, or more where the rule says so. */
export function leastTold({ thresholds }: Pick<ScoringRule, 'thresholds'>): number {
  return Math.max(10, thresholds.count_from ?? 10);
}

/** The rule by whose thresholds a release shows what it shows. */
export function disclosureRule(rule: ScoringRule): ScoringRule {
  return { ...rule, thresholds: { ...rule.thresholds, count_from: leastTold(rule) } };
}

/**
 * What of a round is published, so that nobody can be found in it (cf. Hundepool et al. 2012, Statistical Disclosure
 * Control): agencies with few responses get no rows of their own, answers that few of an agency gave are taken out, and
 * rare combinations of agency, month, mode and profile are made coarser until each stands in at least `k` rows. Rows and
 * agencies are put in order by what they hold. What is published already comes out as it is.
 */
export function disclose(parts: ReleaseParts): PublishedParts {
  const { round, rule, instrument, responses } = parts;
  const k = leastTold(rule);
  const places = placesOf(parts, k);
  const named = responses.flatMap((row): readonly ReleaseResponse[] => {
    const place = places.get(row.agency);
    if (!place) return [row];
    return place.rows === 'pooled' ? [{ ...row, agency: '' }] : [];
  });
  const blanked = blankRareAnswers(named, k);
  const coarse = generalise(instrument, blanked.rows, k);
  const agencies = agenciesOf(parts, places, k);
  const { format, release, simulated, wave, corrects, steps } = round;
  const disclosure: Disclosure = {
    k,
    counted: coarse.rows.length,
    pooled_agencies: agencies.filter(({ rows }) => rows === 'pooled').length,
    left_out_agencies: agencies.filter(({ rows }) => rows === 'left-out').length,
    left_out_responses: leftOutResponses(agencies),
    blanked: blanked.cells,
    generalised: coarse.cells,
  };
  return {
    ...parts,
    round: { format, release, simulated, round: round.round, wave, corrects, steps, agencies, disclosure },
    responses: coarse.rows,
  };
}

/** Where the responses go of agencies that get no rows of their own. */
function placesOf({ rule, instrument, responses }: ReleaseParts, k: number): ReadonlyMap<string, Place> {
  const shown = disclosureRule(rule);
  const score = tallyScorer(instrument, shown);
  const isShown = (rows: readonly ReleaseResponse[]) => {
    const { overall } = score(
      tallyOf(
        instrument,
        rows.map(({ answers }) => answers),
      ),
    );
    return ['value', 'ranked'].includes(displayOf(shown, overall));
  };
  const named = [...Map.groupBy(responses, ({ agency }) => agency)].filter(([code]) => code !== '');
  return placesOfFew(
    named.map(([code, rows]) => ({ code, n: rows.length, isShown: isShown(rows) })),
    k,
  );
}

/** How many responses are in no row; null where it would tell how many a few of them are. */
export function leftOutResponses(agencies: readonly PublishedAgency[]): number | null {
  return agencies
    .filter(({ rows }) => rows === 'left-out')
    .reduce<number | null>(
      (sum, { received, excluded }) => (sum === null || received === null ? null : sum + received - (excluded ?? 0)),
      0,
    );
}

function agenciesOf({ round, responses }: ReleaseParts, places: ReadonlyMap<string, Place>, k: number): PublishedAgency[] {
  const counts = new Map<string, number>();
  for (const { agency } of responses) counts.set(agency, (counts.get(agency) ?? 0) + 1);
  const known = new Set(round.agencies.map(({ code }) => code));
  const stranger = [...counts.keys()].find((code) => code !== '' && !known.has(code));
  if (stranger !== undefined) throw new Error(`responses about ${stranger}, which is not in the round`);
  return [...round.agencies]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, name, list, received, excluded }): PublishedAgency => {
      const n = counts.get(code) ?? 0;
      const place = places.get(code);
      if (received !== null && received - (excluded ?? 0) !== n) {
        throw new Error(`${code}: ${received} responses received and ${excluded} left out, but ${n} given`);
      }
      const isTold = place?.isTold ?? (received === 0 || (received ?? 0) >= k);
      const told = isTold ? { received, excluded } : { received: null, excluded: null };
      return { code, name, list, ...told, rows: place?.rows ?? (n > 0 ? 'own' : 'none') };
    });
}

/** Takes out the answers to a question that fewer than `k` people of an agency gave one to; `cells` counts these questions. */
function blankRareAnswers(rows: readonly ReleaseResponse[], k: number): { rows: readonly ReleaseResponse[]; cells: number } {
  let cells = 0;
  const kept = [...Map.groupBy(rows, ({ agency }) => agency).values()].flatMap((own) => {
    const answered = Array.from(own[0]?.answers ?? '', (_, i) => own.filter(({ answers }) => answers[i] !== '-').length);
    const rare = answered.map((n) => n > 0 && n < k);
    cells += rare.filter((one) => one).length;
    if (!rare.includes(true)) return own;
    return own.map((row) => ({ ...row, answers: Array.from(row.answers, (answer, i) => (rare[i] ? '-' : answer)).join('') }));
  });
  return { rows: kept, cells };
}

/**
 * Makes the rows of each agency coarser until every combination of what may be known of a person stands in at least `k` of
 * them: questions about the person from the last to the first, then the month, then the mode become blank, in those rows
 * alone that are still rare (local recoding). Rows come out in the order of what they hold.
 */
function generalise(
  instrument: Instrument,
  rows: readonly ReleaseResponse[],
  k: number,
): { rows: readonly ReleaseResponse[]; cells: Disclosure['generalised'] } {
  const profile = instrument.profile.map(({ code }) => code);
  const columns = [...profile.toReversed().map((code) => `profile_${code}`), 'month', 'mode'];
  const known = (row: ReleaseResponse) => [...profile.toReversed().map((code) => row.profile[code] ?? ''), row.month, row.mode];
  const lost = columns.map(() => 0);
  const coarse = [...Map.groupBy(rows, ({ agency }) => agency).values()].flatMap((own) => {
    const before = own.map(known);
    const after = coarsen(before, k);
    return own.map((row, i) => {
      const cells = after[i] ?? [];
      cells.forEach((cell, at) => {
        if (cell !== before[i]?.[at]) lost[at] = (lost[at] ?? 0) + 1;
      });
      const told = profile.map((code, at) => [code, cells[profile.length - 1 - at] || null]);
      return { ...row, month: cells[profile.length] ?? '', mode: cells[profile.length + 1] ?? '', profile: Object.fromEntries(told) };
    });
  });
  const keyed = coarse.map((row) => ({ row, key: [row.agency, ...known(row).toReversed(), row.answers].join('\n') }));
  return {
    rows: keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row),
    cells: Object.fromEntries(
      columns.flatMap((column, at): [string, number | null][] => {
        const n = lost[at] ?? 0;
        return n === 0 ? [] : [[column, n < k ? null : n]];
      }),
    ),
  };
}

/** The same cells, blank from the left where fewer than `k` rows are alike; fewer than `k` rows in all stay blank. */
function coarsen(rows: readonly (readonly string[])[], k: number): readonly (readonly string[])[] {
  const cells = rows.map((row) => [...row]);
  const keys = cells.map(keyOf);
  const blank = (i: number, upTo: number) => {
    cells[i]?.fill('', 0, upTo);
    keys[i] = keyOf(cells[i] ?? []);
  };
  let rare = rareOf(keys, k);
  const width = cells[0]?.length ?? 0;
  for (let upTo = 1; upTo <= width && rare.length > 0; upTo++) {
    for (const i of rare) blank(i, upTo);
    rare = rareOf(keys, k);
  }
  if (rare.length === 0) return cells;
  // What is left is still too little: the smallest other group of the agency becomes as coarse.
  const [smallest] = [...Map.groupBy(keys.keys(), (i) => keys[i] ?? '')]
    .filter(([, group]) => group.length >= k)
    .sort(([a, groupA], [b, groupB]) => groupA.length - groupB.length || (a < b ? -1 : 1));
  for (const i of smallest?.[1] ?? []) blank(i, width);
  return cells;
}

const keyOf = (cells: readonly string[]) => JSON.stringify(cells);

function rareOf(keys: readonly string[], k: number): readonly number[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return keys.flatMap((key, i) => ((counts.get(key) ?? 0) < k ? [i] : []));
}
