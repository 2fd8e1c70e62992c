import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256, sha256Hex } from '#platform/sha256.ts';
import { brokenDay, chainLink, chainStart, dayTree, givesDay, type ProofDay, proofIndexSchema } from '#survey/model/proof-day.ts';
import {
  dayFile,
  inProofOrder,
  leafBytes,
  type ProofLeaf,
  type ProvenRow,
  proofLeaf,
  readDayFile,
  rowText,
} from '#survey/model/proof-leaf.ts';
import { codeOf } from '#survey/model/receipt.ts';

const row: ProvenRow = {
  receipt: '0123-4567-89AB-CDEF',
  wave: 'HN-WARD-9-2026.2026',
  agency: '00004',
  procedure: null,
  day: '2026-11-22',
  mode: 'online',
  outcome: null,
  pace: 2,
  answers: '444444444',
  profile: null,
};
const salt = new Uint8Array(32).fill(7);
const hexHash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const someLeaves = fc.uniqueArray(fc.record({ receiptHash: hexHash, contentHash: hexHash }), {
  minLength: 1,
  maxLength: 30,
  selector: (leaf) => leaf.receiptHash,
});
const someDays = fc
  .array(fc.record({ n: fc.nat({ max: 9999 }), root: hexHash }), { minLength: 1, maxLength: 12 })
  .map((days) => chained(days));

function chained(days: readonly { n: number; root: string }[]): readonly ProofDay[] {
  let chain = chainStart;
  return days.map(({ n, root }, i) => {
    const one = { day: `2026-11-${String(i + 10)}`, n: n + 1, root };
    chain = chainLink(sha256, chain, one);
    return { ...one, chain };
  });
}

describe('what is published of a response', () => {
  test('is the hash that anyone makes of the receipt, and a hash that nobody makes without the salt', () => {
    expect(proofLeaf(sha256, row, salt)).toEqual({
      receiptHash: sha256Hex('bien-nhan:0123-4567-89AB-CDEF'),
      contentHash: Buffer.from(
        sha256(
          Buffer.concat([
            salt,
            Buffer.from(
              '["phieu-1","0123-4567-89AB-CDEF","HN-WARD-9-2026.2026","00004",null,"2026-11-22","online",null,2,"444444444",null]',
            ),
          ]),
        ),
      ).toString('hex'),
    });
    expect(proofLeaf(sha256, row, salt).contentHash).not.toBe(proofLeaf(sha256, row, new Uint8Array(32)).contentHash);
  });

  test('is another one when anything of the row is another', () => {
    const texts = Object.keys(row).map((key) => rowText({ ...row, [key]: 'x' }));
    expect(new Set([...texts, rowText(row)]).size).toBe(Object.keys(row).length + 1);
  });

  test('goes into the tree as 64 bytes', () => {
    expect(leafBytes({ receiptHash: '01'.repeat(32), contentHash: 'ff'.repeat(32) })).toEqual(
      Buffer.concat([new Uint8Array(32).fill(1), new Uint8Array(32).fill(255)]),
    );
  });
});

