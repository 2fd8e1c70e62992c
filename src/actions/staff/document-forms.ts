import { refused } from '#accounts/context.ts';
import type { Doer } from '#accounts/model/person.ts';
import {
  type DocumentOutcome,
  draftDocument,
  editDocument,
  publishDocument,
  reopenDocument,
  withdrawDocument,
} from '#newsroom/document-service.ts';
import type { TypedDocument } from '#newsroom/model/document-input.ts';
import type { App } from '#platform/app.ts';
import { readFields } from './read-fields.ts';

type Fields = NonNullable<Awaited<ReturnType<typeof readFields>>>;

/** The form of a new document. */
export async function draftDocumentForm(
  app: App,
  by: Doer,
  request: Request,
): Promise<{ outcome: DocumentOutcome; typed: TypedDocument | null }> {
  const form = await readFields(request);
  if (!form) return { outcome: refused('newsroom.document.refused.unread'), typed: null };
  const typed = typedDocument(form);
  return { outcome: await draftDocument(app, by, typed), typed };
}

export type DocumentDone = 'sua' | 'dang' | 'rut' | 'mo-lai';

/** The forms of one document, by the name of the button. */
export async function documentForm(
  app: App,
  by: Doer,
  slug: string,
  request: Request,
): Promise<{
  readonly outcome: DocumentOutcome;
  readonly done: DocumentDone;
  readonly typed: TypedDocument | null;
  /** Why it is withdrawn, as typed. */
  readonly reason: string;
  /** The version that the form named. */
  readonly version: number;
}> {
  const form = await readFields(request);
  const done = form?.text('viec') ?? '';
  const target = { slug, version: Number(form?.text('phien_ban')) };
  const others = { typed: null, reason: '', version: target.version };
  switch (done) {
    case 'sua': {
      const typed = form && typedDocument(form);
      return typed
        ? { ...others, outcome: await editDocument(app, by, target, typed), done, typed }
        : { ...others, outcome: refused('newsroom.document.refused.unread'), done };
    }
    case 'dang':
      return { ...others, outcome: await publishDocument(app, by, target), done };
    case 'rut': {
      const reason = form?.text('ly_do') ?? '';
      return { ...others, outcome: await withdrawDocument(app, by, target, reason), done, reason };
    }
    case 'mo-lai':
      return { ...others, outcome: await reopenDocument(app, by, target), done };
    default:
      return { ...others, outcome: refused('newsroom.document.refused.unread'), done: 'sua' };
  }
}

function typedDocument(form: Fields): TypedDocument {
  const added = form.text('attachments_more');
  return {
    slug: form.text('slug'),
    number: form.text('number'),
    kind: form.text('kind'),
    issuer: form.text('issuer'),
    issued: form.text('issued'),
    in_force: form.text('in_force'),
    ended: form.text('ended'),
    title: form.text('title'),
    summary: form.text('summary'),
    status: form.text('status'),
    replaced_by: form.text('replaced_by'),
    topic: form.text('topic'),
    source_name: form.text('source_name'),
    source_url: form.text('source_url'),
    body: form.text('body'),
    attachments: [...form.all('attachments'), ...(added === '' ? [] : [added])],
  };
}
