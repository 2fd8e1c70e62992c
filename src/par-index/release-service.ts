import { type Doer, samePerson } from '#accounts/model/person.ts';
import { allAgencies } from '#agencies/store.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { hanoiDay, timestamp } from '#platform/clock.ts';
import type { Context, Reader } from '#platform/context.ts';
import { hasPersonalData } from '#platform/model/personal-data.ts';
import { sha256Hex } from '#platform/sha256.ts';
import { microdataOf } from '#survey/microdata-store.ts';
import type { Instrument } from '#survey/model/instrument.ts';
import { unpackProfile } from '#survey/model/response.ts';
import { findInstrument } from '#survey/store.ts';
import { modeCounts } from '#survey/tally-store.ts';
import { findWave } from '#survey/wave-store.ts';
import { type CriteriaSet, councilCriteria } from './model/criteria.ts';
import { disclose } from './model/disclosure.ts';
import { type Disclosure, type ReleaseParts, type ReleaseResponse, releaseFormat } from './model/release-parts.ts';
import { stateOf, stepsOf } from './model/round.ts';
import type { ScoringRule } from './model/scoring-rule.ts';
import { deniedTo, done, type Outcome, type Refused, refused } from './outcome.ts';
import { type ReleaseFiles, releaseFilesOf } from './release-bundle.ts';
import { checkRelease } from './release-check.ts';
import { writeReleaseFolder } from './release-files.ts';
import { findRelease, insertRelease, type ListedRelease, releasesOf } from './release-store.ts';
import { orderRefusal, personRefusal, roundTag, surveyNow } from './round-service.ts';
import { findRound, type HandedOver, handedOver, insertRoundAct, type RoundWithActs } from './round-store.ts';
import { decidersSince, evidenceOf, trailsOf } from './score-store.ts';
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
  /** What the person saw planned (`ReleasePlan.seen`). */
  readonly seen?: string | undefined;
}

/** What a release would publish, as far as a person must know it before. */
export interface ReleasePlan {
  readonly kind: 'plan';
  readonly disclosure: Disclosure;
  readonly rule: ScoringRule;
  /** Agencies that the release rates. */
  readonly agencies: number;
  /** The release that it would replace. */
  readonly corrects: string | null;
  /** What it was made from: a release that names it is refused where something has changed since. */
  readonly seen: string;
}

/** What releasing a round now would publish and leave out; changes nothing. */
export async function planRelease(context: ReleaseContext, round: string, by: Doer): Promise<ReleasePlan | Refused> {
  const { reader } = context;
  const found = await findRound(reader, round);
  if (!found) return refused('par-index.round.refused.unknown', { id: round });
  const [standing] = await releasesOf(reader, round);
  const refusal = (standing ? null : orderRefusal(found, 'announcement')) ?? (await personDenied(reader, found, standing, by));
  if (refusal) return refusal;
  const gathered = await gather(reader, context.simulated, found, { release: found.id, corrects: null });
  if ('kind' in gathered) return gathered;
  const { disclosure } = disclose(gathered).round;
  const { rule } = gathered;
  return { kind: 'plan', disclosure, rule, agencies: found.agencies.length, corrects: standing?.id ?? null, seen: seenOf(gathered) };
}

/** What a release is made from, but for its own name and time. */
function seenOf({ round, scores, responses }: ReleaseParts): string {
  return sha256Hex(JSON.stringify([round.agencies, scores, responses]));
}

/**
 * Releases a round: freezes everything that its figures come from in files and publishes the result. All is read in the one
 * transaction that also publishes. A round that is released can only be corrected: by a new release that names the one it
 * replaces and says why; both stay. Who releases is another person than who closed the appraisal, or decided what is corrected.
 */
