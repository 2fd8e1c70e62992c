import type { Hit } from '../model/engine.ts';
import type { Section } from '../model/interpretation.ts';

/** A result as the search page shows it. */
export interface FoundItem {
  readonly hit: Hit;
  /** The part of its page to which the link leads, and the id of that part. */
  readonly section?: { readonly name: Section; readonly id: string } | undefined;
  /** Of a procedure: the levels and the agencies that handle it, as they are shown. */
  readonly levels?: readonly string[] | undefined;
  readonly agencies?: readonly string[] | undefined;
  /** Others on the page have the same name: what tells it apart, in more words. */
  readonly apart?: string | undefined;
}
