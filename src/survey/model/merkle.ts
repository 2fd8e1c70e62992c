/** A hash function, 32 bytes out of any: SHA-256 wherever it matters. Handed in, so that this file computes and nothing else. */
export type Hash = (data: Uint8Array) => Uint8Array;

/** All nodes of a tree, from the hashes of the leaves up to the root. */
export interface MerkleTree {
  readonly levels: readonly (readonly Uint8Array[])[];
  readonly root: Uint8Array;
}

// Leaves and inner nodes are hashed apart, so that no inner node can be passed off as a leaf.
const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

/**
 * The Merkle tree over these leaves, as RFC 6962 section 2.1 builds it. There a list is split at the largest power of two
 * below its length, which is the same as joining neighbours level by level and letting an odd last one rise as it is.
 */
export function merkleTree(hash: Hash, leaves: readonly Uint8Array[]): MerkleTree {
  let level: readonly Uint8Array[] = leaves.map((leaf) => leafHash(hash, leaf));
  const levels = [level];
  while (level.length > 1) {
    level = joined(hash, level);
    levels.push(level);
  }
  return { levels, root: level[0] ?? hash(new Uint8Array()) };
}

function joined(hash: Hash, level: readonly Uint8Array[]): readonly Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const [left, right] = [level[i], level[i + 1]];
    if (left) above.push(right ? nodeHash(hash, left, right) : left);
  }
  return above;
}

/** The audit path of a leaf (RFC 6962 section 2.1.1): the nodes that, with the leaf itself, give the root. Throws when there is no such leaf. */
export function auditPath({ levels }: MerkleTree, index: number): readonly Uint8Array[] {
  if (levels[0]?.[index] === undefined) throw new RangeError(`no leaf ${index} in the tree`);
  return levels.flatMap((level, height) => level[(index >> height) ^ 1] ?? []);
}

/** What an audit path claims: the leaf with this index, counted from 0, is in the tree of this size and root. */
export interface Inclusion {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** Whether an audit path holds, by the steps of RFC 9162 section 2.1.3.2, which knows the same trees. */
export function isIncluded(hash: Hash, { leaf, index, size, path, root }: Inclusion): boolean {
  if (!Number.isInteger(index) || index < 0 || index >= size) return false;
  let [own, last] = [index, size - 1];
  let node = leafHash(hash, leaf);
  for (const beside of path) {
    if (last === 0) return false;
    if (own % 2 === 1 || own === last) {
      node = nodeHash(hash, beside, node);
      // An odd last node rose without a neighbour.
      while (own % 2 === 0 && own !== 0) [own, last] = [own >> 1, last >> 1];
    } else {
      node = nodeHash(hash, node, beside);
    }
    [own, last] = [own >> 1, last >> 1];
  }
  return last === 0 && node.length === root.length && node.every((byte, i) => byte === root[i]);
}

function leafHash(hash: Hash, leaf: Uint8Array): Uint8Array {
  return hash(joinedBytes(leafMark, leaf));
}

function nodeHash(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hash(joinedBytes(nodeMark, left, right));
}

function joinedBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
