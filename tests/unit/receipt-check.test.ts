import { expect, test } from 'vitest';
import { sha256 } from '#platform/sha256.ts';
import { chainLink, chainStart, dayTree, type ProofDay } from '#survey/model/proof-day.ts';
import { dayFile, inProofOrder, type ProofLeaf, receiptHashOf } from '#survey/model/proof-leaf.ts';
import { codeOf } from '#survey/model/receipt.ts';
import { checkReceipt, readProofIndex } from '#survey/receipt-check.ts';

const receiptsOf = (day: number) => Array.from({ length: day + 3 }, (_, i) => codeOf(Uint8Array.of(day, i, 3, 4, 5, 6, 7, 8, 9, 10)));
const leavesOf = (day: number): readonly ProofLeaf[] =>
  inProofOrder(sha256, receiptsOf(day)).map((receipt) => ({ receiptHash: receiptHashOf(sha256, receipt), contentHash: 'c'.repeat(64) }));
const names = ['2026-11-20', '2026-11-21', '2026-11-22'];

/** The published files of three days. */
function published(): Record<string, string> {
  let chain = chainStart;
  const days: ProofDay[] = [];
  const files: Record<string, string> = {};
  for (const [i, day] of names.entries()) {
    const leaves = leavesOf(i);
    const one = { day, n: leaves.length, root: Buffer.from(dayTree(sha256, leaves).root).toString('hex') };
    chain = chainLink(sha256, chain, one);
    days.push({ ...one, chain });
    files[`${day}.csv`] = dayFile(leaves);
  }
  return { ...files, 'goc.json': JSON.stringify({ format: 'bien-nhan-1', days }) };
}

const receipt = receiptsOf(1)[2] ?? '';
const check = (files: Record<string, string>, code = receipt, earlier: string | null = null) =>
  checkReceipt(
    { index: async () => files['goc.json'] ?? null, day: async (day) => files[`${day}.csv`] ?? null },
    code,
    earlier === null ? null : readProofIndex(earlier),
  );

/** The files with one of them written otherwise. */
function changed(name: string, change: (text: string) => string): Record<string, string> {
  const files = published();
  return { ...files, [name]: change(files[name] ?? '') };
}

const index = (change: (days: ProofDay[]) => unknown) =>
  changed('goc.json', (text) => {
    const { days } = JSON.parse(text) as { days: ProofDay[] };
    return JSON.stringify({ format: 'bien-nhan-1', days: change(days) });
  });

test('every receipt of every day is found in the files as they were published', async () => {
  for (const [i, day] of names.entries()) {
    for (const code of receiptsOf(i)) {
      const { found, misfits } = await check(published(), code, published()['goc.json']);
      expect(misfits).toEqual([]);
      expect(found?.day.day).toBe(day);
      expect(leavesOf(i)[(found?.line ?? 0) - 1]?.receiptHash).toBe(receiptHashOf(sha256, code));
    }
  }
});

test('a receipt that is nowhere is not found, though all files are sound', async () => {
  expect(await check(published(), '0000-0000-0000-0000')).toMatchObject({ found: null, misfits: [] });
});

test.each([
  ['a changed line of the day', changed('2026-11-21.csv', (text) => text.replace('cc', 'cd')), [{ kind: 'root', day: '2026-11-21' }]],
  [
    'a line more',
    changed('2026-11-21.csv', (text) => `${text}${'a'.repeat(64)},${'b'.repeat(64)}\n`),
    [{ kind: 'root', day: '2026-11-21' }],
  ],
  ['a changed newer day', changed('2026-11-22.csv', (text) => text.replace('cc', 'cd')), [{ kind: 'root', day: '2026-11-22' }]],
  [
    'a file that was cut off',
    changed('2026-11-21.csv', (text) => text.slice(0, -20)),
    [{ kind: 'file-unreadable', day: '2026-11-21', line: 5 }],
  ],
  [
    'a page in place of a file',
    changed('2026-11-22.csv', () => '<!doctype html>'),
    [{ kind: 'file-unreadable', day: '2026-11-22', line: 1 }],
  ],
  [
    'a changed root',
    index((days) => days.map((day) => (day.day === '2026-11-21' ? { ...day, root: 'a'.repeat(64) } : day))),
    [
      { kind: 'chain', day: '2026-11-21' },
      { kind: 'root', day: '2026-11-21' },
    ],
  ],
  [
    'a changed number',
    index((days) => days.map((day) => (day.day === '2026-11-20' ? { ...day, n: 2 } : day))),
    [{ kind: 'chain', day: '2026-11-20' }],
  ],
  ['a day that is gone', index((days) => days.slice(1)), [{ kind: 'chain', day: '2026-11-21' }]],
  ['days in another order', index((days) => [...days].reverse()), [{ kind: 'chain', day: '2026-11-22' }]],
  ['a list of days that is none', changed('goc.json', () => '[]'), [{ kind: 'index-unreadable' }]],
  ['a list of days that is no JSON', changed('goc.json', (text) => text.slice(1)), [{ kind: 'index-unreadable' }]],
  ['no list of days', {}, [{ kind: 'no-index' }]],
])('of %s it says what does not fit', async (_what, files, misfits) => {
  expect((await check(files)).misfits).toEqual(misfits);
});

test('where the receipt’s own line was taken out, the file of that day does not fit', async () => {
  const line = receiptHashOf(sha256, receipt);
  const files = changed('2026-11-21.csv', (text) =>
    text
      .split('\n')
      .filter((one) => !one.startsWith(line))
      .join('\n'),
  );
  expect(await check(files)).toMatchObject({ found: null, misfits: [{ kind: 'root', day: '2026-11-21' }] });
});

test('a missing file matters only as long as the receipt has not been found', async () => {
  const { '2026-11-20.csv': _older, ...withoutOlder } = published();
  expect(await check(withoutOlder)).toMatchObject({ found: { line: expect.any(Number) }, misfits: [] });
  const { '2026-11-21.csv': _own, ...withoutOwn } = published();
  expect(await check(withoutOwn)).toMatchObject({ found: null, misfits: [{ kind: 'no-file', day: '2026-11-21' }] });
});

test('a copy kept from earlier shows that days were written anew, though all is sound in itself', async () => {
  const earlier = published()['goc.json'] ?? '';
  const shorter = index((days) => days.slice(0, 2))['goc.json'] ?? '';
  expect((await check(published(), receipt, shorter)).misfits).toEqual([]);
  expect(
    (
      await check(
        index((days) => days.slice(0, 2)),
        receipt,
        earlier,
      )
    ).misfits,
  ).toEqual([{ kind: 'earlier', day: '2026-11-22' }]);
  const rewritten = index((days) => {
    let chain = chainStart;
    return days.map((day) => {
      const one = { ...day, root: day.day === '2026-11-20' ? 'a'.repeat(64) : day.root };
      chain = chainLink(sha256, chain, one);
      return { ...one, chain };
    });
  });
  expect((await check(rewritten)).misfits).toEqual([]);
  expect((await check(rewritten, receipt, earlier)).misfits).toEqual([{ kind: 'earlier', day: '2026-11-20' }]);
});
