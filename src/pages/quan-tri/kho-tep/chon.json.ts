import type { APIRoute } from 'astro';
import { enter } from '#accounts/gate.ts';
import { listMedia } from '#newsroom/media-store.ts';
import { itemOf } from '#newsroom/model/media.ts';
import { readMediaChoice } from '#newsroom/model/media-choice.ts';
import { pageNumber } from '#ui/page-number.ts';

const size = 48;

/** What of the library an editor of articles may choose: the newest first, narrowed by kind and words, a page at a time. */
export const GET: APIRoute = async ({ locals, url }) => {
  const entry = enter(locals, 'media.add', url);
  if (entry.kind !== 'in') return Response.json({ message: locals.t('accounts.denied.role') }, { status: 403 });
  const offset = (pageNumber(url) - 1) * size;
  const { total, items } = await listMedia(locals.app.reader, readMediaChoice(url.searchParams), { limit: size, offset });
  return Response.json({ items: items.map(itemOf), total });
};
