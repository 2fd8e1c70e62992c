import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { projectRoot } from '#platform/project-root.ts';
import { type Time, time } from './measure.ts';

const records = 2841;
/** The mean length of a record of the national database in July 2026, as JSON. */
const bytesEach = 11_000;

/**
 * Imports as many records as the city has, as a person would, on an empty data directory (schema, content, reading, writing,
 * search index), against JSON.parse of the same lines and a bare insert in one transaction. `given` is an export to take in
 * place of invented records.
 */
export async function importedCatalogue(given: string | undefined): Promise<readonly Time[]> {
  const dir = mkdtempSync(path.join(tmpdir(), 'portal-bench-import-'));
  try {
    const file = given ?? path.join(dir, 'mau.jsonl.gz');
    if (given === undefined) writeFileSync(file, gzipSync(sampleLines()));
    const { milliseconds, megabytes } = await runImport(file, path.join(dir, 'data'));
    const plain = bare(file, path.join(dir, 'bare.sqlite'));
    const what = `nhập ${plain.lines} thủ tục (${given === undefined ? 'tự tạo, ' : ''}${Math.round(plain.bytes / 1e6)} MB JSON)`;
    return [time(what, milliseconds, 'JSON.parse và ghi trần', plain.milliseconds, megabytes)];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Runs the command through its npm script's own line and reads the high-water mark of its memory from the kernel. */
async function runImport(file: string, dataDir: string): Promise<{ milliseconds: number; megabytes: number }> {
  const { scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const [, program = 'node', ...args] = (scripts.import ?? '').split(' ');
  const began = performance.now();
  const child = spawn(program === 'node' ? process.execPath : program, [...args, file, '--apply', '--person', 'bench'], {
    cwd: projectRoot,
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peak = 0;
  const watch = setInterval(() => {
    try {
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0));
    } catch {
      // It has just ended, or this system tells no such thing: what was seen so far counts.
    }
  }, 20);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`the import ended with ${code}`);
  return { milliseconds: performance.now() - began, megabytes: peak / 1024 };
}

function bare(file: string, database: string): { milliseconds: number; bytes: number; lines: number } {
  const began = performance.now();
  const text = gunzipSync(readFileSync(file)).toString();
  const db = new Sqlite(database);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('create table records (code text primary key, record text)');
  const insert = db.prepare('insert or replace into records values (?, ?)');
  const lines = text.split('\n').filter((line) => line !== '');
  db.transaction(() => {
    for (const line of lines) insert.run((JSON.parse(line) as { code: string }).code, line);
  })();
  db.close();
  return { milliseconds: performance.now() - began, bytes: Buffer.byteLength(text), lines: lines.length };
}

/** Lines in the shape of the national database, as many and as long as the city's; the words are filler. */
function sampleLines(): string {
  const words = 'nộp hồ sơ tại điểm phục vụ hành chính công cấp xã theo quy định của pháp luật kèm giấy tờ bản chính bản sao'.split(' ');
  const filler = (seed: number, length: number) => {
    let text = '';
    for (let i = seed; text.length < length; i++) text += `${words[(i * 7 + (i >> 3)) % words.length]} `;
    return text;
  };
  return Array.from({ length: records }, (_, i) =>
    JSON.stringify({
      code: `9.${String(i + 1).padStart(6, '0')}`,
      name: `Thủ tục số ${i + 1} ${filler(i, 70)}`,
      type: 'STANDARD',
      categoriesDetails: [{ code: `G00-${i % 227}`, name: `Lĩnh vực ${i % 227}` }],
      isWard: i % 4 === 0,
      isProvince: i % 4 !== 0,
      subjectTypesDetails: [{ code: 'ĐT1', name: 'Công dân Việt Nam' }],
      departmentPromulgateCode: 'G00',
      departmentPromulgateName: `Bộ ${i % 21}`,
      procedureProposal: { proposalNumber: `${i}/QĐ-B`, decisionDate: 1_767_545_200_000, publicationDate: null },
      executionSteps: [{ name: '', description: filler(i, bytesEach / 4) }],
      executionMethods: ['DIRECT', 'ONLINE', 'POSTAL'].map((submissionMethod) => ({
        submissionMethod,
        processingTime: (i % 30) + 1,
        processingTimeUnit: 'WORKING_DAY',
        fees: [{ type: 'FEE', value: i % 5 === 0 ? 0 : 20_000, description: '' }],
        description: filler(i + 3, 200),
      })),
      executionCases: [
        {
          name: '',
          profileComponents: Array.from({ length: 6 }, (__, j) => ({ code: '', name: filler(i + j, 120), originalQty: 1, copyQty: 0 })),
        },
      ],
      departmentsExecuting: [{ code: 'UBX', name: 'Ủy ban nhân dân cấp xã' }],
      resultsDetails: [{ code: 'KQ', name: filler(i, 60) }],
      legalBasisesDetails: Array.from({ length: 4 }, (__, j) => ({ code: `${j}/2026/NĐ-CP`, name: `Nghị định ${j}/2026/NĐ-CP` })),
      requirementsAndConditions: filler(i + 5, 300),
      updatedAt: 1_775_639_356_720,
    }),
  ).join('\n');
}
