import { z } from 'zod/mini';

const item = z.object({
  id: z.string(),
  kind: z.enum(['image', 'file']),
  title: z.string(),
  alt: z.nullish(z.string()),
  caption: z.nullish(z.string()),
  url: z.string(),
});
/** A picture or file of the store, as the editor chooses it. */
export type MediaItem = z.infer<typeof item>;

const found = z.object({ items: z.array(item) });
const taken = z.object({ item });
const refusal = z.object({ message: z.string() });

const store = '/quan-tri/kho-tep';

/** The pictures or files of the store that match some words; null where the store does not answer. */
export async function findMedia(kind: MediaItem['kind'], words: string): Promise<readonly MediaItem[] | null> {
  const query = new URLSearchParams({ loai: kind === 'image' ? 'anh' : 'tep', q: words });
  const answer = await asked(fetch(`${store}/chon.json?${query}`, { redirect: 'manual' }));
  const read = found.safeParse(answer?.said);
  return answer?.ok && read.success ? read.data.items.filter((one) => one.kind === kind) : null;
}

/** Puts a file into the store; its refusal in words, or null where the store does not answer. */
export async function uploadMedia(file: File, words: string, caption: string): Promise<{ item: MediaItem } | { message: string } | null> {
  const body = new FormData();
  body.set('tep', file);
  body.set('mo_ta', words);
  body.set('chu_thich', caption);
  const answer = await asked(fetch(`${store}/tai-len.json`, { method: 'POST', body, redirect: 'manual' }));
  const read = taken.safeParse(answer?.said);
  if (answer?.ok && read.success) return { item: read.data.item };
  const refused = refusal.safeParse(answer?.said);
  return refused.success ? { message: refused.data.message } : null;
}

async function asked(request: Promise<Response>): Promise<{ ok: boolean; said: unknown } | null> {
  try {
    const answer = await request;
    return { ok: answer.ok, said: await answer.json() };
  } catch {
    return null;
  }
}
