import type { ImprovementRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import type { ImprovementKey } from './model/improvement-choice.ts';

/** An entry with everything that is known of it. */
export type Improvement = ImprovementRow;

/** One entry, withdrawn or not; undefined when there is none with this number. */
export async function findImprovement(reader: Reader, id: number): Promise<Improvement | undefined> {
  return reader.selectFrom('improvements').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The entries of an agency, or of all, for staff: withdrawn ones too, by number. */
export async function allImprovements(reader: Reader, agency?: string): Promise<readonly Improvement[]> {
  let query = reader.selectFrom('improvements').selectAll();
  if (agency !== undefined) query = query.where('agency', '=', agency);
  return query.orderBy('id').execute();
}

/** A published entry with the names of what it is about. */
export interface PublishedImprovement extends Omit<Improvement, 'state' | 'withdrawn_reason' | 'author' | 'person_id'> {
  readonly agency_name: string;
  readonly procedure_name: string | null;
}

/**
 * Published entries: all, those of an agency or about a procedure, or those of some numbers. What was done last stands first,
 * or with `by: 'id'` what was published last.
 */
export async function publishedImprovements(
  reader: Reader,
  of: {
    readonly agency?: string;
    readonly procedure?: string;
    readonly ids?: readonly number[];
    readonly limit?: number;
    readonly by?: 'done_on' | 'id';
  } = {},
): Promise<readonly PublishedImprovement[]> {
  let query = published(reader, of.by)
    .innerJoin('agencies as a', 'a.code', 'i.agency')
    .leftJoin('procedures as p', 'p.code', 'i.procedure')
    .select([
      'i.id',
      'i.agency',
      'i.instrument',
      'i.factor',
      'i.procedure',
      'i.said',
      'i.done_text',
      'i.done_on',
      'i.evidence_url',
      'i.published_at',
      'i.updated_at',
      'a.name as agency_name',
      'p.name as procedure_name',
    ]);
  if (of.agency !== undefined) query = query.where('i.agency', '=', of.agency);
  if (of.procedure !== undefined) query = query.where('i.procedure', '=', of.procedure);
  if (of.ids !== undefined) query = query.where('i.id', 'in', of.ids);
  if (of.limit !== undefined) query = query.limit(of.limit);
  return query.execute();
}

/** What every published entry is listed and counted by, what was done last first. */
export async function improvementKeys(
  reader: Reader,
  of: { readonly agency?: string; readonly procedure?: string } = {},
): Promise<readonly ImprovementKey[]> {
  let query = published(reader).select(['i.id', 'i.agency', 'i.instrument', 'i.factor', 'i.procedure']);
  if (of.agency !== undefined) query = query.where('i.agency', '=', of.agency);
  if (of.procedure !== undefined) query = query.where('i.procedure', '=', of.procedure);
  return query.execute();
}

function published(reader: Reader, by: 'done_on' | 'id' = 'done_on') {
  const query = reader.selectFrom('improvements as i').where('i.state', '=', 'published');
  return (by === 'id' ? query : query.orderBy('i.done_on', 'desc')).orderBy('i.id', 'desc');
}

/** Puts an entry in; gives its number. */
export async function insertImprovement(tx: Tx, entry: Omit<Improvement, 'id'>): Promise<number> {
  const { id } = await tx.insertInto('improvements').values(entry).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** Changes an entry. */
export async function updateImprovement(tx: Tx, id: number, change: Partial<Omit<Improvement, 'id'>>): Promise<void> {
  await tx.updateTable('improvements').set(change).where('id', '=', id).execute();
}
