import { ratedAs } from '#agencies/model/agency.ts';
import { allAgencies } from '#agencies/store.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { timestamp } from '#platform/clock.ts';
import type { Context, Tx } from '#platform/context.ts';
import { findInstrument } from '#survey/store.ts';
import { talliesNow } from '#survey/tally-store.ts';
import { councilCriteria } from './model/criteria.ts';
import type { ReleaseInput } from './model/release.ts';
import { done, type Outcome, type Refused, refused } from './outcome.ts';
import { writeReleaseFiles } from './release-files.ts';
import { findRelease, insertRelease, releasesOf } from './release-store.ts';
import { orderRefusal, roundTag } from './round-service.ts';
import { findRound, handedOver, insertRoundAct, type RoundWithActs } from './round-store.ts';
import { trailsOf } from './score-store.ts';
import { findCriteria, findRule } from './store.ts';

/** What releases and pages that show them are tagged with in the page cache. */
export const releaseTag = 'releases';

/** What a release needs besides the house. */
export interface ReleaseContext extends Context {
  readonly releasesDir: string;
  readonly simulated: boolean;
}

export interface ReleaseOrder {
  readonly round: string;
  /** Its permanent name. */
  readonly id: string;
  /** Why the release that stands is replaced; none for the first. */
  readonly correction?: string | undefined;
}

/**
 * Releases a round: freezes everything that its figures come from in files and publishes the result. All is read in the one
 * transaction that also publishes. A round that is released can only be corrected: by a new release that names the one it
 * replaces and says why; both stay.
 */
export async function releaseRound(context: ReleaseContext, order: ReleaseOrder, person: string): Promise<Outcome> {
  return context.writer.transaction().execute(async (tx) => {
    const round = await findRound(tx, order.round);
    if (!round) return refused('par-index.round.refused.unknown', { id: order.round });
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(order.id)) return refused('par-index.release.refused.id');
    if (await findRelease(tx, order.id)) return refused('par-index.release.refused.taken', { id: order.id });
    const [standing] = await releasesOf(tx, round.id);
    const reason = order.correction?.trim() ?? '';
    const refusal = standing ? correctionRefusal(reason) : orderRefusal(round, 'announcement');
    if (refusal) return refusal;
    const gathered = await gather(tx, context, round, order.id);
    if (gathered.kind === 'refused') return gathered;
    const sha256 = writeReleaseFiles(context.releasesDir, gathered.input);
    const at = timestamp(context.clock);
    const correction = standing ? { corrects: standing.id, reason } : { corrects: null, reason: null };
    await insertRelease(tx, { id: order.id, round: round.id, sha256, released_at: at, released_by: person, ...correction });
    if (!standing) await insertRoundAct(tx, round.id, { act: 'announcement', person, note: '', at });
    await writeAudit(tx, context, {
      person,
      act: 'round.release',
      object: order.id,
      detail: { round: round.id, sha256, ...correction },
    });
    await recordChanges(tx, [releaseTag, roundTag]);
    return done('par-index.release.done', { id: order.id, sha256 });
  });
}

function correctionRefusal(reason: string): Refused | null {
  if (reason === '') return refused('par-index.release.refused.released');
  return reason.length < 10 || reason.length > 1000 ? refused('par-index.release.refused.reason') : null;
}

type Gathered = { readonly kind: 'input'; readonly input: ReleaseInput } | Refused;

async function gather(tx: Tx, { simulated }: ReleaseContext, round: RoundWithActs, release: string): Promise<Gathered> {
  const [criteria, rule, instrument] = [
    await findCriteria(tx, round.criteria),
    await findRule(tx, round.rule),
    await findInstrument(tx, round.instrument),
  ];
  if (!criteria || !rule || !instrument) throw new Error(`round ${round.id} names definitions that are not in the database`);
  if (criteria.sample && !simulated) return refused('par-index.release.refused.sample', { id: criteria.id });

  const trails = await trailsOf(tx, round.id);
  const answered = new Map((await talliesNow(tx, { wave: round.wave })).map((one) => [one.agency, one]));
  const known = new Map((await allAgencies(tx)).map((agency) => [agency.code, agency]));
  const moved = await movedSince(tx, round);
  const [first] = moved;
  if (first !== undefined)
    return refused('par-index.release.refused.moved', { agency: known.get(first)?.name ?? first, n: moved.length - 1 });
  const agencies: ReleaseInput['agencies'] = [];
  for (const code of round.agencies) {
    const agency = known.get(code);
    const list = agency && ratedAs(agency.kind);
    if (!agency || !list) throw new Error(`round ${round.id} names agency ${code}, which cannot be rated`);
    const entered: ReleaseInput['agencies'][number]['scores'] = {};
    for (const criterion of councilCriteria(criteria).filter(({ scored_by }) => scored_by === 'appraisal')) {
      const { self, decide } = trails(code, criterion.code);
      entered[criterion.code] = { self: self?.score ?? null, appraised: decide?.score ?? '0' };
    }
    agencies.push({
      code,
      name: agency.name,
      list,
      scores: entered,
      responses: (answered.get(code)?.modes ?? []).map(({ mode, n, excluded }) => ({
        mode,
        n: n - excluded,
        ...(excluded > 0 && { excluded }),
      })),
      tally: Object.fromEntries(
        Object.entries(answered.get(code)?.tally ?? {}).map(([item, cells]) => [item, Object.fromEntries(Object.entries(cells))]),
      ),
    });
  }
  const format = 'hanoi-cchc-release/1' as const;
  return {
    kind: 'input',
    input: { format, release, simulated, round: { id: round.id, title: round.title }, criteria, rule, instrument, agencies },
  };
}

/** The agencies whose answers are not those that the survey handed over: somebody has left out, or brought back, responses since. */
async function movedSince(tx: Tx, round: RoundWithActs): Promise<readonly string[]> {
  const given = new Map((await handedOver(tx, round.id)).map(({ agency, n, tally }) => [agency, JSON.stringify([n, tally])]));
  const now = new Map(
    (await talliesNow(tx, { wave: round.wave })).map(({ agency, modes, tally }) => [
      agency,
      JSON.stringify([modes.reduce((sum, mode) => sum + mode.n - mode.excluded, 0), tally]),
    ]),
  );
  return round.agencies.filter((agency) => given.get(agency) !== now.get(agency));
}
