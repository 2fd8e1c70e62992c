/** One way to narrow a list: a plain link, which takes the choice back where it holds already. */
export interface FilterOption {
  readonly label: string;
  /** Where the label is content: `t.contentLang`. */
  readonly lang?: string | undefined;
  /** How many items the link would list. */
  readonly n: number;
  readonly href: string;
  readonly chosen: boolean;
  /** Whether search engines should go on from here: of one choice, not of every mixture. */
  readonly follow: boolean;
}

/** Options of which one can hold at a time. */
export interface FilterGroup {
  readonly title: string;
  readonly options: readonly FilterOption[];
  /** Where the rest of a long group stands. */
  readonly all?: { readonly label: string; readonly href: string } | undefined;
}

/** A choice that holds, and the address without it. */
export interface ChosenFilter {
  readonly group: string;
  readonly label: string;
  readonly lang?: string | undefined;
  readonly without: string;
}
