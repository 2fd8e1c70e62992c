import { z } from 'zod';
import type { Hash } from './merkle.ts';

/** A stored response as its proof sees it: the whole row. */
export interface ProvenRow {
  readonly receipt: string;
  readonly wave: string;
  readonly agency: string;
  readonly procedure: string | null;
  readonly day: string;
  readonly mode: string;
  readonly outcome: string | null;
  readonly pace: number | null;
  readonly answers: string;
  readonly profile: string | null;
}

/** What is published of one response: two hashes in hexadecimal digits, which tell nothing to who does not hold the receipt. */
export interface ProofLeaf {
  /** By which who holds the receipt finds the line. */
  readonly receiptHash: string;
  /** SHA-256 of the salt and `rowText`: holds the portal to what it stored. */
  readonly contentHash: string;
}

/** The hash of a receipt, which anyone who holds it can make; in hexadecimal digits. */
export function receiptHashOf(hash: Hash, receipt: string): string {
  return hexOf(hash(Buffer.from(`bien-nhan:${receipt}`)));
}

/** What the salt of a response is made of, with the key of the installation. */
export function saltText(receipt: string): string {
  return `muoi:${receipt}`;
}

/** The stored row as one text that is the same for ever; another shape of the table needs another first word. */
export function rowText(row: ProvenRow): string {
  const { receipt, wave, agency, procedure, day, mode, outcome, pace, answers, profile } = row;
  return JSON.stringify(['phieu-1', receipt, wave, agency, procedure, day, mode, outcome, pace, answers, profile]);
}

/** The two hashes of a response. The salt is 32 bytes that nobody can guess; it is neither stored nor published. */
export function proofLeaf(hash: Hash, row: ProvenRow, salt: Uint8Array): ProofLeaf {
  return {
    receiptHash: receiptHashOf(hash, row.receipt),
    contentHash: hexOf(hash(Buffer.concat([salt, Buffer.from(rowText(row))]))),
  };
}

/** The leaf as the tree takes it: 64 bytes. */
export function leafBytes({ receiptHash, contentHash }: ProofLeaf): Uint8Array {
  return Buffer.from(receiptHash + contentHash, 'hex');
}

/** Receipts in the order of their hashes, which tells nothing of when each came. */
export function inProofOrder(hash: Hash, receipts: readonly string[]): readonly string[] {
  return receipts
    .map((receipt) => ({ receipt, key: receiptHashOf(hash, receipt) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ receipt }) => receipt);
}

const header = 'receipt_hash,content_hash';
const line = z.string().regex(/^[0-9a-f]{64},[0-9a-f]{64}$/);

/** The file of a day: plain lines, the same bytes for ever, for `sha256sum` and `grep` as well as for a spreadsheet. */
export function dayFile(leaves: readonly ProofLeaf[]): string {
  return [header, ...leaves.map(({ receiptHash, contentHash }) => `${receiptHash},${contentHash}`), ''].join('\n');
}

/** The leaves of a day's file, or the number of the first line that cannot be one. Ends of lines may be those of any system. */
export function readDayFile(text: string): { readonly leaves: readonly ProofLeaf[] } | { readonly wrongLine: number } {
  const lines = text
    .replace(/^\u{FEFF}/u, '')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  if (lines[0] !== header) return { wrongLine: 1 };
  const leaves: ProofLeaf[] = [];
  for (const [i, one] of lines.entries()) {
    if (i === 0) continue;
    if (!line.safeParse(one).success) return { wrongLine: i + 1 };
    leaves.push({ receiptHash: one.slice(0, 64), contentHash: one.slice(65) });
  }
  return { leaves };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
