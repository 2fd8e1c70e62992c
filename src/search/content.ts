import path from 'node:path';
import type { Words } from '#i18n/model/words.ts';
import { contentDir, readContentFile } from '#platform/content-files.ts';
import { queryWordsSchema } from './model/query-words.ts';
import { shortcutsSchema } from './model/shortcuts.ts';

/** The phrases of questions that are left out of a query, the longest first. */
export function readQueryPhrases(): readonly string[] {
  const { phrases } = readContentFile(path.join(contentDir, 'search', 'query-words.yaml'), queryWordsSchema).data;
  return [...phrases].sort((a, b) => b.length - a.length);
}

/** What people often search for, as the home page offers it. Throws a Fault where the file is wrong. */
export function readShortcuts(): readonly Words[] {
  return readContentFile(path.join(contentDir, 'search', 'shortcuts.yaml'), shortcutsSchema).data.shortcuts;
}
