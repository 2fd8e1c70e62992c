import { z } from 'zod';

/** A text on one line, in NFC, without what cannot be seen; refused where it is longer. It may be empty. */
export const oneLine = (longest: number) =>
  z
    .string()
    .transform((text) =>
      text
        .toWellFormed()
        .normalize('NFC')
        .replace(/\p{Cf}/gu, '')
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim(),
    )
    .pipe(z.string().max(longest));
