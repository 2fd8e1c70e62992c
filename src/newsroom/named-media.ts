import type { Reader } from '#platform/context.ts';
import { mediaNamed } from './media-store.ts';
import { mediaIn } from './model/article-text.ts';
import type { Body } from './model/body.ts';
import type { ArticleRefusal } from './model/refusal.ts';

/**
 * The refusal of a text that shows a picture or hands out a file that the library has not got, or that is of the other kind;
 * null where all are there. What a public article or a document uses cannot be removed, but a text can be older than its library.
 */
export async function missingMedia(reader: Reader, { content }: Body): Promise<ArticleRefusal | null> {
  const named = mediaIn(content);
  const kinds = new Map(
    (
      await mediaNamed(
        reader,
        named.map(({ id }) => id),
      )
    ).map(({ id, kind }) => [id, kind]),
  );
  const missing = named.find(({ id, kind }) => kinds.get(id) !== kind);
  return missing ? { reason: 'missing-media', media: missing } : null;
}
