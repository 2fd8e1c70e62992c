/** A picture or file of the store, as the editor chooses it. */
export interface MediaItem {
  readonly id: string;
  readonly kind: 'image' | 'file';
  readonly title: string;
  readonly alt?: string | null;
  readonly caption?: string | null;
  /** Of a small picture, or of the file itself. */
  readonly url: string;
}

const isItem = (given: unknown): given is MediaItem => {
  const { id, kind, title, url } = (given ?? {}) as Record<string, unknown>;
  return [id, title, url].every((one) => typeof one === 'string') && (kind === 'image' || kind === 'file');
};
type Said = Readonly<Partial<Record<'items' | 'item' | 'message', unknown>>> | null;

const store = '/quan-tri/kho-tep';

/** The pictures or files of the store that match some words; null where the store does not answer. */
export async function findMedia(kind: MediaItem['kind'], words: string): Promise<readonly MediaItem[] | null> {
  const query = new URLSearchParams({ loai: kind === 'image' ? 'anh' : 'tep', q: words });
  const answer = await asked(fetch(`${store}/chon.json?${query}`, { redirect: 'manual' }));
  const items = answer?.said?.items;
  return answer?.ok && Array.isArray(items) ? items.filter(isItem).filter((one) => one.kind === kind) : null;
}

/** Puts a file into the store; its refusal in words, or null where the store does not answer. */
export async function uploadMedia(file: File, words: string, caption: string): Promise<{ item: MediaItem } | { message: string } | null> {
  const body = new FormData();
  body.set('tep', file);
  body.set('mo_ta', words);
  body.set('chu_thich', caption);
  const answer = await asked(fetch(`${store}/tai-len.json`, { method: 'POST', body, redirect: 'manual' }));
  const { item, message } = answer?.said ?? {};
  if (answer?.ok && isItem(item)) return { item };
  return typeof message === 'string' ? { message } : null;
}

async function asked(request: Promise<Response>): Promise<{ ok: boolean; said: Said } | null> {
  try {
    const answer = await request;
    return { ok: answer.ok, said: await answer.json() };
  } catch {
    return null;
  }
}
