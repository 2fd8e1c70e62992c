import { type Answer, type Reason, reasons } from './answer.ts';

/** How often a page was given an answer. */
export interface AnswerTotal {
  readonly path: string;
  readonly answer: Answer;
  readonly n: number;
}

/** What was answered about one page. */
export interface PageReport {
  readonly path: string;
  readonly yes: number;
  readonly no: number;
  readonly reasons: Readonly<Record<Reason, number>>;
  /** The share of those for whom it was of no use, in whole percent rounded half up; null where too few answered. */
  readonly noPercent: number | null;
}

/** Below this a share says more about who came by than about the page (assumed: no rule names a number). */
export const leastForShare = 10;

/** The pages with answers; those with the most "no" first, then by the larger share of them. */
export function pageReports(totals: readonly AnswerTotal[]): readonly PageReport[] {
  const byPath = Map.groupBy(totals, ({ path }) => path);
  return [...byPath].map(([path, own]) => reportOf(path, own)).sort((a, b) => b.no - a.no || a.yes - b.yes || (a.path < b.path ? -1 : 1));
}

function reportOf(path: string, totals: readonly AnswerTotal[]): PageReport {
  const timesOf = (answer: Answer) => totals.reduce((sum, total) => (total.answer === answer ? sum + total.n : sum), 0);
  const counts = Object.fromEntries(reasons.map((reason) => [reason, timesOf(reason)])) as Record<Reason, number>;
  const yes = timesOf('yes');
  const no = reasons.reduce((sum, reason) => sum + counts[reason], 0);
  const all = yes + no;
  return { path, yes, no, reasons: counts, noPercent: all < leastForShare ? null : Math.floor((200 * no + all) / (2 * all)) };
}
