import { z } from 'zod';
import { oneLine } from '#platform/model/one-line.ts';

/** What an editor says of a picture or file. */
export const mediaWords = z.object({
  description: oneLine(300).pipe(z.string().min(3)),
  caption: oneLine(500).default(''),
  credit: oneLine(200).default(''),
});
export type MediaWords = z.infer<typeof mediaWords>;

/** The field that is wrong; `description` where nothing can be told. */
export function wrongWord(error: z.ZodError): keyof MediaWords {
  const name = error.issues[0]?.path[0];
  return name === 'caption' || name === 'credit' ? name : 'description';
}
