import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '#platform/sha256.ts';
import { auditPath, isIncluded, merkleTree } from '#survey/model/merkle.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (data: Uint8Array) => Buffer.from(data).toString('hex');

// The reference data of the Certificate Transparency project: eight leaves, and the root of the first n of them.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(bytes);
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

// Leaf, size of the tree, audit path: of the same reference data.
const paths: readonly (readonly [number, number, readonly string[]])[] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

/** The tree hash word for word as RFC 6962 section 2.1 defines it, by splitting. */
function defined(data: readonly Uint8Array[]): Uint8Array {
  const [only] = data;
  if (only === undefined) return sha256(new Uint8Array());
  if (data.length === 1) return sha256(Buffer.concat([Uint8Array.of(0), only]));
  let k = 1;
  while (k * 2 < data.length) k *= 2;
  return sha256(Buffer.concat([Uint8Array.of(1), defined(data.slice(0, k)), defined(data.slice(k))]));
}

const someLeaves = fc.array(fc.uint8Array({ maxLength: 12 }), { minLength: 1, maxLength: 70 });
const treeAndLeaf = someLeaves.chain((data) => fc.record({ data: fc.constant(data), index: fc.nat({ max: data.length - 1 }) }));

function inclusionOf(data: readonly Uint8Array[], index: number) {
  const tree = merkleTree(sha256, data);
  return { leaf: data[index] ?? new Uint8Array(), index, size: data.length, path: auditPath(tree, index), root: tree.root };
}

const flipped = (data: Uint8Array, bit: number) => Uint8Array.from(data, (byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

describe('the tree', () => {
  test.each(roots.map((root, n) => [n, root] as const))('of the first %i reference leaves has the reference root', (n, root) => {
    expect(hex(merkleTree(sha256, leaves.slice(0, n)).root)).toBe(root);
  });

  test('is the one that the RFC defines, at every size', () => {
    fc.assert(
      fc.property(someLeaves, (data) => {
        expect(hex(merkleTree(sha256, data).root)).toBe(hex(defined(data)));
      }),
    );
  });
});

describe('the audit path', () => {
  test.each(paths)('of leaf %i among %i is that of the reference data', (index, size, path) => {
    expect(auditPath(merkleTree(sha256, leaves.slice(0, size)), index).map(hex)).toEqual(path);
    expect(
      isIncluded(sha256, { leaf: leaves[index] ?? bytes(''), index, size, path: path.map(bytes), root: bytes(roots[size] ?? '') }),
    ).toBe(true);
  });

  test('of every leaf of every tree holds', () => {
    fc.assert(
      fc.property(someLeaves, (data) => {
        for (const index of data.keys()) expect(isIncluded(sha256, inclusionOf(data, index))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('holds no longer when any bit of the leaf, the path or the root is another', () => {
    fc.assert(
      fc.property(treeAndLeaf, fc.nat(), fc.nat(), ({ data, index }, place, bit) => {
        const inclusion = inclusionOf(data, index);
        const { leaf, path, root } = inclusion;
        const parts = [leaf, root, ...path];
        const chosen = place % parts.length;
        const length = parts[chosen]?.length ?? 0;
        fc.pre(length > 0);
        const [otherLeaf = leaf, otherRoot = root, ...otherPath] = parts.map((part, i) =>
          i === chosen ? flipped(part, bit % (length * 8)) : part,
        );
        expect(isIncluded(sha256, { ...inclusion, leaf: otherLeaf, root: otherRoot, path: otherPath })).toBe(false);
      }),
    );
  });

  test('holds for no other leaf, size that it could not have, or length', () => {
    fc.assert(
      fc.property(treeAndLeaf, ({ data, index }) => {
        const inclusion = inclusionOf(data, index);
        const { path } = inclusion;
        for (const other of [-1, data.length, 0.5]) expect(isIncluded(sha256, { ...inclusion, index: other })).toBe(false);
        expect(isIncluded(sha256, { ...inclusion, path: [...path, inclusion.root] })).toBe(false);
        if (path.length > 0) expect(isIncluded(sha256, { ...inclusion, path: path.slice(1) })).toBe(false);
        if (path.length > 0) expect(isIncluded(sha256, { ...inclusion, path: path.slice(0, -1) })).toBe(false);
        for (const other of data.keys()) {
          if (other !== index && path.length > 0)
            expect(isIncluded(sha256, { ...inclusion, index: other })).toBe(hasSamePath(data, index, other));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('of an inner node passed off as a leaf does not hold', () => {
    const root = merkleTree(sha256, leaves.slice(0, 4)).root;
    const [left, right] = [merkleTree(sha256, leaves.slice(0, 2)).root, merkleTree(sha256, leaves.slice(2, 4)).root];
    expect(isIncluded(sha256, { leaf: Buffer.concat([left, right]), index: 0, size: 1, path: [], root })).toBe(false);
    expect(isIncluded(sha256, { leaf: left, index: 0, size: 2, path: [right], root })).toBe(false);
  });

  test('of a leaf that there is not is asked for in vain', () => {
    expect(() => auditPath(merkleTree(sha256, leaves), 8)).toThrow(RangeError);
  });
});

/** Equal leaves in equal surroundings have equal paths: only then may a path hold for another index. */
function hasSamePath(data: readonly Uint8Array[], one: number, other: number): boolean {
  const a = inclusionOf(data, one);
  const b = inclusionOf(data, other);
  return hex(a.leaf) === hex(b.leaf) && a.path.map(hex).join() === b.path.map(hex).join();
}
