import type { Context } from '#platform/context.ts';
import { emptyLexicon, type Lexicon } from './model/lexicon.ts';
import { activeWords } from './store.ts';

/** The words of citizens as the database has them: engines ask for `current` with every query. */
export interface SearchWords {
  /** Another object after each change. */
  readonly current: () => Lexicon;
  /** Reads the words anew. Called at start, and whenever another process or staff has changed them. */
  readonly reload: () => Promise<void>;
}

/** The words of the database with those of questions, which come from content/. Empty until first loaded. */
export function searchWords(
  { reader, log }: Pick<Context, 'reader' | 'log'>,
  queryWords: Pick<Lexicon, 'questions' | 'light' | 'linking'>,
): SearchWords {
  let lexicon = emptyLexicon;
  return {
    current: () => lexicon,
    async reload() {
      const { entries, unreadable } = await activeWords(reader);
      if (unreadable.length > 0) log.error('search.words', new Error('entries that cannot be read were left out'), { unreadable });
      lexicon = {
        ...queryWords,
        synonyms: entries.flatMap((one) => (one.kind === 'synonym' ? [one.entry] : [])),
        ambiguous: entries.flatMap((one) => (one.kind === 'ambiguous' ? [one.entry] : [])),
        outside: entries.flatMap((one) => (one.kind === 'outside' ? [one.entry] : [])),
      };
    },
  };
}
