import type { Doer } from '#accounts/model/person.ts';
import { type Message, type MessageKey, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import type { Context, Reader, Tx } from '#platform/context.ts';
import { sha256Hex } from '#platform/sha256.ts';
import type { SearchResult } from './model/engine.ts';
import type { Entry } from './model/lexicon.ts';
import { type SearchTrial, withoutWord, withWord } from './model/trial.ts';
import {
  conflictOf,
  readWord,
  sameKey,
  type TypedWord,
  type WordConflict,
  type WordField,
  type WordKind,
  wordLimits,
} from './model/word-rules.ts';
import { activeWords, wordsTag } from './store.ts';
import { findWord, putWord, type StoredWord, setActive, unknownCodes } from './word-store.ts';
import type { SearchWords } from './words.ts';

export interface WordsContext extends Context {
  readonly words: SearchWords;
  readonly trial: SearchTrial;
}

export interface WordRefused {
  readonly kind: 'refused';
  readonly field: WordField;
  readonly message: Message;
  /** Somebody else has changed the word since the person saw it. */
  readonly stale?: true;
}
export type WordOutcome = WordRefused | { readonly kind: 'done'; readonly alias: string };

const act = 'search.change_words';

export const wordRefused = (field: WordField, key: MessageKey, values?: Message['values']): WordRefused => ({
  kind: 'refused',
  field,
  message: message(key, values),
});

/** Names a word as somebody saw it: a later change of somebody else is not overwritten unseen. */
export function seenWord({ entry, active, source }: StoredWord): string {
  return sha256Hex(JSON.stringify([entry, active, source])).slice(0, 16);
}

/** Adds a word of citizens; one that was set aside comes into use again with what is typed. Every process reads it within a second. */
export async function addWord(context: WordsContext, by: Doer, kind: WordKind, typed: TypedWord): Promise<WordOutcome> {
  return changing(context, by, async (tx) => {
    const read = await checked(context, tx, kind, typed);
    if (read.kind === 'refused') return read;
    const stored = await findWord(tx, kind, read.entry.alias);
    if (stored?.active) return wordRefused('alias', 'search.words.taken', { alias: stored.alias });
    return put(context, tx, by, stored ? spelt(read, stored.alias) : read, stored ?? null);
  });
}

/** Changes what a word stands for, as it was seen; a word that is set aside comes into use again. */
export async function changeWord(context: WordsContext, by: Doer, kind: WordKind, seen: string, typed: TypedWord): Promise<WordOutcome> {
  return changing(context, by, async (tx) => {
    const stored = await seenNow(tx, kind, typed.alias, seen);
    if (stored.kind === 'refused') return stored;
    const read = await checked(context, tx, kind, typed);
    return read.kind === 'refused' ? read : put(context, tx, by, spelt(read, stored.alias), stored);
  });
}

/** Takes a word out of use. It stays in the table, set aside: content/ does not bring it back. */
export async function removeWord(context: WordsContext, by: Doer, kind: WordKind, seen: string, alias: string): Promise<WordOutcome> {
  return changing(context, by, async (tx) => {
    const stored = await seenNow(tx, kind, alias, seen);
    if (stored.kind === 'refused') return stored;
    if (!stored.active) return wordRefused('alias', 'search.words.aside-already');
    await setActive(tx, stored, false, by.name);
    await writeAudit(tx, context, { person: by, act, object: objectOf(stored), before: stateOf(stored), after: { active: false } });
    return { kind: 'done', alias: stored.alias };
  });
}

/** The name of a word in the audit. */
export const objectOf = ({ kind, alias }: Pick<StoredWord, 'kind' | 'alias'>): string => `${kind}:${alias}`;

/** How a query is answered today, and how it would be with a word that is not kept. */
export interface WordTrial {
  readonly text: string;
  readonly before: SearchResult;
  readonly after: SearchResult;
}

/** Tries a word out on a query, or on the word itself where none is given; nothing is kept. Refused where the word is wrong. */
export async function tryWord(
  context: WordsContext,
  by: Doer,
  kind: WordKind,
  typed: TypedWord,
  query: string,
): Promise<WordRefused | { readonly kind: 'tried'; readonly trial: WordTrial }> {
  const denied = by.permit(act);
  if (denied) return { kind: 'refused', field: 'alias', message: denied };
  const read = await checked(context, context.reader, kind, typed);
  if (read.kind === 'refused') return read;
  const text = query.trim() === '' ? read.entry.alias : query.trim();
  const asked = { text, page: { limit: 5, offset: 0 } };
  const now = context.words.current();
  const before = await context.trial.query(asked, now);
  const after = await context.trial.query(asked, withWord(withoutWord(now, read), read));
  return { kind: 'tried', trial: { text, before, after } };
}

async function changing(context: WordsContext, by: Doer, make: (tx: Tx) => Promise<WordOutcome>): Promise<WordOutcome> {
  const outcome = await context.writer.transaction().execute(async (tx): Promise<WordOutcome> => {
    const denied = by.permit(act);
    if (denied) return { kind: 'refused', field: 'alias', message: denied };
    const made = await make(tx);
    if (made.kind === 'done') await recordChanges(tx, [wordsTag]);
    return made;
  });
  if (outcome.kind === 'done') await context.words.reload();
  return outcome;
}

async function put(context: WordsContext, tx: Tx, by: Doer, one: Entry, before: StoredWord | null): Promise<WordOutcome> {
  await putWord(tx, one, true, by.name);
  const stored: StoredWord = { kind: one.kind, alias: one.entry.alias, entry: one, active: true, source: by.name };
  const after = stateOf(stored);
  await writeAudit(tx, context, { person: by, act, object: objectOf(stored), before: before ? stateOf(before) : undefined, after });
  return { kind: 'done', alias: stored.alias };
}

const stateOf = ({ entry, active, source }: StoredWord) => ({ active, source, ...entry?.entry });

/** A word as it is spelt already. */
const spelt = (one: Entry, alias: string): Entry => ({ ...one, entry: { ...one.entry, alias } }) as Entry;

async function seenNow(tx: Tx, kind: WordKind, alias: string, seen: string): Promise<StoredWord | WordRefused> {
  const stored = await findWord(tx, kind, alias);
  if (!stored) return wordRefused('alias', 'search.words.unknown');
  return seenWord(stored) === seen ? stored : { ...wordRefused('alias', 'search.words.stale', { name: stored.source }), stale: true };
}

/** Reads a word and looks for what speaks against it beside the others that are in use. */
async function checked(context: WordsContext, reader: Reader, kind: WordKind, typed: TypedWord): Promise<Entry | WordRefused> {
  const one = readWord(kind, typed);
  if ('wrong' in one) return wordRefused(one.wrong, `search.words.wrong.${one.wrong}`, wordLimits);
  if (one.kind === 'synonym') {
    const [unknown] = await unknownCodes(reader, one.entry.codes);
    if (unknown !== undefined) return wordRefused('codes', 'search.words.no-procedure', { code: unknown });
  }
  const key = sameKey(one.entry.alias);
  const { entries } = await activeWords(reader);
  const others = entries.filter((other) => other.kind !== kind || sameKey(other.entry.alias) !== key);
  const conflict = conflictOf(one, { others, isName: context.trial.isName });
  return conflict ? saidOf(conflict) : one;
}

function saidOf(conflict: WordConflict): WordRefused {
  if (conflict.kind === 'loop') return wordRefused('official', 'search.words.loop', { by: conflict.by });
  if (conflict.kind === 'choice') return wordRefused('choices', 'search.words.choice', { query: conflict.query });
  return wordRefused(conflict.kind === 'itself' ? 'official' : 'alias', `search.words.${conflict.kind}`);
}
