import { type Doer, type Someone, samePerson } from '#accounts/model/person.ts';
import type { ArticleRow } from '#db/schema.ts';
import { writeAudit } from '#platform/audit.ts';
import { timestamp } from '#platform/clock.ts';
import type { Context, Tx } from '#platform/context.ts';
import { sha256Hex } from '#platform/sha256.ts';
import type { ArticleState } from './model/article.ts';
import type { ArticleRefusal } from './model/refusal.ts';
import { type ArticleAct, asked, workflowRefusal } from './model/workflow.ts';
import { makeFindable, type NewsroomContext, tellOthers } from './publicity.ts';
import { addRevision, newestRevision } from './revision-store.ts';
import { type ArticleInWork, findArticleInWork, standingOf, updateArticle } from './work-store.ts';

/** An article, and the version of it that the person has seen. */
export interface Target {
  readonly slug: string;
  readonly version: number;
}

export type Done = { readonly kind: 'done'; readonly slug: string; readonly state: ArticleState; readonly version: number };
export type ArticleOutcome = Done | ({ readonly kind: 'refused' } & ArticleRefusal);

export const refused = (refusal: ArticleRefusal): ArticleOutcome => ({ kind: 'refused', ...refusal });

/** What an act changes. */
export interface Step {
  readonly set: Partial<Omit<ArticleRow, 'id'>>;
  readonly note?: string | undefined;
  /** A saved draft: kept as a revision only from time to time. */
  readonly saving?: true;
}

/**
 * Does one act with an article that is there, in one transaction: asks the rules and the permission, sees that nobody else
 * was faster, changes it, keeps the revision, writes the audit row, and tells pages, feeds and search where it is or was
 * public. A step may still refuse, and gives null where there is nothing to change.
 */
export async function actOn(
  context: NewsroomContext,
  by: Doer,
  act: ArticleAct,
  target: Target,
  step: (tx: Tx, row: ArticleInWork, at: string) => Promise<Step | ArticleRefusal | null>,
): Promise<ArticleOutcome> {
  const { outcome, slugs } = await context.writer.transaction().execute(async (tx): Promise<Ended> => {
    const row = await findArticleInWork(tx, target.slug);
    if (!row) return ended(refused({ reason: 'unknown-article' }));
    const refusal = refusalOf(act, row, by, target.version);
    if (refusal) return ended(refused(refusal));
    const at = timestamp(context.clock);
    const taken = await step(tx, row, at);
    if (taken === null) return ended(doneWith(row));
    return 'reason' in taken ? ended(refused(taken)) : change(tx, context, row, { by, act, at, ...taken });
  });
  await makeFindable(context, slugs);
  return outcome;
}

/** How an act ended, and the addresses at which something is now public, or no longer. */
export interface Ended {
  readonly outcome: ArticleOutcome;
  readonly slugs: readonly string[];
}

export const ended = (outcome: ArticleOutcome): Ended => ({ outcome, slugs: [] });
export const doneWith = ({ slug, state, version }: ArticleInWork): Done => ({ kind: 'done', slug, state, version });

function refusalOf(act: ArticleAct, row: ArticleInWork, by: Doer, version: number): ArticleRefusal | null {
  const { act: permitted, affected } = asked(act, standingOf(row));
  const reason = workflowRefusal(act, standingOf(row), by);
  const denied = by.permit(permitted, affected);
  // Told first of all, but only to those who may see the article anyway: what they wanted to do fits what they saw.
  if (row.version !== version && by.permit('article.preview', affected) === null)
    return { reason: 'conflict', by: row.editor, at: row.updated_at, version: row.version, state: row.state };
  // Four eyes are said in the newsroom's own words.
  if (denied && reason !== 'same-person') return { reason: 'not-allowed', message: denied };
  return reason && { reason };
}

/** Changes a row as an act says, with everything that follows from it. */
export async function change(
  tx: Tx,
  context: Context,
  before: ArticleInWork,
  { by, act, at, set, note, saving }: Step & { readonly by: Someone; readonly act: string; readonly at: string },
): Promise<Ended> {
  const after: ArticleInWork = { ...before, ...set, version: before.version + 1, editor: by.name, editor_id: by.id, updated_at: at };
  const { id, ...row } = after;
  await updateArticle(tx, id, row);
  const kept = await keepRevision(tx, before, after, { by, act: `article.${act}`, at, note, saving });
  if (kept) await auditChange(tx, context, by, { act: `article.${act}`, before, after, note });
  const isPublic = before.state === 'published' || after.state === 'published';
  const slugs = isPublic ? [...new Set([before.slug, after.slug])] : [];
  if (isPublic) await tellOthers(tx, context, slugs);
  return { outcome: doneWith(after), slugs };
}

/** What of a row is somebody's writing, and comes back with a revision. */
const wordsOf = ['title', 'summary', 'body', 'published', 'topics', 'source', 'documents', 'procedures'] as const;
const savingEveryMs = 5 * 60_000;

/**
 * Keeps the article as a revision, and before it what somebody saved last that is in none yet; gives whether it did. While
 * one person goes on saving a draft, one revision in five minutes is enough.
 */
async function keepRevision(
  tx: Tx,
  before: ArticleInWork,
  after: ArticleInWork,
  { by, act, at, note, saving }: { by: Someone; act: string; at: string; note: string | undefined; saving: true | undefined },
): Promise<boolean> {
  const newest = await newestRevision(tx, before.id);
  const age = newest ? Date.parse(at) - Date.parse(newest.at) : Number.NaN;
  const own = newest && samePerson({ id: newest.person_id, name: newest.person }, by);
  if (saving && own && newest.act === act && age >= 0 && age < savingEveryMs) return false;
  const saver = { id: before.editor_id, name: before.editor };
  const unkept = newest !== undefined && newest.version < before.version;
  const lost = !samePerson(saver, by) || (!saving && wordsOf.some((part) => before[part] !== after[part]));
  if (unkept && lost) await addRevision(tx, before, saver, { act: 'article.edit', at: before.updated_at });
  await addRevision(tx, after, by, { act, at, note });
  return true;
}

const ofTheActItself = new Set(['version', 'editor', 'editor_id', 'updated_at']);

async function auditChange(
  tx: Tx,
  context: Context,
  by: Someone,
  { act, before, after, note }: { act: string; before: ArticleInWork; after: ArticleInWork; note: string | undefined },
): Promise<void> {
  const keys = (Object.keys(after) as (keyof ArticleInWork)[]).filter((key) => !ofTheActItself.has(key) && before[key] !== after[key]);
  // The texts themselves are in the revisions; the audit binds them by their hash.
  const shown = (row: ArticleInWork) =>
    Object.fromEntries([['version', row.version], ...keys.map((key) => [key, key === 'body' ? sha256Hex(row.body) : row[key]])]);
  await writeAudit(tx, context, {
    person: by,
    act,
    object: after.slug,
    detail: note === undefined ? undefined : { note },
    before: shown(before),
    after: shown(after),
  });
}
