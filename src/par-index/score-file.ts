import { CsvError, parse } from 'csv-parse/sync';
import { type Message, message } from '#i18n/model/message.ts';
import type { ScoreOrder } from './model/score-act.ts';

/** The columns of a file of scores, in this order. */
export const scoreColumns = ['agency', 'criterion', 'score', 'reason'] as const;

export type ReadScores =
  | { readonly kind: 'read'; readonly orders: readonly ScoreOrder[] }
  /** `line`: of the file, from 1. */
  | { readonly kind: 'refused'; readonly message: Message; readonly line: number };

/** Reads a CSV file of scores, with or without a byte order mark; an empty score says that the criterion does not apply. */
export function readScoreFile(bytes: Uint8Array): ReadScores {
  const wrong = (line: number, said: Message): ReadScores => ({ kind: 'refused', message: said, line });
  const columns = scoreColumns.join(',');
  let rows: string[][];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    rows = parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true, trim: true });
  } catch (error) {
    if (error instanceof CsvError) return wrong(typeof error.lines === 'number' ? error.lines : 1, message('par-index.scores-file.csv'));
    if (error instanceof TypeError) return wrong(1, message('par-index.scores-file.utf-8'));
    throw error;
  }
  const [first, ...lines] = rows;
  if (first?.join(',') !== columns) return wrong(1, message('par-index.scores-file.header', { columns }));
  const orders: ScoreOrder[] = [];
  for (const [i, cells] of lines.entries()) {
    const [agency = '', criterion = '', score = '', reason = ''] = cells;
    if (cells.length !== scoreColumns.length || agency === '' || criterion === '') {
      return wrong(i + 2, message('par-index.scores-file.columns', { columns }));
    }
    orders.push({ agency, criterion, score: score === '' ? null : score, reason: reason.normalize('NFC') });
  }
  return { kind: 'read', orders };
}
