import type { Doer } from '#accounts/model/person.ts';
import type { App } from '#platform/app.ts';
import type { TypedWord, WordKind } from '#search/model/word-rules.ts';
import { addWord, changeWord, removeWord, tryWord, type WordRefused, type WordTrial, wordRefused } from '#search/word-service.ts';
import { readFields } from './read-fields.ts';

export interface WordFormResult {
  readonly refused: WordRefused | null;
  readonly trial: WordTrial | null;
  /** What was done, with the word as it is spelt. */
  readonly done: { readonly how: 'luu' | 'bo'; readonly alias: string } | null;
  readonly typed: TypedWord | null;
  readonly query: string;
  readonly seen: string;
}

/** The forms of one word, by the name of the button; nothing was `seen` of a new one. `alias`: the word of the page, null for a new one. */
export async function wordForm(app: App, by: Doer, kind: WordKind, alias: string | null, request: Request): Promise<WordFormResult> {
  const form = await readFields(request);
  const nothing = { refused: null, trial: null, done: null, typed: null, query: '', seen: '' };
  if (!form) return { ...nothing, refused: wordRefused('alias', 'search.words.unread') };
  const seen = form.text('seen');
  const [labels, queries] = [form.all('choice_label'), form.all('choice_query')];
  const typed: TypedWord = {
    alias: alias ?? form.text('alias'),
    official: form.text('official'),
    codes: form.text('codes'),
    scope: form.text('scope'),
    choices: labels.map((label, i) => ({ label, query: queries[i] ?? '' })),
    note: form.text('note'),
    url: form.text('url'),
  };
  const kept = { ...nothing, typed, seen, query: form.text('query') };
  const work = form.text('viec');
  if (work === 'thu') {
    const tried = await tryWord(app, by, kind, typed, kept.query.slice(0, 300));
    return tried.kind === 'refused' ? { ...kept, refused: tried } : { ...kept, trial: tried.trial };
  }
  const outcome =
    work === 'bo'
      ? await removeWord(app, by, kind, seen, typed.alias)
      : alias === null
        ? await addWord(app, by, kind, typed)
        : await changeWord(app, by, kind, seen, typed);
  if (outcome.kind === 'done') return { ...kept, done: { how: work === 'bo' ? 'bo' : 'luu', alias: outcome.alias } };
  return { ...kept, typed: work === 'bo' ? null : typed, refused: outcome };
}
