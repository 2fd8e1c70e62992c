import { z } from 'zod';
import { type Hash, type MerkleTree, merkleTree } from './merkle.ts';
import { leafBytes, type ProofLeaf } from './proof-leaf.ts';

const hexHash = z.string().regex(/^[0-9a-f]{64}$/);

/** What is published of a day for ever. */
export const proofDaySchema = z.strictObject({
  /** `YYYY-MM-DD` in Hà Nội. */
  day: z.iso.date(),
  /** How many responses the whole portal took on this day. */
  n: z.int().min(1),
  /** The root of the tree over the day's responses. */
  root: hexHash,
  /** Binds this day and all days before it: see `chainLink`. */
  chain: hexHash,
});
export type ProofDay = z.infer<typeof proofDaySchema>;

/** The file of all days, `goc.json`. */
export const proofIndexSchema = z.strictObject({ format: z.literal('bien-nhan-1'), days: z.array(proofDaySchema) });
export type ProofIndex = z.infer<typeof proofIndexSchema>;

/** What the chain of the first day follows. */
export const chainStart = '0'.repeat(64);

/**
 * The chain of a day: SHA-256 of the text `<chain of the day before it> <day> <n> <root>`. Who has kept the chain of one
 * day notices when anything about that day or any earlier one is written anew.
 */
export function chainLink(hash: Hash, previous: string, { day, n, root }: Omit<ProofDay, 'chain'>): string {
  return Buffer.from(hash(Buffer.from(`${previous} ${day} ${n} ${root}`))).toString('hex');
}

/** The first day that does not follow from those before it; undefined where all do. Takes the days in their order. */
export function brokenDay(hash: Hash, days: readonly ProofDay[]): ProofDay | undefined {
  return days.find((one, i) => {
    const before = days[i - 1];
    return (before !== undefined && before.day >= one.day) || one.chain !== chainLink(hash, before?.chain ?? chainStart, one);
  });
}

/** The tree of a day over its leaves in the order of the file. */
export function dayTree(hash: Hash, leaves: readonly ProofLeaf[]): MerkleTree {
  return merkleTree(hash, leaves.map(leafBytes));
}

/** Whether these leaves give what was published of the day. */
export function givesDay(tree: MerkleTree, { n, root }: Pick<ProofDay, 'n' | 'root'>): boolean {
  return tree.levels[0]?.length === n && Buffer.from(tree.root).toString('hex') === root;
}

/** What can be shown of a response to who holds its receipt. */
export type ReceiptProof =
  /** The day is not over. */
  | { readonly kind: 'tomorrow' }
  /** The day is over, its proof not published yet. */
  | { readonly kind: 'soon'; readonly day: string }
  /** What was published of the day and what is stored contradict each other. */
  | { readonly kind: 'differs'; readonly day: string }
  | {
      readonly kind: 'proven';
      readonly day: ProofDay;
      readonly leaf: ProofLeaf;
      /** Place in the day's file, counted from 1. */
      readonly place: number;
      /** The audit path in hexadecimal digits, from the leaf upwards. */
      readonly path: readonly string[];
    };
