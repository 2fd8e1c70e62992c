import { isFormerAgency } from './flags.ts';
import { ofAnotherProvince } from './provinces.ts';

const longest = 70;

/** Who carries a procedure out, in the few words of a row. */
export interface Executing {
  /** Shortened; null where the source names nobody that can be shown as Hà Nội's. */
  readonly first: string | null;
  /** How many others there are. */
  readonly others: number;
  /** Only agencies of the three-level government are named, which ended on 1 July 2025. */
  readonly doubtful: boolean;
}

/** Who carries a procedure out: those of today before former ones, those of other provinces never. */
export function executingOf(agencies: readonly string[] | null): Executing {
  const ours = (agencies ?? []).filter((agency) => !ofAnotherProvince(agency));
  const today = ours.filter((agency) => !isFormerAgency(agency));
  const shown = [...new Set((today.length > 0 ? today : ours).map(shortAgency))];
  const [first] = shown;
  return first === undefined
    ? { first: null, others: 0, doubtful: false }
    : { first, others: shown.length - 1, doubtful: today.length === 0 };
}

/** An agency's name as people write it: UBND for Ủy ban nhân dân, no full stop, cut between words where it is a description. */
export function shortAgency(name: string): string {
  const short = name
    .normalize('NFC')
    .replace(/(?:ủy|uỷ) ban nhân dân/giu, 'UBND')
    .replace(/\s+/gu, ' ')
    .replace(/[.;,:\s]+$/u, '')
    .trim();
  if (short.length <= longest) return short;
  const cut = short.slice(0, longest + 1).replace(/\s+\S*$/u, '');
  return `${cut.replace(/[,;:(\s]+$/u, '')}…`;
}
