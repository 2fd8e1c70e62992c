import type { APIRoute } from 'astro';
import { translatorFor } from '#i18n/translator.ts';
import { liveJson } from '#par-index/figures-json.ts';
import { liveTable } from '#par-index/live.ts';
import { allIndicators } from '#par-index/store.ts';

/** A published series as it is stored, or a questionnaire's satisfaction so far with its factors. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  const { app, page } = locals;
  const id = params.id ?? '';
  const series = (await allIndicators(app.reader)).find((one) => one.id === id);
  const live = series ? undefined : await liveTable(app, id);
  if (!series && !live) return rewrite('/404');
  page.tags = ['content', 'satisfaction'];
  // Files are the same in all languages.
  return Response.json(series ?? (live && liveJson(live, translatorFor('vi').say, app.simulated)));
};
