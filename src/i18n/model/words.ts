import { z } from 'zod';
import type { Language } from './language.ts';

/** Words of content that are also given in English. */
export const words = z.strictObject({ vi: z.string().min(1).max(500), en: z.string().min(1).max(500) });
export type Words = z.infer<typeof words>;

/** Words of content in a language. */
export function textIn(text: Words, language: Language): string {
  return text[language];
}
