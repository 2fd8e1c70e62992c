import type { Reader, Tx } from '#platform/context.ts';

export interface Release {
  readonly id: string;
  readonly round: string;
  readonly sha256: string;
  readonly released_at: string;
  readonly released_by: string;
  /** The release that this one replaces, and why; null for the first of a round. */
  readonly corrects: string | null;
  readonly reason: string | null;
}

export interface ListedRelease extends Release {
  /** The round's. */
  readonly title: string;
  readonly year: number;
  readonly list: 'department' | 'commune';
  /** The release by which this one was replaced. */
  readonly corrected_by: string | null;
}

/** The releases, newest first. */
export async function allReleases(reader: Reader): Promise<readonly ListedRelease[]> {
  return releases(reader).execute();
}

/** The releases of a round, the one that holds first. */
export async function releasesOf(reader: Reader, round: string): Promise<readonly ListedRelease[]> {
  return releases(reader).where('r.round', '=', round).execute();
}

/** One release; undefined when there is none with this id. */
export async function findRelease(reader: Reader, id: string): Promise<ListedRelease | undefined> {
  return releases(reader).where('r.id', '=', id).executeTakeFirst();
}

function releases(reader: Reader) {
  return reader
    .selectFrom('releases as r')
    .innerJoin('rounds as k', 'k.id', 'r.round')
    .select([
      ...(['r.id', 'r.round', 'r.sha256', 'r.released_at', 'r.released_by', 'r.corrects', 'r.reason'] as const),
      ...(['k.title', 'k.year', 'k.list'] as const),
    ])
    .select((e) => e.selectFrom('releases as later').select('later.id').whereRef('later.corrects', '=', 'r.id').as('corrected_by'))
    .orderBy('r.released_at', 'desc')
    .orderBy('r.id', 'desc');
}

/** Writes that a release exists. */
export async function insertRelease(tx: Tx, release: Release): Promise<void> {
  await tx.insertInto('releases').values(release).execute();
}