describe('the file of a day', () => {
  test('is read as it was written, with the ends of lines of any system', () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        const text = dayFile(leaves);
        expect(readDayFile(text)).toEqual({ leaves });
        expect(readDayFile(`\u{FEFF}${text.replaceAll('\n', '\r\n')}`)).toEqual({ leaves });
      }),
    );
  });

  test('says which line cannot be read', () => {
    const leaf = `${'a'.repeat(64)},${'b'.repeat(64)}`;
    expect(readDayFile('')).toEqual({ wrongLine: 1 });
    expect(readDayFile(`${leaf}\n`)).toEqual({ wrongLine: 1 });
    for (const wrong of ['', leaf.toUpperCase(), leaf.slice(1), `${leaf},`, `"${leaf}"`])
      expect(readDayFile(`receipt_hash,content_hash\n${leaf}\n${wrong}\n${leaf}\n`)).toEqual({ wrongLine: 3 });
  });

  test('holds its lines in the order of the receipts’ hashes, whatever came first', () => {
    const receipts = Array.from({ length: 20 }, (_, i) => codeOf(new Uint8Array(10).fill(i)));
    fc.assert(
      fc.property(fc.shuffledSubarray(receipts, { minLength: 20 }), (turned) => {
        expect(inProofOrder(sha256, turned)).toEqual(inProofOrder(sha256, receipts));
      }),
    );
    const order = inProofOrder(sha256, receipts).map((receipt) => sha256Hex(`bien-nhan:${receipt}`));
    expect(order).toEqual([...order].sort());
  });

  test('gives the root of its day, and no longer when a line is changed, left out or added', () => {
    const change = (leaf: ProofLeaf): ProofLeaf => ({
      ...leaf,
      contentHash: leaf.contentHash.replace(/^./, (d) => (d === '0' ? '1' : '0')),
    });
    fc.assert(
      fc.property(someLeaves, fc.nat(), (leaves, place) => {
        const tree = dayTree(sha256, leaves);
        const day = { n: leaves.length, root: Buffer.from(tree.root).toString('hex') };
        expect(givesDay(tree, day)).toBe(true);
        const at = place % leaves.length;
        const others = [
          leaves.map((leaf, i) => (i === at ? change(leaf) : leaf)),
          leaves.filter((_, i) => i !== at),
          [...leaves, change(leaves[at] as ProofLeaf)],
        ];
        for (const other of others) expect(givesDay(dayTree(sha256, other), day)).toBe(false);
        expect(givesDay(tree, { ...day, n: day.n + 1 })).toBe(false);
      }),
    );
  });
});

describe('the chain of days', () => {
  test('is what sha256sum makes of the text with the chain before it', () => {
    const day = { day: '2026-11-22', n: 3, root: 'ab'.repeat(32) };
    expect(chainLink(sha256, chainStart, day)).toBe(sha256Hex(`${'0'.repeat(64)} 2026-11-22 3 ${'ab'.repeat(32)}`));
  });

  test('holds, and names the first day that was changed, left out, put elsewhere or added', () => {
    fc.assert(
      fc.property(someDays, fc.nat(), (days, place) => {
        expect(brokenDay(sha256, days)).toBeUndefined();
        const at = place % days.length;
        const one = days[at] as ProofDay;
        const next = days[at + 1];
        const change = (changed: Partial<ProofDay>) => days.map((day, i) => (i === at ? { ...day, ...changed } : day));
        expect(brokenDay(sha256, change({ n: one.n + 1 }))?.day).toBe(one.day);
        expect(brokenDay(sha256, change({ root: sha256Hex(one.root) }))?.day).toBe(one.day);
        expect(brokenDay(sha256, change({ chain: sha256Hex(one.chain) }))?.day).toBe(one.day);
        expect(brokenDay(sha256, change({ day: '2026-11-09' }))?.day).toBe('2026-11-09');
        expect(
          brokenDay(
            sha256,
            days.filter((day) => day !== one),
          )?.day,
        ).toBe(next?.day);
        expect(
          brokenDay(
            sha256,
            days.flatMap((day) => (day === one ? [day, day] : [day])),
          )?.day,
        ).toBe(one.day);
      }),
    );
  });

  test('left without its last days holds still: who kept a later chain sees it', () => {
    const days = chained([1, 2, 3].map((n) => ({ n, root: sha256Hex(String(n)) })));
    expect(brokenDay(sha256, days.slice(0, 2))).toBeUndefined();
  });
});

test('the file of all days is refused when it holds anything else', () => {
  const [day] = chained([{ n: 1, root: 'ab'.repeat(32) }]);
  const index = { format: 'bien-nhan-1', days: [day] };
  expect(proofIndexSchema.parse(index)).toEqual(index);
  for (const wrong of [
    {},
    { ...index, format: 'x' },
    { ...index, more: 1 },
    { ...index, days: [{ ...day, root: 'AB' }] },
    { ...index, days: [{ ...day, n: 0 }] },
  ])
    expect(proofIndexSchema.safeParse(wrong).success).toBe(false);
});
