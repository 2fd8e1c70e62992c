import { z } from 'zod';
import { words } from '#i18n/model/words.ts';

/** What people often search for: the Vietnamese words are searched, the English ones shown on English pages. */
export const shortcutsSchema = z.strictObject({ shortcuts: z.array(words).min(1) });
