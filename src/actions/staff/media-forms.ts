import { refused } from '#accounts/context.ts';
import type { Doer } from '#accounts/model/person.ts';
import { addMedia, describeMedia, type MediaOutcome, removeMedia } from '#newsroom/media-service.ts';
import type { App } from '#platform/app.ts';
import { readForm } from '../read-form.ts';
import { readFields } from './read-fields.ts';

/** What was typed of a picture or file, for the form to show again. */
export interface TypedMedia {
  readonly description: string;
  readonly caption: string;
  readonly credit: string;
}

/** The form of a new picture or file; the page and the editor of articles post the same. */
export async function addMediaForm(app: App, by: Doer, request: Request): Promise<{ outcome: MediaOutcome; typed: TypedMedia | null }> {
  const form = await readForm(request);
  const file = form?.get('tep');
  if (!form || !(file instanceof File)) return { outcome: refused('newsroom.media.refused.unread'), typed: null };
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const typed = { description: text('mo_ta'), caption: text('chu_thich'), credit: text('nguon') };
  const bytes = Buffer.from(await file.arrayBuffer());
  return { outcome: await addMedia(app, by, { bytes, name: file.name, words: typed }), typed };
}

/** The forms of one picture or file, by the name of the button. */
export async function mediaForm(
  app: App,
  by: Doer,
  id: string,
  request: Request,
): Promise<{
  readonly outcome: MediaOutcome;
  readonly done: 'sua' | 'go';
  readonly typed: (TypedMedia & { readonly version: number }) | null;
}> {
  const form = await readFields(request);
  switch (form?.text('viec')) {
    case 'sua': {
      const version = Number(form.text('phien_ban'));
      const typed = { description: form.text('mo_ta'), caption: form.text('chu_thich'), credit: form.text('nguon'), version };
      return { outcome: await describeMedia(app, by, { id, version }, typed), done: 'sua', typed };
    }
    case 'go':
      return { outcome: await removeMedia(app, by, id), done: 'go', typed: null };
    default:
      return { outcome: refused('newsroom.media.refused.unread'), done: 'sua', typed: null };
  }
}
