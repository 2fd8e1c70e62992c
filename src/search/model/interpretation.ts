/** The part of a procedure that a question asks for: papers, fee, time, place, or how it is done. */
export const sections = ['papers', 'fee', 'time', 'where', 'how'] as const;
export type Section = (typeof sections)[number];

/** One meaning of an ambiguous word: what it is called, and what to search for when it is meant. */
export interface Choice {
  readonly label: string;
  readonly query: string;
}

/** How a query was read, for the page to say openly. */
export interface Interpretation {
  /** The words that were looked for, folded: what to mark in the hits. One that ends in `*` was half typed and may go on. */
  readonly words: readonly string[];
  /** The query is the code of a procedure. */
  readonly code: string | null;
  /** No document holds all words; the hits hold some of them. */
  readonly loose: boolean;
  /** The query was read as another text than was typed, and why; `exact` searches for what was typed. */
  readonly corrected: { readonly text: string; readonly by: 'spelling' | 'telex' | 'vni' } | null;
  /** The query was a question: what it is about without the words of the question, and which section answers it. */
  readonly question: { readonly about: string; readonly section: Section | null } | null;
  /** Words of citizens in the query, and the official words that were looked for too. */
  readonly synonyms: readonly { readonly alias: string; readonly official: string }[];
  /** The query means several things: "Bạn muốn tìm…". The hits hold something of each. */
  readonly chooser: { readonly word: string; readonly choices: readonly Choice[] } | null;
  /** No procedure is meant: a note about who can help, and an address where there is one. */
  readonly outside: { readonly note: string; readonly url: string | null } | null;
  /** The number of a dossier on its way, which only the national portal can look up. */
  readonly dossier: string | null;
  /** Where nothing was found: words of the catalogue that are spelled nearly alike. */
  readonly nearest: readonly string[];
}

/** A query that was taken as it stands. */
export const plainReading: Interpretation = {
  words: [],
  code: null,
  loose: false,
  corrected: null,
  question: null,
  synonyms: [],
  chooser: null,
  outside: null,
  dossier: null,
  nearest: [],
};
