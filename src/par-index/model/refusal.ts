/** Why something cannot be computed: where in the given data, and what is wrong there. */
export interface Refusal {
  readonly kind: 'refused';
  /** The way to the value, e.g. `['responses', 3, 'answers', 'CS1']`. */
  readonly path: readonly PropertyKey[];
  readonly reason: string;
}

/** A refusal of the value at a path. */
export function refuse(path: readonly PropertyKey[], reason: string): Refusal {
  return { kind: 'refused', path, reason };
}

/** Whether an outcome is a refusal. */
export function isRefused(outcome: object): outcome is Refusal {
  return 'kind' in outcome && outcome.kind === 'refused';
}
