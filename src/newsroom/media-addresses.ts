import { sourceLanguage } from '#i18n/model/language.ts';
import type { Reader } from '#platform/context.ts';
import { mediaNamed } from './media-store.ts';
import { type ArticleText, mediaIdsOf } from './model/article-text.ts';
import type { MediaAddresses } from './model/body-html.ts';
import { fileHref, type Media, pictureForms, pictureHref } from './model/media.ts';
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
