import type { APIRoute } from 'astro';
import { enter } from '#accounts/gate.ts';
import { addMediaForm } from '#actions/staff/media-forms.ts';
import { itemOf } from '#newsroom/model/media.ts';

/** Receives a picture or file that an editor of articles uploads while writing. */
export const POST: APIRoute = async ({ locals, request, url }) => {
  const { app, t } = locals;
  const entry = enter(locals, 'media.add', url);
  if (entry.kind !== 'in') return Response.json({ message: t('accounts.denied.role') }, { status: 403 });
  const { outcome } = await addMediaForm(app, entry.by, request);
  return outcome.kind === 'done'
    ? Response.json({ item: itemOf(outcome.media) })
    : Response.json({ message: t.say(outcome.message), field: outcome.field }, { status: 422 });
};
