/** The props that an Astro component takes. */
type PropsOf<C> = C extends (props: infer P) => unknown ? P : never;

export interface Example<P> {
  /** What the example shows, in a few words. */
  readonly title: string;
  readonly props: P;
  /** HTML for the component's slot. */
  readonly slot?: string;
}

/** A component with the examples that the gallery shows, and that the tests look at one by one. */
export interface Exhibit {
  readonly name: string;
  /** What must be true for everyone who uses it; held by tests and by whoever changes it. */
  readonly criteria: readonly string[];
  readonly component: unknown;
  readonly examples: readonly Example<unknown>[];
}

/** Puts a component into the gallery; the props of its examples are checked against the component's own. */
export function exhibit<C>(
  component: C,
  about: { readonly name: string; readonly criteria: readonly string[] },
  examples: readonly Example<PropsOf<C>>[],
): Exhibit {
  return { ...about, component, examples };
}
