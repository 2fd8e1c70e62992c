import type { Reader } from '#platform/context.ts';
import { findWave } from '#survey/wave-store.ts';
import { type Method, methodChanges } from './model/change.ts';
import type { AgencyResult } from './model/release-index.ts';
import type { ReleaseView } from './model/release-view.ts';
import { stateOf } from './model/round.ts';
import { indexChanges } from './model/round-change.ts';
import { readRelease } from './release-files.ts';
import { type ListedRelease, releasesOf } from './release-store.ts';
import { allRounds, type RoundWithActs } from './round-store.ts';

/** The release of a round that holds, with what it shows. */
export interface RoundRelease {
  readonly release: ListedRelease;
  readonly view: ReleaseView;
}

/** What a round came to; undefined while it is not announced. */
export async function releaseOfRound(reader: Reader, releasesDir: string, round: string): Promise<RoundRelease | undefined> {
  const [release] = await releasesOf(reader, round);
  return release && { release, view: readRelease(releasesDir, release.id) };
}

/** What an announced round came to for one agency. */
export interface AgencyRound {
  readonly round: RoundWithActs;
  readonly result: AgencyResult;
  /** How many agencies are ranked in it. */
  readonly ranked: number;
  /** Whether there is a page that says where its points are from; releases of format 1 have none. */
  readonly hasTrail: boolean;
}

/** The announced rounds in which an agency was rated, as their releases that hold say, the newest first. */
export async function roundsOfAgency(reader: Reader, releasesDir: string, code: string): Promise<readonly AgencyRound[]> {
  const rated = (await allRounds(reader)).filter(({ agencies }) => agencies.includes(code));
  const all = rated.map(async (round) => {
    const { agencies = [], full = null } = (await releaseOfRound(reader, releasesDir, round.id))?.view ?? {};
    const result = agencies.find((one) => one.code === code);
    return result ? [{ round, result, ranked: agencies.filter(({ rank }) => rank !== null).length, hasTrail: full !== null }] : [];
  });
  return (await Promise.all(all)).flat();
}

/** How a round compares with the one before. */
export interface SinceBefore {
  readonly round: RoundWithActs;
  readonly changes: ReturnType<typeof indexChanges>;
  /** What of the method has changed between them: one thing or several; null where all is as it was. */
  readonly changed: keyof Method | 'several' | null;
}

/** The last announced round of the same list that rates an earlier year, compared with a release; undefined where there is none. */
export async function sinceBefore(
  reader: Reader,
  releasesDir: string,
  round: RoundWithActs,
  now: ReleaseView,
): Promise<SinceBefore | undefined> {
  const earlier = (await allRounds(reader)).find(
    (one) => one.list === round.list && one.year < round.year && stateOf(one.acts) === 'announced',
  );
  const before = earlier && (await releaseOfRound(reader, releasesDir, earlier.id));
  if (!before) return undefined;
  const changes = methodChanges(await methodOf(reader, round, now), await methodOf(reader, earlier, before.view));
  return {
    round: earlier,
    changes: indexChanges(now.agencies, before.view.agencies),
    changed: changes.length > 1 ? 'several' : (changes[0] ?? null),
  };
}

/** The questionnaire, rule and criteria are those of the release; how answers were taken only the wave of the round tells. */
async function methodOf(reader: Reader, { wave }: RoundWithActs, { instrument, rule, criteria }: ReleaseView): Promise<Method> {
  const modes = (await findWave(reader, wave))?.modes ?? null;
  return { instrument: instrument.id, rule: rule.id, criteria: criteria.id, modes };
}

/** The newest announced round of each list, with what it came to and how that compares with the one before. */
export async function newestRounds(
  reader: Reader,
  releasesDir: string,
  rounds: readonly RoundWithActs[],
): Promise<readonly { readonly round: RoundWithActs; readonly announced: RoundRelease; readonly since: SinceBefore | undefined }[]> {
  const newest = (['department', 'commune'] as const).flatMap(
    (list) => rounds.find((round) => round.list === list && stateOf(round.acts) === 'announced') ?? [],
  );
  const all = newest.map(async (round) => {
    const announced = await releaseOfRound(reader, releasesDir, round.id);
    return announced ? [{ round, announced, since: await sinceBefore(reader, releasesDir, round, announced.view) }] : [];
  });
  return (await Promise.all(all)).flat();
}
