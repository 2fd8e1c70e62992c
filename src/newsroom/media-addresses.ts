import { sourceLanguage } from '#i18n/model/language.ts';
import type { Reader } from '#platform/context.ts';
import { mediaNamed } from './media-store.ts';
import { type ArticleText, mediaIdsOf } from './model/article-text.ts';
import type { MediaAddresses } from './model/body-html.ts';
import { fileHref, type Media, pictureForms, pictureHref, smallHref } from './model/media.ts';
import { downloadNote } from './model/media-type.ts';

/** Where the pictures and files are that an article's text names; what is no longer in the library is not there. */
export async function mediaOfText(reader: Reader, text: ArticleText): Promise<MediaAddresses> {
  const found = new Map((await mediaNamed(reader, mediaIdsOf(text))).map((one) => [one.id, one]));
  return {
    image: (id) => pictureAddresses(found.get(id)),
    file: (id) => {
      const media = found.get(id);
      // The text is Vietnamese in every language of the portal.
      return media?.kind === 'file' ? { href: fileHref(id), note: downloadNote(media, sourceLanguage) } : null;
    },
  };
}

/**
 * The addresses of small pictures, by id, for an editor that holds this text. Takes its JSON as it was typed, whether or not it is a
 * text that can be stored: what was refused is shown again too.
 */
export async function picturesOfTyped(reader: Reader, json: string): Promise<Readonly<Record<string, string>>> {
  // Quotes within words are escaped in JSON: only an attribute is written so.
  const ids = [...json.matchAll(/"media":"([a-z0-9-]{1,64})"/g)].slice(0, mostShown).map(([, id = '']) => id);
  const pictures = (await mediaNamed(reader, ids)).filter(({ kind }) => kind === 'image');
  return Object.fromEntries(pictures.map((one) => [one.id, smallHref(one)]));
}

/** More than any article has, and fewer than a query may name. */
const mostShown = 1000;

function pictureAddresses(media: Media | undefined): ReturnType<MediaAddresses['image']> {
  if (!media || media.width === null || media.height === null) return null;
  const { id, widths, width, height } = media;
  const srcset = (form: (typeof pictureForms)[number]) => widths.map((one) => `${pictureHref(id, one, form)} ${one}w`).join(', ');
  return {
    src: pictureHref(id, widths.find((one) => one >= 960) ?? width, 'webp'),
    width,
    height,
    sources: pictureForms.map((form) => ({ type: `image/${form}`, srcset: srcset(form) })),
  };
}
