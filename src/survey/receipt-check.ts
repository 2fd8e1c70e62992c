import { sha256 } from '#platform/sha256.ts';
import { brokenDay, dayTree, givesDay, type ProofDay, type ProofIndex, proofIndexSchema } from './model/proof-day.ts';
import { readDayFile, receiptHashOf } from './model/proof-leaf.ts';

/** Where the published files come from: a folder, or the portal's address. Each gives a text, or null where there is no such file. */
export interface PublishedFiles {
  index(): Promise<string | null>;
  day(day: string): Promise<string | null>;
}

/** Something in the published files that does not fit. */
export type Misfit =
  | { readonly kind: 'no-index' }
  | { readonly kind: 'index-unreadable' }
  /** What is published of this day does not follow from the days before it. */
  | { readonly kind: 'chain'; readonly day: string }
  /** The copy kept from earlier says something else of this day, or knows a day that is gone. */
  | { readonly kind: 'earlier'; readonly day: string }
  | { readonly kind: 'no-file'; readonly day: string }
  | { readonly kind: 'file-unreadable'; readonly day: string; readonly line: number }
  /** The lines of the file do not give the published number and root. */
  | { readonly kind: 'root'; readonly day: string };

export interface ReceiptCheck {
  readonly days: readonly ProofDay[];
  /** The day whose file holds the receipt, and its line there, counted from 1 below the header; null where no file holds it. */
  readonly found: { readonly day: ProofDay; readonly line: number } | null;
  readonly misfits: readonly Misfit[];
}

/** Reads a file of all days; null where it is none. */
export function readProofIndex(text: string): ProofIndex | null {
  try {
    return proofIndexSchema.parse(JSON.parse(text.replace(/^\u{FEFF}/u, '')));
  } catch {
    return null;
  }
}

/**
 * Looks for a receipt in the published files alone, newest day first, and recomputes what they claim: the whole chain, and
 * the root of every file that was read. `earlier` is a file of all days that somebody kept: what it says must still stand.
 */
export async function checkReceipt(files: PublishedFiles, receipt: string, earlier: ProofIndex | null): Promise<ReceiptCheck> {
  const text = await files.index();
  if (text === null) return { days: [], found: null, misfits: [{ kind: 'no-index' }] };
  const index = readProofIndex(text);
  if (index === null) return { days: [], found: null, misfits: [{ kind: 'index-unreadable' }] };
  const { days } = index;
  const misfits: Misfit[] = [];
  const broken = brokenDay(sha256, days);
  if (broken) misfits.push({ kind: 'chain', day: broken.day });
  const rewritten = earlier?.days.find((one, i) => days[i]?.day !== one.day || days[i]?.chain !== one.chain);
  if (rewritten) misfits.push({ kind: 'earlier', day: rewritten.day });

  const wanted = receiptHashOf(sha256, receipt);
  for (const day of [...days].reverse()) {
    const file = await files.day(day.day);
    const read = file === null ? null : readDayFile(file);
    if (read === null) misfits.push({ kind: 'no-file', day: day.day });
    else if ('wrongLine' in read) misfits.push({ kind: 'file-unreadable', day: day.day, line: read.wrongLine });
    else {
      if (!givesDay(dayTree(sha256, read.leaves), day)) misfits.push({ kind: 'root', day: day.day });
      const at = read.leaves.findIndex((leaf) => leaf.receiptHash === wanted);
      if (at >= 0) return { days, found: { day, line: at + 1 }, misfits };
    }
  }
  return { days, found: null, misfits };
}
