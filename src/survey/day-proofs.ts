import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Context, Reader } from '#platform/context.ts';
import { hmac } from '#platform/secret.ts';
import { sha256 } from '#platform/sha256.ts';
import type { MerkleTree } from './model/merkle.ts';
import { dayTree, givesDay, type ProofDay } from './model/proof-day.ts';
import { type ProofLeaf, proofLeaf, saltText } from './model/proof-leaf.ts';
import { findProofDay, responsesWith } from './proof-store.ts';

/** A published day with all that it is made of, recomputed from the stored responses. */
export interface DayProof {
  readonly day: ProofDay;
  readonly leaves: readonly ProofLeaf[];
  readonly tree: MerkleTree;
}

export type DayProofOutcome =
  | { readonly kind: 'proven'; readonly proof: DayProof }
  /** The stored responses do not give what was published. */
  | { readonly kind: 'differs' }
  | { readonly kind: 'not-published' };

/** The proofs of the published days. */
export interface DayProofs {
  of(day: string): Promise<DayProofOutcome>;
}

const keptLeaves = 200_000;
const differsForMs = 60_000;
const leavesAtOnce = 200;

/**
 * Recomputes a day's proof when it is first asked for, and keeps it while memory allows: whoever opens a receipt must not
 * cost the portal thousands of hashes. Where a day differs from what was published, it is logged, and tried again in a minute.
 */
export function dayProofs({ reader, log }: Pick<Context, 'reader' | 'log'>, secret: Buffer): DayProofs {
  const kept = new LRUCache<string, DayProof | 'differs', string>({
    maxSize: keptLeaves,
    // One that is larger than all that may be kept is kept alone.
    sizeCalculation: (proof) => (proof === 'differs' ? 1 : Math.min(proof.leaves.length, keptLeaves)),
    async fetchMethod(_key, _stale, { context: day, options }) {
      const proof = await computeDay(reader, secret, day);
      if (proof !== 'differs') return proof ?? undefined;
      options.ttl = differsForMs;
      log.error('proofs.differ', new Error('the stored responses do not give what was published of the day'), { day });
      return proof;
    },
  });
  return {
    async of(day) {
      const published = await reader.selectFrom('proof_days').select('root').where('day', '=', day).executeTakeFirst();
      if (!published) return { kind: 'not-published' };
      const proof = await kept.fetch(`${day} ${published.root}`, { context: day });
      return proof === undefined || proof === 'differs' ? { kind: 'differs' } : { kind: 'proven', proof };
    },
  };
}

/** A published day recomputed; `differs` where the stored responses do not give it, null where it is not published. */
export async function computeDay(reader: Reader, secret: Buffer, day: string): Promise<DayProof | 'differs' | null> {
  const published = await findProofDay(reader, day);
  if (!published) return null;
  const leaves = await leavesOf(reader, secret, published.receipts, day);
  const tree = dayTree(sha256, leaves);
  return givesDay(tree, published.day) ? { day: published.day, leaves, tree } : 'differs';
}

/** The leaves of a day's responses in the order of these receipts; those that are gone, or of another day by now, are left out. */
export async function leavesOf(reader: Reader, secret: Buffer, receipts: readonly string[], day: string): Promise<readonly ProofLeaf[]> {
  const leaves: ProofLeaf[] = [];
  for (let start = 0; start < receipts.length; start += leavesAtOnce) {
    const some = receipts.slice(start, start + leavesAtOnce);
    const rows = new Map((await responsesWith(reader, some)).map((row) => [row.receipt, row]));
    for (const receipt of some) {
      const row = rows.get(receipt);
      if (row?.day === day) leaves.push(proofLeaf(sha256, row, hmac(secret, saltText(receipt))));
    }
    // Answers that come meanwhile are not kept waiting.
    await setImmediate();
  }
  return leaves;
}
