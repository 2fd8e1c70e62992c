import type { Reader } from '#platform/context.ts';
import { councilCriteria } from './model/criteria.ts';
import type { RoundWithActs } from './round-store.ts';
import { evidenceOf, trailsOf } from './score-store.ts';
import { findCriteria } from './store.ts';

/** How far the scores of an agency have come: of so many criteria that every agency is scored in, how many each has scored. */
export interface AgencyProgress {
  readonly agency: string;
  readonly of: number;
  readonly self: number;
  readonly check: number;
  readonly decide: number;
  /** Pieces of evidence. */
  readonly evidence: number;
}

/** How far each agency of a round has come, in the round's order. Bonus and penalty are not counted: nobody has to be given any. */
export async function progressOf(reader: Reader, round: RoundWithActs): Promise<readonly AgencyProgress[]> {
  const set = await findCriteria(reader, round.criteria);
  if (!set) throw new Error(`round ${round.id} names criteria ${round.criteria}, which are not in the database`);
  const needed = councilCriteria(set).filter(({ scored_by }) => scored_by === 'appraisal');
  const trails = await trailsOf(reader, round.id);
  const shown = Map.groupBy(await evidenceOf(reader, round.id), ({ agency }) => agency);
  return round.agencies.map((agency) => {
    const given = (act: 'self' | 'check' | 'decide') => needed.filter(({ code }) => trails(agency, code)[act] !== null).length;
    const evidence = shown.get(agency)?.length ?? 0;
    return { agency, of: needed.length, self: given('self'), check: given('check'), decide: given('decide'), evidence };
  });
}
