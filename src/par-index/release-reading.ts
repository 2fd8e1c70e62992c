import { CsvError, parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { type Instrument, instrumentSchema, questionsOf } from '#survey/model/instrument.ts';
import { criteriaSetSchema } from './model/criteria.ts';
import { microdataColumns, scoreColumns } from './model/release-csv.ts';
import { evidenceSchema, type PublishedParts, type ReleaseResponse, releaseRoundSchema, releaseScoreSchema } from './model/release-parts.ts';
import { scoringRuleSchema } from './model/scoring-rule.ts';
import type { ReleaseFiles } from './release-bundle.ts';

/** What is wrong with a file of a release, and where in it; in Vietnamese, for who computes it again. */
export interface ReleaseFault {
  readonly file: string;
  /** Empty where it is the whole file. */
  readonly place: string;
  readonly message: string;
}

/** The parts of a release out of its files; null, and what is wrong, where they cannot be read. */
export function readParts(files: ReleaseFiles): { readonly parts: PublishedParts | null; readonly faults: readonly ReleaseFault[] } {
  const faults: ReleaseFault[] = [];
  const fault = (file: string, place: string, message: string) => void faults.push({ file, place, message });
  const round = readJson(files, 'round.json', releaseRoundSchema, fault);
  const criteria = readJson(files, 'criteria.json', criteriaSetSchema, fault);
  const rule = readJson(files, 'rule.json', scoringRuleSchema, fault);
  const instrument = readJson(files, 'instrument.json', instrumentSchema, fault);
  const scores = readScores(files, fault);
  const responses = instrument && readMicrodata(files, instrument, fault);
  if (!round || !criteria || !rule || !instrument || faults.length > 0) return { parts: null, faults };
  return { parts: { round, criteria, rule, instrument, scores, responses: responses ?? [] }, faults };
}

type Report = (file: string, place: string, message: string) => void;

function readJson<T>(files: ReleaseFiles, name: string, schema: z.ZodType<T>, fault: Report): T | null {
  const json = parseJson(files, name, fault);
  if (json === undefined) return null;
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues.slice(0, 5)) fault(name, path.join('.'), message);
  return null;
}

/** A JSON file of a release; undefined, and a fault, where it is none. */
export function parseJson(files: ReleaseFiles, name: string, fault: Report): unknown {
  const text = files.get(name);
  if (text === undefined) {
    fault(name, '', 'thiếu tệp này');
    return undefined;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    fault(name, '', `không phải JSON: ${(error as Error).message}`);
    return undefined;
  }
}

/** The rows of a table, its header first; empty, and a fault, where it cannot be read. */
export function parseTable(files: ReleaseFiles, name: string, fault: Report): readonly (readonly string[])[] {
  const text = files.get(name);
  if (text === undefined) {
    fault(name, '', 'thiếu tệp này');
    return [];
  }
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: false }) as string[][];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    fault(name, '', `không phải bảng CSV: ${error.message}`);
    return [];
  }
}

function readScores(files: ReleaseFiles, fault: Report): PublishedParts['scores'] {
  const name = 'scores.csv';
  return rowsBelow(files, name, scoreColumns, fault).flatMap(({ row, line }) => {
    const [agency, criterion, applies, self, checked, decided, reason, evidence = ''] = row;
    const shown = evidenceOf(evidence);
    if (shown === null) fault(name, `dòng ${line}, cột evidence`, 'không phải danh sách minh chứng dạng JSON');
    if (applies !== 'yes' && applies !== 'no') fault(name, `dòng ${line}, cột applies`, `"${applies}" phải là yes hoặc no`);
    const parsed = releaseScoreSchema.safeParse({
      agency,
      criterion,
      applies: applies === 'yes',
      ...{ self: self || null, checked: checked || null, decided: decided || null },
      reason: plainText(reason ?? ''),
      evidence: shown ?? [],
    });
    if (parsed.success) return [parsed.data];
    for (const { path, message } of parsed.error.issues) {
      const column = String(path[0]);
      const cell = row[scoreColumns.findIndex((one) => one === column)] ?? '';
      fault(name, `dòng ${line}, cột ${column}`, `"${cell}": ${message}`);
    }
    return [];
  });
}

function evidenceOf(cell: string): z.infer<typeof evidenceSchema> | null {
  if (cell === '') return [];
  try {
    const parsed = evidenceSchema.safeParse(JSON.parse(cell));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Without the apostrophe that keeps spreadsheets from taking a text for a formula. */
function plainText(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r])/, '');
}

function readMicrodata(files: ReleaseFiles, instrument: Instrument, fault: Report): readonly ReleaseResponse[] {
  const name = 'microdata.csv';
  const questions = questionsOf(instrument);
  const head = microdataColumns(instrument);
  const allowed = [
    ...questions.map(({ values }) => new Set(['', ...values.map(String)])),
    ...instrument.profile.map(({ options }) => new Set(['', ...options.map(({ value }) => value)])),
  ];
  return rowsBelow(files, name, head, fault).map(({ row, line }) => {
    const [agency = '', month = '', mode = '', ...cells] = row;
    if (!/^(\d{4}-(0[1-9]|1[0-2]))?$/.test(month)) fault(name, `dòng ${line}, cột month`, `"${month}" không phải tháng dạng YYYY-MM`);
    cells.forEach((cell, i) => {
      if (allowed[i]?.has(cell) === false) fault(name, `dòng ${line}, cột ${head[i + 3]}`, `không có mức "${cell}" ở câu này`);
    });
    const told = instrument.profile.map(({ code }, i) => [code, cells[questions.length + i] || null] as const);
    const answers = cells.slice(0, questions.length).map((cell) => cell || '-');
    return { agency, month, mode, profile: Object.fromEntries(told), answers: answers.join('') };
  });
}

interface Line {
  readonly row: readonly string[];
  /** Counted from 1, the header. */
  readonly line: number;
}

function rowsBelow(files: ReleaseFiles, name: string, columns: readonly string[], fault: Report): readonly Line[] {
  const [head, ...rows] = parseTable(files, name, fault);
  if (!head) return [];
  const column = columns.findIndex((one, i) => head[i] !== one);
  if (column >= 0 || head.length !== columns.length) {
    const wrong = column >= 0 ? column : columns.length;
    fault(name, `dòng 1, cột ${wrong + 1}`, `là "${head[wrong] ?? ''}", phải là "${columns[wrong] ?? '(hết cột)'}"`);
    return [];
  }
  return rows.flatMap((row, i) => {
    if (row.length === columns.length) return [{ row, line: i + 2 }];
    fault(name, `dòng ${i + 2}`, `có ${row.length} cột, phải có ${columns.length}`);
    return [];
  });
}
