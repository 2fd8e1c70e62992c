import type { Someone } from '#accounts/model/person.ts';
import type { IsoTime } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import { noTrail, type ScoreAct, type ScoreTrail } from './model/score-act.ts';

/** Adds a score to a round; what stood before stays and is no longer the newest. */
export async function insertScoreAct(tx: Tx, round: string, { score, at, ...act }: Omit<ScoreAct, 'id'>): Promise<void> {
  await tx
    .insertInto('score_acts')
    .values({ ...act, round, score, applies: score === null ? 0 : 1, at: at as IsoTime })
    .execute();
}

/** Every score that was given to an agency in a round, in the order in which they were given. */
export async function scoreActsOf(reader: Reader, round: string, agency: string): Promise<readonly ScoreAct[]> {
  return reader
    .selectFrom('score_acts')
    .select(['id', 'agency', 'criterion', 'act', 'score', 'reason', 'at', 'person', 'person_id'])
    .where('round', '=', round)
    .where('agency', '=', agency)
    .orderBy('id')
    .execute();
}

/** By agency and criterion, the newest score of each kind. */
export type Trails = (agency: string, criterion: string) => ScoreTrail;

/** The scores of a round that hold. */
export async function trailsOf(reader: Reader, round: string): Promise<Trails> {
  const rows = await reader
    .selectFrom('score_acts')
    .select(['id', 'agency', 'criterion', 'act', 'score', 'reason', 'at', 'person', 'person_id'])
    .where('round', '=', round)
    .orderBy('id')
    .execute();
  const trails = new Map<string, ScoreTrail>();
  const key = (agency: string, criterion: string) => `${agency} ${criterion}`;
  for (const row of rows) {
    const at = key(row.agency, row.criterion);
    trails.set(at, { ...(trails.get(at) ?? noTrail), [row.act]: row });
  }
  return (agency, criterion) => trails.get(key(agency, criterion)) ?? noTrail;
}

/** Who decided scores of a round after a time: what a correction of its release comes from. */
export async function decidersSince(reader: Reader, round: string, at: string): Promise<readonly Someone[]> {
  return reader
    .selectFrom('score_acts')
    .select(['person_id as id', 'person as name'])
    .distinct()
    .where('round', '=', round)
    .where('act', '=', 'decide')
    .where('at', '>', at as IsoTime)
    .execute();
}

/** What an agency shows for a score of its own: a link, or a file kept under its hash. */
export interface Evidence {
  readonly id: number;
  readonly agency: string;
  readonly criterion: string;
  readonly title: string;
  readonly url: string | null;
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly media_type: string | null;
  readonly at: string;
  readonly person: string;
  readonly person_id: string | null;
}

/** Adds evidence to a criterion, or takes back what a row of it says; gives its number. */
export async function insertEvidence(
  tx: Tx,
  round: string,
  evidence: Omit<Evidence, 'id'> & { readonly withdraws: number | null },
): Promise<number> {
  const { id } = await tx
    .insertInto('evidence')
    .values({ ...evidence, round, at: evidence.at as IsoTime })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The evidence of a round that was not taken back, of one agency where it is named, in the order in which it came. */
export async function evidenceOf(reader: Reader, round: string, agency?: string): Promise<readonly Evidence[]> {
  let query = reader
    .selectFrom('evidence')
    .select(['id', 'agency', 'criterion', 'title', 'url', 'sha256', 'bytes', 'media_type', 'at', 'person', 'person_id'])
    .where('round', '=', round)
    .where('withdraws', 'is', null)
    .where('id', 'not in', (e) =>
      e.selectFrom('evidence as back').select('back.withdraws').where('back.withdraws', 'is not', null).$castTo<{ withdraws: number }>(),
    )
    .orderBy('id');
  if (agency !== undefined) query = query.where('agency', '=', agency);
  return query.execute();
}
