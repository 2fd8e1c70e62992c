import { z } from 'zod';

const line = z.string().transform((given) =>
  given
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim(),
);

/** What an editor says of a picture or file. */
export const mediaWords = z.object({
  description: line.pipe(z.string().min(3).max(300)),
  caption: line.pipe(z.string().max(500)).default(''),
  credit: line.pipe(z.string().max(200)).default(''),
});
export type MediaWords = z.infer<typeof mediaWords>;

/** The field that is wrong; `description` where nothing can be told. */
export function wrongWord(error: z.ZodError): keyof MediaWords {
  const name = error.issues[0]?.path[0];
  return name === 'caption' || name === 'credit' ? name : 'description';
}