export async function releaseRound(context: ReleaseContext, order: ReleaseOrder, by: Doer): Promise<Outcome> {
  const nobody = personRefusal(by);
  if (nobody) return nobody;
  return context.writer.transaction().execute(async (tx) => {
    const round = await findRound(tx, order.round);
    if (!round) return refused('par-index.round.refused.unknown', { id: order.round });
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(order.id) || order.id.length > 80) return refused('par-index.release.refused.id');
    if (await findRelease(tx, order.id)) return refused('par-index.release.refused.taken', { id: order.id });
    const [standing] = await releasesOf(tx, round.id);
    const reason = order.correction?.normalize('NFC').trim() ?? '';
    const refusal =
      (standing ? correctionRefusal(reason) : orderRefusal(round, 'announcement')) ?? (await personDenied(tx, round, standing, by));
    if (refusal) return refusal;
    const at = timestamp(context.clock);
    const correction = standing ? { corrects: standing.id, reason } : { corrects: null, reason: null };
    const announcement = { act: 'announcement' as const, at, person: by.name, person_id: by.id, note: '' };
    const announced = standing ? round : { ...round, acts: [...round.acts, announcement] };
    const corrects = standing ? { release: standing.id, sha256: standing.sha256, reason } : null;
    const gathered = await gather(tx, context.simulated, announced, { release: order.id, corrects });
    if ('kind' in gathered) return gathered;
    if (order.seen !== undefined && order.seen !== seenOf(gathered)) return refused('par-index.release.refused.stale');
    const files = releaseFilesOf(gathered);
    mustRecompute(files);
    const sha256 = writeReleaseFolder(context.releasesDir, order.id, files);
    await insertRelease(tx, { id: order.id, round: round.id, sha256, released_at: at, released_by: by.name, ...correction });
    if (!standing) await insertRoundAct(tx, round.id, { act: 'announcement', by, note: '', at });
    await writeAudit(tx, context, {
      person: by,
      act: 'round.release',
      object: order.id,
      before: { state: stateOf(round.acts), release: standing?.id ?? null },
      after: { state: 'announced', round: round.id, release: order.id, sha256, ...correction },
    });
    // The wave is no longer shown live.
    await recordChanges(tx, [releaseTag, roundTag, 'satisfaction']);
    return done('par-index.release.done', { id: order.id, sha256 });
  });
}

/** Why somebody may not release a round, or correct its release: nobody publishes what was left to their own word. */
async function personDenied(
  reader: Reader,
  { id, acts }: RoundWithActs,
  standing: ListedRelease | undefined,
  by: Doer,
): Promise<Refused | null> {
  const closed = acts.findLast(({ act }) => act === 'appraisal');
  const corrected = standing ? await decidersSince(reader, id, standing.released_at) : [];
  const before = corrected.length > 0 ? corrected : closed ? [{ id: closed.person_id, name: closed.person }] : [];
  const denied = deniedTo(by, 'round.release', { state: stateOf(acts) });
  if (denied) return denied;
  return before.some((one) => samePerson(one, by)) ? refused('par-index.release.refused.same-person') : null;
}

/** Throws where files would not stand the check that everybody can make of them: nothing such is published. */
function mustRecompute(files: ReleaseFiles): void {
  const { passed, faults, figures } = checkRelease(files);
  if (!passed) throw new Error(`the release does not come out of its own files: ${JSON.stringify([...faults, ...figures].slice(0, 5))}`);
}

function correctionRefusal(reason: string): Refused | null {
  if (reason === '') return refused('par-index.release.refused.released');
  if (hasPersonalData(reason)) return refused('par-index.round.refused.personal');
  return reason.length < 10 || reason.length > 1000 ? refused('par-index.release.refused.reason') : null;
}

