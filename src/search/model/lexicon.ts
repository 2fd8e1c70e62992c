import { z } from 'zod';
import { type Section, sections } from './interpretation.ts';

const phrase = z.string().trim().min(1).max(200);
const code = z.string().regex(/^\d\.\d{6}$/, 'mã thủ tục có dạng N.NNNNNN');

/** What a synonym is about: a procedure, an agency, or a word of any sentence. */
export const scopes = ['procedure', 'agency', 'general'] as const;

/** A word of citizens with the official words for it, and the procedures that it always means. */
export const synonymSchema = z.strictObject({
  alias: phrase,
  official: z.array(phrase).min(1),
  codes: z.array(code).default([]),
  scope: z.enum(scopes).default('procedure'),
});
export type Synonym = z.infer<typeof synonymSchema>;

/** A word that means several things: each is offered, none is guessed. */
export const ambiguousSchema = z.strictObject({
  alias: phrase,
  choices: z.array(z.strictObject({ label: phrase, query: phrase })).min(2),
});
export type Ambiguous = z.infer<typeof ambiguousSchema>;

/** A word for something that no procedure of the catalogue is about, and who can help. */
export const outsideSchema = z.strictObject({
  alias: phrase,
  note: z.string().min(1).max(500),
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
});
export type Outside = z.infer<typeof outsideSchema>;

/** One entry of the tables that staff edit, of any of the three kinds. */
export type Entry =
  | { readonly kind: 'synonym'; readonly entry: Synonym }
  | { readonly kind: 'ambiguous'; readonly entry: Ambiguous }
  | { readonly kind: 'outside'; readonly entry: Outside };

/** The words of questions, the words that help little to find anything, and those behind which a query is narrowed. */
export const queryWordsSchema = z.strictObject({
  questions: z.array(z.strictObject({ section: z.enum(sections).nullable(), phrases: z.array(phrase).min(1) })),
  light: z.array(phrase).min(1),
  linking: z.array(phrase).min(1),
});

/** A phrase of a question and the section that answers it. */
export interface QuestionPhrase {
  readonly phrase: string;
  readonly section: Section | null;
}

/** Everything that is known about the words of citizens. */
export interface Lexicon {
  readonly synonyms: readonly Synonym[];
  readonly ambiguous: readonly Ambiguous[];
  readonly outside: readonly Outside[];
  readonly questions: readonly QuestionPhrase[];
  readonly light: readonly string[];
  /** Words behind which a query is narrowed: cho, khi, tại… */
  readonly linking: readonly string[];
}

export const emptyLexicon: Lexicon = { synonyms: [], ambiguous: [], outside: [], questions: [], light: [], linking: [] };
