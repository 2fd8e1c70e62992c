import path from 'node:path';
import { contentDir, readContentFile } from '#platform/content-files.ts';
import { queryWordsSchema } from './model/query-words.ts';

/** The phrases of questions that are left out of a query, the longest first. */
export function readQueryPhrases(): readonly string[] {
  const { phrases } = readContentFile(path.join(contentDir, 'search', 'query-words.yaml'), queryWordsSchema).data;
  return [...phrases].sort((a, b) => b.length - a.length);
}
