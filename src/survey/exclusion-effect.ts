import type { Reader } from '#platform/context.ts';
import { type Proposal, type ProposalParts, partsOfProposal } from './exclusion-store.ts';
import { counted, progressOf } from './model/progress.ts';
import { modeCounts } from './tally-store.ts';

/** How many responses about an agency count in a wave, and how many would after a proposal. */
export interface PlaceEffect {
  readonly wave: string;
  readonly agency: string;
  /** Responses of the proposal. */
  readonly n: number;
  readonly before: number;
  readonly after: number;
}

/**
 * What an open proposal would change, in numbers of responses alone: the score with and without a few responses would tell
 * what those few answered, and who decides by the score steers it. Of a decided one `before` is how many count today.
 */
export async function proposalEffect(
  reader: Reader,
  { number, act }: Pick<Proposal, 'number' | 'act'>,
): Promise<{ readonly places: readonly PlaceEffect[]; readonly flags: ProposalParts['flags'] }> {
  const { places, flags } = await partsOfProposal(reader, number);
  const effects: PlaceEffect[] = [];
  for (const [wave, own] of Map.groupBy(places, (place) => place.wave)) {
    const { agencies } = progressOf({ agencies: null, minimum_n: 1 }, await modeCounts(reader, wave));
    const now = new Map(agencies.map((one) => [one.agency, counted(one)]));
    for (const { agency, n } of own) {
      const before = now.get(agency) ?? 0;
      effects.push({ wave, agency, n, before, after: act === 'exclude' ? before - n : before + n });
    }
  }
  return { places: effects, flags };
}
