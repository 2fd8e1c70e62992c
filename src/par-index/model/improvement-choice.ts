/** Which entries a list is narrowed to; null where all. */
export interface ImprovementChoice {
  /** Code of the agency. */
  readonly agency: string | null;
  /** Code of a field of the questionnaires, or `procedureField`. */
  readonly field: string | null;
  /** Code of the procedure. */
  readonly procedure: string | null;
}

export const anyImprovement: ImprovementChoice = { agency: null, field: null, procedure: null };

/** What stands in the place of a field for entries about a procedure. */
export const procedureField = 'thu-tuc';

/** What an entry is listed and counted by. */
export interface ImprovementKey {
  readonly id: number;
  readonly agency: string;
  readonly instrument: string | null;
  readonly factor: string | null;
  readonly procedure: string | null;
}

const parameters = { agency: 'co-quan', field: 'linh-vuc', procedure: 'thu-tuc' } as const;

/** The choice that an address makes. */
export function readImprovementChoice(query: URLSearchParams): ImprovementChoice {
  const given = (name: keyof ImprovementChoice) => query.get(parameters[name]) || null;
  return { agency: given('agency'), field: given('field'), procedure: given('procedure') };
}

/** The parameters of the address that makes a choice. */
export function improvementParameters(choice: ImprovementChoice): Readonly<Record<string, string | null>> {
  return { [parameters.agency]: choice.agency, [parameters.field]: choice.field, [parameters.procedure]: choice.procedure };
}

/** What kinds of entries there are, each in the order of the entries, with how many a choice of it would list. */
export interface ImprovementCounts {
  readonly agency: ReadonlyMap<string, number>;
  readonly field: ReadonlyMap<string, number>;
}

/**
 * The entries that a choice lists, in their order; and for each agency and each field how many there would be with it in
 * place of the one chosen.
 */
export function chooseImprovements<K extends ImprovementKey>(
  entries: readonly K[],
  choice: ImprovementChoice,
  fieldOf: (entry: K) => string,
): { readonly listed: readonly K[]; readonly counts: ImprovementCounts } {
  const rest = entries.filter((one) => choice.procedure === null || one.procedure === choice.procedure);
  const ofAgency = (one: K) => choice.agency === null || one.agency === choice.agency;
  const ofField = (one: K) => choice.field === null || fieldOf(one) === choice.field;
  return {
    listed: rest.filter((one) => ofAgency(one) && ofField(one)),
    counts: {
      agency: counted(rest.filter(ofField).map(({ agency }) => agency)),
      field: counted(rest.filter(ofAgency).map(fieldOf)),
    },
  };
}

function counted(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
