import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import type { App } from '#platform/app.ts';
import { itemsOf } from '#survey/model/instrument.ts';
import { standingWave } from '#survey/model/wave.ts';
import { type DuckDB, fetchDuckDB } from './duckdb.ts';
import { interleaved, type Time, time } from './measure.ts';
import { longForm } from './scores.ts';

const responses = 1_000_000;

/** What one process says of one recount. */
interface Counted {
  readonly milliseconds: number;
  readonly megabytes: number;
  /** Answers by agency, item and value 1..5. */
  readonly cells: Readonly<Record<string, number>>;
}

/**
 * Counting a million responses anew, in a process of its own, against DuckDB counting the same answers out of a column per
 * question; nothing where DuckDB cannot be had. Both must come to the same counts.
 */
export async function recount(app: App): Promise<readonly Time[]> {
  const file = app.config.databaseFile;
  fill(file);
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-bench-duckdb-'));
  try {
    const duck = await fetchDuckDB(folder);
    if (!duck) return [];
    await load(duck, file);
    let [own, theirs] = [{ milliseconds: 0, megabytes: 0, cells: {} } as Counted, {} as Counted['cells']];
    const [ours, limit] = await interleaved(
      async () => {
        own = JSON.parse(execFileSync(process.execPath, [path.join(import.meta.dirname, 'recount-once.ts'), file]).toString()) as Counted;
        return own.milliseconds;
      },
      async () => {
        const begun = performance.now();
        const rows = await duck.rows(question());
        const milliseconds = performance.now() - begun;
        theirs = cellsOf(rows);
        return milliseconds;
      },
    );
    if (JSON.stringify(theirs) !== JSON.stringify(own.cells)) throw new Error('DuckDB came to other counts');
    return [time('đếm lại 1 triệu phiếu × 33 câu', ours, 'DuckDB, mỗi câu một cột', limit, own.megabytes)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const codes = itemsOf(longForm()).map(({ code }) => code);
const values = [1, 2, 3, 4, 5];

function fill(file: string): void {
  const db = new Sqlite(file);
  const agencies = db.prepare("select code from agencies where kind in ('ward', 'commune') order by code limit 126").pluck().all();
  const insert = db.prepare(
    "insert into responses (receipt, wave, agency, day, mode, answers) values (?, 'SIPAS-G2-2023.2026', ?, '2026-11-22', 'online', ?)",
  );
  let state = 1;
  const answer = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return '-12345'[(state >>> 16) % 6];
  };
  const wave = standingWave(longForm(), '2026');
  db.prepare('insert or ignore into waves values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    wave.id,
    wave.instrument,
    wave.title,
    wave.kind,
    wave.opens,
    wave.closes,
    JSON.stringify(wave.modes),
    null,
    wave.minimum_n,
    wave.display,
  );
  db.transaction(() => {
    for (let i = 0; i < responses; i++) {
      const name = i.toString(16).padStart(8, '0');
      insert.run(name, agencies[(i * 7919) % agencies.length], codes.map(answer).join(''));
    }
  })();
  db.close();
}

async function load(duck: DuckDB, file: string): Promise<void> {
  await duck.run(`create table responses (agency varchar, ${codes.map((code) => `${code} utinyint`).join(', ')})`);
  const db = new Sqlite(file, { readonly: true });
  const rows = db.prepare<[], [string, string]>('select agency, answers from responses').raw();
  await duck.append('responses', rows.iterate());
  db.close();
}

/** The fastest of six ways of asking, of which histogram() took twice and unpivot three times as long. */
function question(): string {
  const counts = codes.flatMap((code) => values.map((value) => `count_if(${code} = ${value})`));
  return `select agency, ${counts.join(', ')} from responses group by agency order by agency`;
}

function cellsOf(rows: readonly (readonly unknown[])[]): Counted['cells'] {
  return Object.fromEntries(
    rows.flatMap(([agency, ...counts]) =>
      codes.flatMap((code, c) => values.map((value, v) => [`${agency}/${code}/${value}`, Number(counts[c * values.length + v])])),
    ),
  );
}
