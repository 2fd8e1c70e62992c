import type { Act } from '#accounts/model/act.ts';
import type { Affected } from '#accounts/model/permission.ts';
import { type Doer, samePerson } from '#accounts/model/person.ts';
import type { DocumentRow } from '#db/schema.ts';
import { message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { timestamp, today } from '#platform/clock.ts';
import type { Context, Reader, Tx } from '#platform/context.ts';
import { makeDocumentFindable, tellOfDocument } from './document-publicity.ts';
import { documentOf, documentWords, findDocumentInWork, insertDraft, updateDocument } from './document-store.ts';
import { mediaNamed } from './media-store.ts';
import { slug as slugSchema } from './model/article.ts';
import type { DocumentState, LegalDocument } from './model/document.ts';
import { contradiction, type DocumentRefusal, readDocument, slugOf, type TypedDocument } from './model/document-input.ts';
import { dayAndTime } from './model/refusal.ts';
import type { NewsroomContext } from './publicity.ts';

/** A document, and the version of it that the person has seen. */
export interface DocumentTarget {
  readonly slug: string;
  readonly version: number;
}

export type DocumentOutcome = DocumentRefusal | { readonly kind: 'done'; readonly slug: string; readonly state: DocumentState };

const refused = (...said: Parameters<typeof message>): DocumentRefusal => ({ kind: 'refused', message: message(...said) });

/** Begins a document as a draft, at an address that stays. */
export async function draftDocument(context: Context, by: Doer, typed: TypedDocument): Promise<DocumentOutcome> {
  const slug = typed.slug.trim() || slugOf(typed.number, typed.issued);
  const read = readDocument(typed, { slug, certainty: 'found' }, today(context.clock));
  if (read.kind === 'refused') return read;
  if (!slugSchema.safeParse(slug).success || slug === 'moi') return { ...refused('newsroom.document.wrong.slug'), field: 'slug' };
  return context.writer.transaction().execute(async (tx): Promise<DocumentOutcome> => {
    const denied = by.permit('document.create');
    if (denied) return { kind: 'refused', message: denied };
    if (await findDocumentInWork(tx, slug)) return { ...refused('newsroom.document.refused.taken', { slug }), field: 'slug' };
    const wrong = await wrongReference(tx, read.document);
    if (wrong) return wrong;
    await insertDraft(tx, read.document, by, timestamp(context.clock));
    await writeAudit(tx, context, { person: by, act: 'document.create', object: slug, after: read.document });
    return { kind: 'done', slug, state: 'draft' };
  });
}

/** Changes a draft, or, by whoever may publish, what is public; the audit keeps what was before. */
export async function editDocument(
  context: NewsroomContext,
  by: Doer,
  target: DocumentTarget,
  typed: TypedDocument,
): Promise<DocumentOutcome> {
  return actOn(context, by, 'document.edit', target, async (tx, row) => {
    const { certainty, slug } = documentOf(row);
    const read = readDocument(typed, { slug, certainty }, today(context.clock));
    if (read.kind === 'refused') return read;
    const wrong = await wrongReference(tx, read.document);
    return wrong ?? { set: documentWords(read.document) };
  });
}

/** Somebody else than who wrote it last makes a draft public. */
export async function publishDocument(context: NewsroomContext, by: Doer, target: DocumentTarget): Promise<DocumentOutcome> {
  return actOn(context, by, 'document.publish', target, async (tx, row) => {
    if (row.state !== 'draft') return refused('newsroom.document.refused.state');
    // What it leans on may have gone, and the day moved on, since the draft was saved.
    const document = documentOf(row);
    const wrong = contradiction(document, today(context.clock)) ?? (await wrongReference(tx, document));
    const nobody = { withdrawn_at: null, withdrawn_reason: null };
    return wrong ?? { set: { state: 'published', publisher: by.name, publisher_id: by.id, ...nobody } };
  });
}

/** Takes a document out of the public; its address says why from then on. */
export async function withdrawDocument(
  context: NewsroomContext,
  by: Doer,
  target: DocumentTarget,
  reason: string,
): Promise<DocumentOutcome> {
  return actOn(context, by, 'document.withdraw', target, async (_tx, row, at) => {
    if (row.state !== 'published') return refused('newsroom.document.refused.state');
    const said = reason.trim().normalize('NFC');
    if (said.length < 3 || said.length > 500) return refused('newsroom.document.refused.no-reason');
    return { set: { state: 'withdrawn', withdrawn_at: at, withdrawn_reason: said } };
  });
}

/** Makes a withdrawn document a draft again, which takes the whole way; its address says why it was withdrawn until then. */
export async function reopenDocument(context: NewsroomContext, by: Doer, target: DocumentTarget): Promise<DocumentOutcome> {
  return actOn(context, by, 'document.reopen', target, async (_tx, row) =>
    row.state === 'withdrawn' ? { set: { state: 'draft' } } : refused('newsroom.document.refused.state'),
  );
}

interface Step {
  readonly set: Partial<Omit<DocumentRow, 'slug'>>;
}

/** One act with a document that is there, in one transaction: permission, version, step, audit, and whoever shows it. */
async function actOn(
  context: NewsroomContext,
  by: Doer,
  act: Act,
  target: DocumentTarget,
  step: (tx: Tx, row: DocumentRow, at: string) => Promise<Step | DocumentRefusal>,
): Promise<DocumentOutcome> {
  const { outcome, told } = await context.writer.transaction().execute(async (tx): Promise<{ outcome: DocumentOutcome; told: boolean }> => {
    const no = (outcome: DocumentRefusal) => ({ outcome, told: false });
    const row = await findDocumentInWork(tx, target.slug);
    if (!row) return no(refused('newsroom.document.refused.unknown'));
    const refusal = refusalOf(act, row, by, target.version);
    if (refusal) return no(refusal);
    const at = timestamp(context.clock);
    const taken = await step(tx, row, at);
    if ('kind' in taken) return no(taken);
    const changed = Object.fromEntries(Object.entries(taken.set).filter(([key, value]) => row[key as keyof DocumentRow] !== value));
    const state = taken.set.state ?? row.state;
    if (Object.keys(changed).length === 0) return { outcome: { kind: 'done', slug: row.slug, state }, told: false };
    // Who only publishes or withdraws did not write it.
    const writer = act === 'document.edit' ? { editor: by.name, editor_id: by.id } : {};
    await updateDocument(tx, row.slug, { ...changed, ...writer, version: row.version + 1, updated_at: at });
    const before = Object.fromEntries(Object.keys(changed).map((key) => [key, row[key as keyof DocumentRow]]));
    await writeAudit(tx, context, { person: by, act, object: row.slug, before, after: changed });
    const isPublic = row.state === 'published' || state === 'published';
    if (isPublic) await tellOfDocument(tx, context, row.slug);
    return { outcome: { kind: 'done', slug: row.slug, state }, told: isPublic };
  });
  if (told) await makeDocumentFindable(context, target.slug);
  return outcome;
}

function refusalOf(act: Act, row: DocumentRow, by: Doer, version: number): DocumentRefusal | null {
  const { state } = row;
  const writer = { id: row.editor_id, name: row.editor };
  // Told first, to those who work with documents at all: what they wanted to do fits what they saw.
  if (row.version !== version && by.permit('document.create') === null)
    return row.updated_at === null
      ? refused('newsroom.document.refused.state')
      : { ...refused('newsroom.document.refused.conflict', { who: row.editor, ...dayAndTime(row.updated_at) }), conflict: true };
  if (act !== 'document.publish') return deniedTo(by, act, { state, person: row.author_id });
  // Four eyes are said in the newsroom's own words.
  const denied = deniedTo(by, act, { state, person: null });
  if (denied) return denied;
  return samePerson(writer, by) ? refused('newsroom.document.refused.same-person') : deniedTo(by, act, { state, person: writer.id });
}

function deniedTo(by: Doer, act: Act, affected: Affected): DocumentRefusal | null {
  const denied = by.permit(act, affected);
  return denied && { kind: 'refused', message: denied };
}

/** What a document names that is not there, or leads back to it. */
async function wrongReference(reader: Reader, { slug, replaced_by, attachments = [] }: LegalDocument): Promise<DocumentRefusal | null> {
  const files = (await mediaNamed(reader, attachments)).filter(({ kind }) => kind === 'file');
  if (files.length < attachments.length) return { ...refused('newsroom.document.refused.attachment'), field: 'attachments' };
  const seen = new Set([slug]);
  for (let next = replaced_by ?? null; next !== null; ) {
    if (seen.has(next)) return { ...refused('newsroom.document.refused.circle'), field: 'replaced_by' };
    seen.add(next);
    const row = await findDocumentInWork(reader, next);
    if (next === replaced_by && (!row || row.state === 'withdrawn'))
      return { ...refused('newsroom.document.refused.replaced_by'), field: 'replaced_by' };
    next = row?.replaced_by ?? null;
  }
  return null;
}
