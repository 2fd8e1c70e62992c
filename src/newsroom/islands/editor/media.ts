import type { MediaItem, MediaKind } from '../../model/media.ts';
import { mediaAddress, mediaFieldNames } from '../../model/media-choice.ts';

/** Why the library gave nothing: it does not answer, who asks is signed out by now, or the file is too large for the way there. */
export type StoreSilence = 'away' | 'signed-out' | 'too-large';

/** What came of an upload; a refusal is said in the library's own words. */
export type Upload =
  | { readonly kind: 'done'; readonly item: MediaItem }
  | { readonly kind: 'refused'; readonly message: string; readonly field: unknown }
  | { readonly kind: StoreSilence };

export const store = '/quan-tri/kho-tep';

/** The pictures or files of the library that match some words, the newest first. */
export async function findMedia(kind: MediaKind, words: string): Promise<readonly MediaItem[] | StoreSilence> {
  const { q, loai } = mediaAddress({ kind, text: words });
  try {
    const answer = await fetch(`${store}/chon.json?${new URLSearchParams({ q: q ?? '', loai: loai ?? '' })}`, { redirect: 'manual' });
    // Signed out, the portal leads elsewhere.
    if (answer.type === 'opaqueredirect' || answer.status === 401) return 'signed-out';
    const { items } = await answer.json();
    return answer.ok && Array.isArray(items) ? items.filter(isItem).filter((one) => one.kind === kind) : 'away';
  } catch {
    return 'away';
  }
}

/** Puts a file into the library. `sent` is told how much of it is there, from 0 to 1. */
export function uploadMedia(
  file: File,
  { words, caption }: { readonly words: string; readonly caption: string },
  { sent, signal }: { sent(share: number): void; readonly signal: AbortSignal },
): Promise<Upload> {
  const body = new FormData();
  body.set(mediaFieldNames.file, file);
  body.set(mediaFieldNames.description, words);
  body.set(mediaFieldNames.caption, caption);
  const address = `${store}/tai-len.json`;
  // Fetch does not tell how far an upload has come.
  const request = new XMLHttpRequest();
  return new Promise((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => sent(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(new URL(request.responseURL).pathname === address ? answerOf(request) : { kind: 'signed-out' });
    request.onerror = () => resolve({ kind: 'away' });
    request.onabort = request.onerror;
    signal.addEventListener('abort', () => request.abort());
    request.open('POST', address);
    request.send(body);
  });
}

function answerOf({ status, responseText }: XMLHttpRequest): Upload {
  if (status === 401) return { kind: 'signed-out' };
  if (status === 413) return { kind: 'too-large' };
  const { item, message, field } = said(responseText);
  if (status === 200 && isItem(item)) return { kind: 'done', item };
  return typeof message === 'string' ? { kind: 'refused', message, field } : { kind: 'away' };
}

function said(json: string): Readonly<Partial<Record<'item' | 'message' | 'field', unknown>>> {
  try {
    return JSON.parse(json) ?? {};
  } catch {
    return {};
  }
}

function isItem(given: unknown): given is MediaItem {
  const { id, kind, title, alt, caption, url } = (given ?? {}) as Record<string, unknown>;
  return [id, title, alt, caption, url].every((one) => typeof one === 'string') && (kind === 'image' || kind === 'file');
}

/** Where the small pictures of the text are. */
export interface PictureAddresses {
  known(media: string): string | undefined;
  learn(item: Pick<MediaItem, 'id' | 'url'>): void;
  /** Asks the library for one that came in from elsewhere: pasted from another article, brought back from the device. */
  ask(media: string): Promise<string | undefined>;
}

/** Begins with the addresses that the page gave along. */
export function pictureAddresses(given: Readonly<Record<string, string>>): PictureAddresses {
  const addresses = new Map(Object.entries(given));
  const asked = new Map<string, Promise<string | undefined>>();
  const find = async (media: string) => {
    const found = await findMedia('image', media);
    const item = typeof found === 'string' ? undefined : found.find(({ id }) => id === media);
    if (item) addresses.set(media, item.url);
    return item?.url;
  };
  return {
    known: (media) => addresses.get(media),
    learn: ({ id, url }) => addresses.set(id, url),
    ask(media) {
      const before = asked.get(media) ?? find(media);
      asked.set(media, before);
      return before;
    },
  };
}
