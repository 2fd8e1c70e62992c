import type { Doer } from '#accounts/model/person.ts';
import type { Reader } from '#platform/context.ts';
import { type ArticleOutcome, actOn, type Target } from './article-act.ts';
import { bodyTextForReview } from './model/body-text.ts';
import { difference, type Run } from './model/difference.ts';
import { type ArticleFields, missingParts } from './model/draft.ts';
import { missingMedia } from './named-media.ts';
import { withCorrection } from './publication-service.ts';
import type { NewsroomContext } from './publicity.ts';
import { findRevision, type Revision } from './revision-store.ts';
import { fieldsOf, rowOf } from './work-store.ts';

/**
 * Makes an article again what it was in a revision, as a new version. A public article is corrected by it, with a note for
 * everyone; a withdrawn one becomes a draft, and takes the whole way again.
 */
export async function restoreRevision(
  context: NewsroomContext,
  by: Doer,
  target: Target,
  { version, note = '' }: { readonly version: number; readonly note?: string },
): Promise<ArticleOutcome> {
  return actOn(context, by, 'restore_revision', target, async (tx, row, at) => {
    const revision = await findRevision(tx, row.id, version);
    if (!revision) return { reason: 'unknown-revision' };
    const fields = fieldsOf(revision);
    const said = note.trim() || undefined;
    if (row.state !== 'published') return { set: { ...rowOf(fields), state: 'draft' }, note: said };
    if (said === undefined) return { reason: 'no-note' };
    const missing = missingParts(fields);
    if (missing.length > 0) return { reason: 'incomplete', missing };
    return (await missingMedia(tx, fields.body)) ?? { set: { ...rowOf(fields), corrections: withCorrection(row, said, at) }, note: said };
  });
}

/** What changed from one revision to another, part by part, each by words. */
export interface RevisionDifference {
  readonly older: Revision;
  readonly newer: Revision;
  readonly parts: readonly { readonly part: DifferingPart; readonly runs: readonly Run[] }[];
}

export type DifferingPart = 'slug' | 'title' | 'summary' | 'published' | 'topics' | 'source' | 'documents' | 'procedures' | 'body';

/** Compares two revisions of an article; undefined where one is not there. Only parts that differ are given. */
export async function compareRevisions(
  reader: Reader,
  article: number,
  versions: { readonly older: number; readonly newer: number },
): Promise<RevisionDifference | undefined> {
  const older = await findRevision(reader, article, versions.older);
  const newer = await findRevision(reader, article, versions.newer);
  if (!older || !newer) return undefined;
  const withSlug = (revision: Revision) => ({ slug: revision.slug, ...textsOf(fieldsOf(revision)) });
  return { older, newer, parts: differingParts(withSlug(older), withSlug(newer)) };
}

/** What changed from one text of an editor to another, as between revisions. */
export function compareFields(older: ArticleFields, newer: ArticleFields): RevisionDifference['parts'] {
  return differingParts(textsOf(older), textsOf(newer));
}

type Texts = Readonly<Partial<Record<DifferingPart, string>>>;

function differingParts(from: Texts, to: Texts): RevisionDifference['parts'] {
  const parts = (Object.keys(from) as DifferingPart[]).filter((part) => from[part] !== to[part]);
  return parts.map((part) => ({ part, runs: difference(from[part] ?? '', to[part] ?? '') }));
}

function textsOf({ title, summary, published, topics, source, documents, procedures, body }: ArticleFields): Texts {
  return {
    title,
    summary,
    published,
    topics: topics.join(', '),
    source: [source.name, source.url ?? ''].join(' ').trim(),
    documents: documents.join(', '),
    procedures: procedures.join(', '),
    body: bodyTextForReview(body),
  };
}
