import type { APIRoute } from 'astro';
import { enter } from '#accounts/gate.ts';
import { articleForm } from '#actions/staff/article-forms.ts';
import { findArticleByParam } from '#newsroom/work-store.ts';
import { timestamp } from '#platform/clock.ts';

const json = (status: number, said: unknown) =>
  new Response(JSON.stringify(said), { status, headers: { 'content-type': 'application/json' } });

/** Saves a draft as the editor does by itself: the same form and action as the button, the outcome as JSON. */
export const POST: APIRoute = async ({ locals, url, params, request }) => {
  const { app, t } = locals;
  const entry = enter(locals, 'article.preview', url);
  if (entry.kind === 'led') return json(401, {});
  if (entry.kind === 'denied') return json(403, { message: t('accounts.denied.role') });
  const row = await findArticleByParam(app.reader, params.id);
  if (!row) return json(404, { message: t('newsroom.refused.unknown-article') });
  const { outcome, viec } = await articleForm(app, entry.by, row, request, ['luu']);
  if (viec === 'luu' && outcome.kind === 'done') return json(200, { version: outcome.version, at: timestamp(app.clock) });
  if (outcome.kind !== 'refused') return json(422, { message: t('desk.unread') });
  return json(outcome.conflict ? 409 : 422, { message: t.say(outcome.message), field: outcome.field });
};
