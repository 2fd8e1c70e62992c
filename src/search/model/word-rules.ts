import { z } from 'zod';
import { codeIn, dossierIn } from './code.ts';
import { ambiguousSchema, type Entry, outsideSchema, scopes, synonymSchema } from './lexicon.ts';
import { tidy } from './text.ts';
import { wordsOf } from './word.ts';

/** The three kinds of words that staff edit. */
export const wordKinds = ['synonym', 'ambiguous', 'outside'] as const satisfies readonly Entry['kind'][];
export type WordKind = Entry['kind'];

/** The most of each that one word may have; longer queries are not read whole. */
export const wordLimits = { alias: 200, aliasWords: 24, official: 8, codes: 10, choices: 8, note: 500 } as const;

/** A word as an editor types it; a kind reads the fields that it has. */
export interface TypedWord {
  readonly alias: string;
  /** One on each line. */
  readonly official: string;
  /** With anything between them. */
  readonly codes: string;
  readonly scope: string;
  /** Rows that are empty are left out. */
  readonly choices: readonly { readonly label: string; readonly query: string }[];
  readonly note: string;
  readonly url: string;
}

/** The form of a word by the fields that can be wrong in it. */
export type WordField = 'alias' | 'official' | 'codes' | 'scope' | 'choices' | 'note' | 'url';

/** The words of a text as they are compared, whatever their case, blanks and places of tone marks. */
export function sameKey(text: string): string {
  return wordsOf(text)
    .map(({ exact }) => exact)
    .join(' ');
}

/** Reads what was typed of a word; gives the field that is wrong where one is. */
export function readWord(kind: WordKind, typed: TypedWord): Entry | { readonly wrong: WordField } {
  const alias = tidy(typed.alias);
  const said = wordsOf(alias).length;
  if (said === 0 || said > wordLimits.aliasWords || alias.length > wordLimits.alias) return { wrong: 'alias' };
  if (kind === 'synonym') {
    const official = linesOf(typed.official);
    if (official.length > wordLimits.official || official.some((one) => wordsOf(one).length === 0)) return { wrong: 'official' };
    const codes = codesOf(typed.codes);
    if (codes.length > wordLimits.codes) return { wrong: 'codes' };
    return entryOr(synonymSchema.safeParse({ alias, official, codes, scope: typed.scope }), (entry) => ({ kind, entry }));
  }
  if (kind === 'ambiguous') {
    const choices = typed.choices
      .map(({ label, query }) => ({ label: lineOf(label), query: lineOf(query) }))
      .filter(({ label, query }) => label !== '' || query !== '');
    if (choices.length > wordLimits.choices || choices.some(({ query }) => wordsOf(query).length === 0)) return { wrong: 'choices' };
    return entryOr(ambiguousSchema.safeParse({ alias, choices }), (entry) => ({ kind, entry }));
  }
  const url = typed.url.trim() === '' ? null : typed.url.trim();
  return entryOr(outsideSchema.safeParse({ alias, note: lineOf(typed.note), url }), (entry) => ({ kind, entry }));
}

function entryOr<T>(parsed: z.ZodSafeParseResult<T>, made: (entry: T) => Entry): Entry | { readonly wrong: WordField } {
  if (parsed.success) return made(parsed.data);
  const [field] = parsed.error.issues[0]?.path ?? [];
  const known = z.enum(['official', 'codes', 'scope', 'choices', 'note', 'url']).safeParse(field);
  return { wrong: known.data ?? 'alias' };
}

const lineOf = (text: string) =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
const linesOf = (text: string) => [
  ...new Set(
    text
      .split(/\r?\n/)
      .map(lineOf)
      .filter((line) => line !== ''),
  ),
];
const codesOf = (text: string) => [...new Set(text.split(/[\s,;]+/).filter((code) => code !== ''))];

/** Why a word must not stand among the others. */
export type WordConflict =
  /** People who type a code want the procedure that has it. */
  | { readonly kind: 'code' }
  /** It says nothing but itself. */
  | { readonly kind: 'itself' }
  /** Its official words lead back to it, by these words. */
  | { readonly kind: 'loop'; readonly by: string }
  /** A choice asks the same question again, or another one. */
  | { readonly kind: 'choice'; readonly query: string }
  /** It is the whole name of something, which is found by it. */
  | { readonly kind: 'name' };

export interface Among {
  /** All other words in use. */
  readonly others: readonly Entry[];
  /** Whether a text is the whole official name of something. */
  readonly isName: (text: string) => boolean;
}

/** Why a word must not be used beside the others; null where it may. */
export function conflictOf(one: Entry, { others, isName }: Among): WordConflict | null {
  const { alias } = one.entry;
  const own = sameKey(alias);
  if (codeIn(alias) !== null || dossierIn(alias) !== null) return { kind: 'code' };
  if (one.kind === 'synonym') return synonymConflict(one.entry, own, others);
  if (isName(alias)) return { kind: 'name' };
  if (one.kind === 'outside') return null;
  const asking = new Set([own, ...others.flatMap((other) => (other.kind === 'ambiguous' ? [sameKey(other.entry.alias)] : []))]);
  const again = one.entry.choices.find(({ query }) => asking.has(sameKey(query)));
  return again ? { kind: 'choice', query: again.query } : null;
}

function synonymConflict(
  { official, codes }: { readonly official: readonly string[]; readonly codes: readonly string[] },
  own: string,
  others: readonly Entry[],
): WordConflict | null {
  const further = official.filter((phrase) => sameKey(phrase) !== own);
  if (further.length === 0) return codes.length === 0 ? { kind: 'itself' } : null;
  const officialOf = new Map(
    others.flatMap((other) => (other.kind === 'synonym' ? [[sameKey(other.entry.alias), other.entry.official]] : [])),
  );
  for (const phrase of further) if (leadsTo(own, phrase, officialOf)) return { kind: 'loop', by: phrase };
  return null;
}

function leadsTo(wanted: string, from: string, officialOf: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const waiting = [sameKey(from)];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === wanted) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    waiting.push(...(officialOf.get(at) ?? []).map(sameKey));
  }
  return false;
}

/** A word as the fields of its form, empty where its kind has none. */
export function typedOf(one: Entry): TypedWord {
  const empty = { alias: one.entry.alias, official: '', codes: '', scope: scopes[0], choices: [], note: '', url: '' };
  if (one.kind === 'synonym') {
    const { official, codes, scope } = one.entry;
    return { ...empty, official: official.join('\n'), codes: codes.join(', '), scope };
  }
  if (one.kind === 'ambiguous') return { ...empty, choices: one.entry.choices };
  return { ...empty, note: one.entry.note, url: one.entry.url ?? '' };
}

/** What a word stands for, on one line. */
export function meaningOf(one: Entry): string {
  if (one.kind === 'synonym') return [one.entry.official.join('; '), one.entry.codes.join(', ')].filter((part) => part !== '').join(' · ');
  return one.kind === 'ambiguous' ? one.entry.choices.map(({ label }) => label).join(' · ') : one.entry.note;
}
