import type { Incoming, Quarantined, QuarantineReason } from './import-plan.ts';
import type { ImportRow, ListCells } from './import-rows.ts';
import { listingOfRecord } from './listing.ts';
import { readNationalJson } from './national-json.ts';
import type { NationalRecord } from './record.ts';
import { sourceLine, sourceText } from './source-text.ts';
import { procedureCode } from './vocabulary.ts';

export type ReadRow =
  | { readonly kind: 'row'; readonly row: Omit<Incoming, 'record'>; readonly record: NationalRecord | null }
  | { readonly kind: 'quarantined'; readonly row: Quarantined };

/** What a row of a file brings to the catalogue, or why it is kept out. Nothing is corrected on the way. */
export function incomingOf(file: string, row: ImportRow): ReadRow {
  return row.kind === 'detail' ? detailOf(file, row.place, row.value) : listRowOf(file, row.place, row.cells);
}

function detailOf(file: string, place: string, value: unknown): ReadRow {
  const read = readNationalJson(value);
  if (read.kind === 'broken')
    return quarantined(file, place, read.code, 'broken', [read.path, read.why].filter((part) => part !== '').join(': '));
  const { record } = read;
  const reason = refusalOf(record.code, record.name) ?? (isDemo(record.decision.number) ? 'demo' : undefined);
  if (reason) return quarantined(file, place, record.code, reason, reason === 'demo' ? record.decision.number : record.name);
  return { kind: 'row', row: { code: record.code, file, place, listing: listingOfRecord(record) }, record };
}

function listRowOf(file: string, place: string, cells: ListCells): ReadRow {
  const code = sourceLine(cells.code);
  const name = sourceText(cells.name);
  const reason = refusalOf(code, name) ?? (isDemo(cells.decision_no ?? '') ? 'demo' : undefined);
  if (reason) return quarantined(file, place, code, reason, name);
  return {
    kind: 'row',
    row: {
      code,
      file,
      place,
      listing: {
        name,
        field: sourceLine(cells.field),
        promulgator: sourceLine(cells.promulgator),
        executing: cells.executing === undefined ? null : linesOf(cells.executing),
      },
    },
    record: null,
  };
}

function linesOf(cell: string): string[] {
  return sourceText(cell)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function refusalOf(code: string, name: string): QuarantineReason | undefined {
  if (!procedureCode.safeParse(code).success) return 'code-form';
  return name === '' ? 'no-name' : undefined;
}

// The national database holds records of its own trials.
function isDemo(decision: string): boolean {
  return /^(demo|test)\b/iu.test(decision);
}

function quarantined(file: string, place: string, code: string, reason: QuarantineReason, detail: string): ReadRow {
  return { kind: 'quarantined', row: { file, place, code, reason, detail } };
}