/** Everything that a release comes from. */
async function gather(
  tx: Reader,
  simulated: boolean,
  round: RoundWithActs,
  names: Pick<ReleaseParts['round'], 'release' | 'corrects'>,
): Promise<ReleaseParts | Refused> {
  const [criteria, rule, instrument, wave] = [
    await findCriteria(tx, round.criteria),
    await findRule(tx, round.rule),
    await findInstrument(tx, round.instrument),
    await findWave(tx, round.wave),
  ];
  if (!criteria || !rule || !instrument || !wave) throw new Error(`round ${round.id} names what is not in the database`);
  if (criteria.sample && !simulated) return refused('par-index.release.refused.sample', { id: criteria.id });
  const known = new Map((await allAgencies(tx)).map((agency) => [agency.code, agency]));
  const moved = await movedSince(tx, round);
  const [first] = moved;
  if (first !== undefined) {
    return refused('par-index.release.refused.moved', { agency: known.get(first)?.name ?? first, n: moved.length - 1 });
  }
  const counts = await countsOf(tx, round.wave);
  return {
    criteria,
    rule,
    instrument,
    round: {
      format: releaseFormat,
      simulated,
      ...names,
      round: { id: round.id, title: round.title, year: round.year, list: round.list },
      wave: { id: wave.id, title: wave.title, kind: wave.kind, opens: wave.opens, closes: wave.closes },
      steps: stepsOf(round.calendar, round.acts, '', hanoiDay).map(({ act, due, done }) => ({
        act,
        due,
        at: done?.at ?? null,
        person: done?.person ?? null,
      })),
      agencies: round.agencies.map((code) => {
        const agency = known.get(code);
        if (!agency) throw new Error(`round ${round.id} names agency ${code}, which there is not`);
        return { code, name: agency.name, list: round.list, ...(counts.get(code) ?? { received: 0, excluded: 0 }) };
      }),
    },
    scores: await scoresOf(tx, round, criteria),
    responses: await responsesOf(tx, round, instrument),
  };
}

async function scoresOf(tx: Reader, round: RoundWithActs, criteria: CriteriaSet): Promise<ReleaseParts['scores']> {
  const trails = await trailsOf(tx, round.id);
  const shown = Map.groupBy(await evidenceOf(tx, round.id), ({ agency, criterion }) => `${agency} ${criterion}`);
  return round.agencies.flatMap((agency) =>
    councilCriteria(criteria).map(({ code: criterion }) => {
      const { self, check, decide } = trails(agency, criterion);
      return {
        agency,
        criterion,
        applies: decide === null || decide.score !== null,
        self: self?.score ?? null,
        checked: check?.score ?? null,
        decided: decide?.score ?? null,
        reason: decide?.reason ?? '',
        evidence: (shown.get(`${agency} ${criterion}`) ?? []).map(({ title, url, sha256 }) => ({ title, url, sha256 })),
      };
    }),
  );
}

/** How many responses about each agency came, and how many of them are left out. */
async function countsOf(tx: Reader, wave: string): Promise<ReadonlyMap<string, { readonly received: number; readonly excluded: number }>> {
  const modes = Map.groupBy(await modeCounts(tx, wave), ({ agency }) => agency);
  const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  return new Map(
    [...modes].map(([agency, all]) => [
      agency,
      { received: sum(all.map(({ n }) => n)), excluded: sum(all.map(({ excluded }) => excluded)) },
    ]),
  );
}

async function responsesOf(tx: Reader, round: RoundWithActs, instrument: Instrument): Promise<ReleaseParts['responses']> {
  const rated = new Set(round.agencies);
  const responses: ReleaseResponse[] = [];
  for await (const { agency, month, mode, profile, answers, excluded } of microdataOf(tx, round.wave)) {
    if (excluded || !rated.has(agency)) continue;
    responses.push({ agency, month, mode, answers, profile: unpackProfile(instrument, profile) });
  }
  return responses;
}

/** The agencies whose answers are not those that the survey handed over: somebody has left out, or brought back, responses since. */
async function movedSince(tx: Reader, round: RoundWithActs): Promise<readonly string[]> {
  const byAgency = (all: readonly HandedOver[]) => new Map(all.map(({ agency, n, tally }) => [agency, JSON.stringify([n, tally])]));
  const given = byAgency(await handedOver(tx, round.id));
  const now = byAgency(await surveyNow(tx, round));
  return round.agencies.filter((agency) => given.get(agency) !== now.get(agency));
}
