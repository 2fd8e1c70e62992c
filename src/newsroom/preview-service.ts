import { randomBytes } from 'node:crypto';
import type { Doer } from '#accounts/model/person.ts';
import type { ArticlePreviewRow } from '#db/schema.ts';
import { writeAudit } from '#platform/audit.ts';
import { timestamp } from '#platform/clock.ts';
import type { Context, Tx } from '#platform/context.ts';
import { keyedHash } from '#platform/secret.ts';
import type { ArticleRefusal } from './model/refusal.ts';
import { asked, workflowRefusal } from './model/workflow.ts';
import { type ArticleInWork, findArticleById, standingOf } from './work-store.ts';

/** What links need besides the house: the key of this installation. */
export interface PreviewContext extends Context {
  readonly secret: Buffer;
}

export type PreviewOutcome<T> = ({ readonly kind: 'done' } & T) | ({ readonly kind: 'refused' } & ArticleRefusal);

const validMs = 7 * 86_400_000;

/**
 * Makes a link for somebody without an account who is to read an article before it is public. Only a keyed hash of it is stored: it
 * is told this once, holds for seven days, and only as long as the article is in work.
 */
export async function sharePreview(
  context: PreviewContext,
  by: Doer,
  article: number,
): Promise<PreviewOutcome<{ readonly token: string }>> {
  const token = randomBytes(18).toString('base64url');
  return context.writer.transaction().execute(async (tx): Promise<PreviewOutcome<{ readonly token: string }>> => {
    const row = await allowed(tx, by, article);
    if ('reason' in row) return { kind: 'refused', ...row };
    const created_at = timestamp(context.clock);
    const expires_at = new Date(Date.parse(created_at) + validMs).toISOString();
    await tx
      .insertInto('article_previews')
      .values({ article, token_hash: hashOf(context, token), person: by.name, person_id: by.id, created_at, expires_at, revoked_at: null })
      .execute();
    await writeAudit(tx, context, { person: by, act: 'article.share_preview', object: row.slug, after: { expires_at } });
    return { kind: 'done', token };
  });
}

/** Ends a link before its time; whoever may make one may end any of the same article. */
export async function revokePreview(
  context: PreviewContext,
  by: Doer,
  article: number,
  id: number,
): Promise<PreviewOutcome<Record<never, never>>> {
  return context.writer.transaction().execute(async (tx): Promise<PreviewOutcome<Record<never, never>>> => {
    const row = await allowed(tx, by, article);
    if ('reason' in row) return { kind: 'refused', ...row };
    const revoked_at = timestamp(context.clock);
    const { numUpdatedRows } = await tx
      .updateTable('article_previews')
      .set({ revoked_at })
      .where('id', '=', id)
      .where('article', '=', article)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return { kind: 'refused', reason: 'unknown-preview' };
    await writeAudit(tx, context, { person: by, act: 'article.revoke_preview', object: row.slug, detail: { link: id } });
    return { kind: 'done' };
  });
}

/** The links of an article that still hold, the newest first. */
export async function openPreviews(context: Pick<Context, 'reader' | 'clock'>, article: number): Promise<readonly ArticlePreviewRow[]> {
  return context.reader
    .selectFrom('article_previews')
    .selectAll()
    .where('article', '=', article)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', timestamp(context.clock))
    .orderBy('id', 'desc')
    .execute();
}

/** The article that a link shows; undefined where it shows none, or none any more. One that is public by now is given as that. */
export async function articleOfPreview(context: PreviewContext, token: string): Promise<ArticleInWork | undefined> {
  if (!/^[\w-]{24}$/.test(token)) return undefined;
  const link = await context.reader
    .selectFrom('article_previews')
    .selectAll()
    .where('token_hash', '=', hashOf(context, token))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', timestamp(context.clock))
    .executeTakeFirst();
  const row = link && (await findArticleById(context.reader, link.article));
  return row && ['draft', 'submitted', 'scheduled', 'published'].includes(standingOf(row).state) ? row : undefined;
}

// One key for several uses: each hashes a text of its own kind.
const hashOf = ({ secret }: PreviewContext, token: string) => keyedHash(secret, `article preview ${token}`);

async function allowed(tx: Tx, by: Doer, article: number): Promise<ArticleInWork | ArticleRefusal> {
  const row = await findArticleById(tx, article);
  if (!row) return { reason: 'unknown-article' };
  const standing = standingOf(row);
  const { act, affected } = asked('share_preview', standing);
  const denied = by.permit(act, affected);
  if (denied) return { reason: 'not-allowed', message: denied };
  const reason = workflowRefusal('share_preview', standing, by);
  return reason ? { reason } : row;
}
