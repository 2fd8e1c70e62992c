import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { allAgencies } from '#agencies/store.ts';
import { openSqlite } from '#db/open.ts';
import { type App, openApp } from '#platform/app.ts';
import { readConfig } from '#platform/config.ts';
import { builtFrontDoor, takePort } from '#platform/http/serve.ts';
import { silentLog } from '#platform/log.ts';
import { type NewResponse, responseAppender } from '#survey/append.ts';
import { type Instrument, questionsOf } from '#survey/model/instrument.ts';
import { codeOf } from '#survey/model/receipt.ts';
import { packAnswers, packProfile, type ResponseInput } from '#survey/model/response.ts';
import { standingWave } from '#survey/model/wave.ts';
import { findInstrument } from '#survey/store.ts';
import { type Rate, type Row, rate, time } from './measure.ts';

const responses = 20_000;
/** As many as are under way at once over HTTP: a group cannot be larger. */
const batch = 64;
const warmUp = 5000;
const steadyRate = 500;
const steadySeconds = 20;

const loaded = z.object({ perSecond: z.number(), p50: z.number(), p99: z.number(), statuses: z.record(z.string(), z.number()) });

/**
 * Responses to the long form posted over HTTP, each acknowledged when it is on disk, against the same rows written by
 * better-sqlite3 alone in transactions of as many as are under way over HTTP; how long one takes at 500 a second; and what each takes on disk.
 */
export async function submissions(): Promise<readonly Row[]> {
  const throughput: Rate[] = [];
  // Each over an empty database, in turn, so that both see the same machine.
  for (let i = 0; i < 3; i++) {
    const raw = await withNewApp(async (app) => rawAppend(app));
    const posted = await withNewApp(async (app) => post(app, responses, 0, warmUp));
    throughput.push(
      rate('phiếu nhận qua HTTP, đã lên đĩa', posted.perSecond, `better-sqlite3 ghi cùng các dòng, ${batch} phiếu một lần`, raw),
    );
  }
  throughput.sort((a, b) => a.ratio - b.ratio);
  const median = throughput[1];
  if (!median) throw new Error('nothing was measured');
  const steady = await withNewApp(async (app) => ({
    ...(await post(app, steadyRate * steadySeconds, steadyRate)),
    bytes: await bytesOf(app),
  }));
  return [
    median,
    time(`p99 khi ${steadyRate} phiếu một giây`, steady.p99, 'mức trần', 60),
    { kind: 'size', name: 'mỗi phiếu trên đĩa, cả bảng đếm', bytes: steady.bytes / (steadyRate * steadySeconds), limitBytes: 200 },
  ];
}

async function withNewApp<T>(act: (app: App) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-bench-responses-'));
  const app = await openApp(readConfig({ DATA_DIR: dataDir, TRUSTED_PROXIES: '1' }), { log: silentLog });
  try {
    return await act(app);
  } finally {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function inputs(app: App, count: number): Promise<{ readonly form: Instrument; readonly all: readonly ResponseInput[] }> {
  const form = await findInstrument(app.reader, 'SIPAS-G2-2023');
  if (!form) throw new Error('no SIPAS-G2-2023');
  const communes = (await allAgencies(app.reader)).filter(
    ({ kind, valid_to }) => (kind === 'ward' || kind === 'commune') && valid_to === null,
  );
  const questions = questionsOf(form);
  const all = Array.from({ length: count }, (_, i) => ({
    id: randomUUID(),
    instrument: form.id,
    agency: communes[(i * 7919) % communes.length]?.code ?? '',
    answers: Object.fromEntries(questions.map(({ code, values }, q) => [code, values[(i * 31 + q * 17) % values.length] ?? null])),
    respondent: Object.fromEntries(form.profile.slice(0, 3).map(({ code, options }) => [code, options[i % options.length]?.value ?? ''])),
  }));
  return { form, all };
}

/** Responses a second that better-sqlite3 stores, with their tallies, in one process that does nothing else. */
async function rawAppend(app: App): Promise<number> {
  const { form, all } = await inputs(app, warmUp + responses);
  const wave = standingWave(form, '2026').id;
  const rows: readonly NewResponse[] = all.map(({ agency, answers, respondent }) => ({
    receipt: codeOf(randomBytes(10)),
    wave,
    agency,
    procedure: null,
    day: '2026-11-22',
    mode: 'online',
    outcome: null,
    pace: null,
    answers: packAnswers(form, answers),
    profile: packProfile(form, respondent),
    ticketHash: null,
    flags: [],
  }));
  await post(app, 1, 0);
  const db = openSqlite(app.config.databaseFile);
  try {
    const append = responseAppender(db.responses, '');
    const write = (some: readonly NewResponse[]) => {
      const begun = performance.now();
      for (let start = 0; start < some.length; start += batch) append(some.slice(start, start + batch));
      return some.length / ((performance.now() - begun) / 1000);
    };
    write(rows.slice(0, warmUp));
    return write(rows.slice(warmUp));
  } finally {
    await db.close();
  }
}

/** Posts responses from a process of its own, the last `count` of them measured; throws where one is not acknowledged. */
async function post(app: App, count: number, perSecond: number, before = 0): Promise<z.infer<typeof loaded>> {
  const { all } = await inputs(app, before + count);
  const { server, open } = await takePort(0, '127.0.0.1');
  open(await builtFrontDoor(app));
  const { port } = server.address() as AddressInfo;
  const load = async (some: readonly ResponseInput[]) => {
    const file = path.join(app.config.dataDir, 'bodies.jsonl');
    writeFileSync(file, some.map((one) => JSON.stringify(one)).join('\n'));
    const script = path.join(import.meta.dirname, 'post-load.ts');
    const how = [String(port), file, String(Math.min(batch, some.length)), String(perSecond)];
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...how]);
    const outcome = loaded.parse(JSON.parse(stdout));
    if (outcome.statuses['201'] !== some.length) throw new Error(`not all acknowledged: ${JSON.stringify(outcome.statuses)}`);
    return outcome;
  };
  try {
    if (before > 0) await load(all.slice(0, before));
    return await load(all.slice(before));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** What the responses and all that is counted of them take in the database, in bytes. */
async function bytesOf(app: App): Promise<number> {
  const db = openSqlite(app.config.databaseFile);
  db.responses.pragma('wal_checkpoint(truncate)');
  const tables = ['responses', 'tallies', 'response_flags', 'shown_tallies'];
  const size = db.responses
    .prepare<string[], { bytes: number }>(
      `select sum(pgsize) as bytes from dbstat where name in (select name from sqlite_schema where tbl_name in (${tables.map(() => '?').join(', ')}))`,
    )
    .get(...tables);
  await db.close();
  return size?.bytes ?? statSync(app.config.databaseFile).size;
}
