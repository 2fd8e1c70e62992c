import path from 'node:path';
import { z } from 'zod';
import type { Words } from '#i18n/model/words.ts';
import { contentDir, readContentFile, readContentFolder } from '#platform/content-files.ts';
import { Fault } from '#platform/fault.ts';
import { ambiguousSchema, type Entry, type Lexicon, outsideSchema, queryWordsSchema, synonymSchema } from './model/lexicon.ts';
import { shortcutsSchema } from './model/shortcuts.ts';
import { sameKey } from './model/word-rules.ts';

const folder = path.join(contentDir, 'search');
const aliases = z.array(z.string().min(1)).min(1);
const official = z.union([z.string().transform((text) => [text]), z.array(z.string()).min(1)]);

// In the files, everything that means the same stands on one line.
const synonymFile = z.strictObject({
  synonyms: z.array(synonymSchema.omit({ alias: true, official: true }).extend({ say: aliases, official })),
});
const ambiguousFile = z.strictObject({ ambiguous: z.array(ambiguousSchema.omit({ alias: true }).extend({ say: aliases })) });
const outsideFile = z.strictObject({ outside: z.array(outsideSchema.omit({ alias: true }).extend({ say: aliases })) });

/** The words of questions and what else is known of the words of queries. Throws a Fault where the file is wrong. */
export function readQueryWords(): Pick<Lexicon, 'questions' | 'light' | 'linking'> {
  const { questions, light, linking } = readContentFile(path.join(folder, 'query-words.yaml'), queryWordsSchema).data;
  return { questions: questions.flatMap(({ section, phrases }) => phrases.map((phrase) => ({ phrase, section }))), light, linking };
}

/** The words of citizens in content/search, of all three kinds. Throws a Fault where a file is wrong or says a word twice. */
export function readEntries(): readonly Entry[] {
  const each = <T>(rows: readonly (T & { readonly say: readonly string[] })[]) =>
    rows.flatMap(({ say, ...rest }) => say.map((alias) => ({ alias: alias.trim(), ...(rest as unknown as T) })));
  const entries: Entry[] = [
    ...readContentFolder(path.join(folder, 'synonyms'), synonymFile)
      .flatMap(({ data }) => each(data.synonyms))
      .map((entry): Entry => ({ kind: 'synonym', entry })),
    ...each(readContentFile(path.join(folder, 'ambiguous.yaml'), ambiguousFile).data.ambiguous).map(
      (entry): Entry => ({ kind: 'ambiguous', entry }),
    ),
    ...each(readContentFile(path.join(folder, 'outside.yaml'), outsideFile).data.outside).map(
      (entry): Entry => ({ kind: 'outside', entry }),
    ),
  ];
  const seen = new Set<string>();
  for (const { kind, entry } of entries) {
    const key = `${kind} ${sameKey(entry.alias)}`;
    if (seen.has(key)) throw new Fault(`content/search: "${entry.alias}" có hai lần`);
    seen.add(key);
  }
  return entries;
}

/** What people often search for, as the home page offers it. Throws a Fault where the file is wrong. */
export function readShortcuts(): readonly Words[] {
  return readContentFile(path.join(folder, 'shortcuts.yaml'), shortcutsSchema).data.shortcuts;
}
