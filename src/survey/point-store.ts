import type { CollectionPointRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';

/** A poster or kiosk at a counter (điểm lấy ý kiến). */
export type CollectionPoint = CollectionPointRow;

/** One collection point; undefined when there is none with this code. */
export async function findPoint(reader: Reader, code: string): Promise<CollectionPoint | undefined> {
  return reader.selectFrom('collection_points').selectAll().where('code', '=', code).executeTakeFirst();
}

/** The collection points of an agency, or of all, by agency and label. */
export async function allPoints(reader: Reader, agency?: string): Promise<readonly CollectionPoint[]> {
  let query = reader.selectFrom('collection_points').selectAll();
  if (agency !== undefined) query = query.where('agency', '=', agency);
  return query.orderBy('agency').orderBy('label').execute();
}

/** Puts a collection point in. */
export async function insertPoint(tx: Tx, point: CollectionPoint): Promise<void> {
  await tx.insertInto('collection_points').values(point).execute();
}

/** Changes what a collection point is called, or whether it takes answers. */
export async function updatePoint(tx: Tx, code: string, set: Partial<Pick<CollectionPoint, 'label' | 'active'>>): Promise<void> {
  await tx.updateTable('collection_points').set(set).where('code', '=', code).execute();
}
