import { CsvError, parse } from 'csv-parse/sync';
import { type Message, message } from '#i18n/model/message.ts';
import type { ScoreOrder } from './model/score-act.ts';

/** The columns of a file of scores, in this order. */
export const scoreColumns = ['agency', 'criterion', 'score', 'reason'] as const;

/** An order, and the line of the file on which it begins, from 1: blank lines count, and so do those within a reason. */
export type OrderInFile = ScoreOrder & { readonly line: number };

export type ReadScores =
  | { readonly kind: 'read'; readonly orders: readonly OrderInFile[] }
  /** `line`: of the file, from 1. */
  | { readonly kind: 'refused'; readonly message: Message; readonly line: number };

type Row = { readonly record: readonly string[]; readonly raw: string; readonly info: { readonly lines: number } };

/** Reads a CSV file of scores, with or without a byte order mark; an empty score says that the criterion does not apply. */
export function readScoreFile(bytes: Uint8Array): ReadScores {
  const wrong = (line: number, said: Message): ReadScores => ({ kind: 'refused', message: said, line });
  const columns = scoreColumns.join(',');
  let rows: Row[];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // A browser sends line breaks within a cell as two characters, which the parser counts as two lines.
    rows = parse(text.replace(/\r\n?/g, '\n'), {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
      info: true,
      raw: true,
    }) as unknown as Row[];
  } catch (error) {
    if (error instanceof CsvError) return wrong(typeof error.lines === 'number' ? error.lines : 1, message('par-index.scores-file.csv'));
    if (error instanceof TypeError) return wrong(1, message('par-index.scores-file.utf-8'));
    throw error;
  }
  const [first, ...lines] = rows;
  if (first?.record.join(',') !== columns) return wrong(first?.info.lines ?? 1, message('par-index.scores-file.header', { columns }));
  const orders: OrderInFile[] = [];
  for (const { record: cells, raw, info } of lines) {
    // The parser knows where a record ends.
    const line = info.lines - (raw.trim().match(/\n/g)?.length ?? 0);
    const [agency = '', criterion = '', score = '', reason = ''] = cells;
    if (cells.length !== scoreColumns.length || agency === '' || criterion === '') {
      return wrong(line, message('par-index.scores-file.columns', { columns }));
    }
    orders.push({ agency, criterion, score: score === '' ? null : score, reason: reason.normalize('NFC'), line });
  }
  return { kind: 'read', orders };
}
