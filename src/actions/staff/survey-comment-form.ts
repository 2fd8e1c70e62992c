import type { Doer } from '#accounts/model/person.ts';
import { message } from '#i18n/model/message.ts';
import type { App } from '#platform/app.ts';
import { type CommentsOutcome, readComments } from '#survey/comment-service.ts';
import { readFields } from './read-fields.ts';
import { wholeNumber } from './typed.ts';

/** Comments on one page. */
export const commentsAtOnce = 100;

export interface TypedComments {
  readonly wave: string;
  readonly agency: string;
  /** The place of the first that is shown, from 0. */
  readonly from: number;
}

/** The form that asks for comments. A form and no link: that they are read is written down, so nothing may read them ahead of a click. */
export async function commentForm(
  app: App,
  by: Doer,
  request: Request,
): Promise<{ readonly outcome: CommentsOutcome; readonly typed: TypedComments | null }> {
  const form = await readFields(request);
  if (!form) return { outcome: { kind: 'refused', message: message('accounts.input.unread') }, typed: null };
  const from = wholeNumber(form.text('tu'));
  const typed = { wave: form.text('dot'), agency: form.text('co-quan'), from: Number.isNaN(from) ? 0 : from };
  const of = { wave: typed.wave, ...(typed.agency !== '' && { agency: typed.agency }) };
  return { outcome: await readComments(app, of, by, { from: typed.from, most: commentsAtOnce }), typed };
}
