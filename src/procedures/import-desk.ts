import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Doer } from '#accounts/model/person.ts';
import type { IsoTime } from '#db/schema.ts';
import { translatorFor } from '#i18n/translator.ts';
import { timestamp } from '#platform/clock.ts';
import { isTaken, type Lease, releaseLease, takeLease } from '#platform/lease.ts';
import { projectRoot } from '#platform/project-root.ts';
import type { CatalogueContext } from './findable.ts';
import type { ImportAnswer, ImportOrder } from './import-process.ts';
import { followImport } from './import-service.ts';
import {
  deleteImportsBefore,
  failReading,
  findImport,
  insertImport,
  type KeptImport,
  updateImport,
  waitingImports,
} from './import-store.ts';
import { deniedTo, type Outcome, type Refused, refused, refusedAt } from './outcome.ts';

/** What receiving imports needs besides the house. */
export interface DeskContext extends CatalogueContext {
  readonly config: { readonly databaseFile: string; readonly importsDir: string };
}

/** For how long uploaded files are kept at most; then they must be uploaded anew. */
export const importMinutes = 60;
export const mostImportFiles = 10;

const lease = 'procedures.import';
const longestMs = 5 * 60_000;
// Longer than the process may live: while it is taken, somebody may still be reading.
const leaseMs = longestMs + 60_000;
const heapMebi = 384;
// Most plans are made by then; who waits longer is told that it is under way.
const answerMs = 20_000;

/** What carrying out a plan came to; `writing`: it goes on, and the plan's page tells how it ended. */
export type ApplyOutcome = Outcome | { readonly kind: 'writing' };
export type UploadOutcome = { readonly kind: 'done'; readonly id: string } | Refused;

/**
 * Takes the files of an import and has a process of its own read them and make a plan; nothing of the catalogue changes. Gives
 * the id under which the plan is found, as soon as it is made or after 20 seconds. One import is worked on at a time.
 */
export async function uploadImport(context: DeskContext, by: Doer, files: readonly File[]): Promise<UploadOutcome> {
  const given = files.filter((file) => file.size > 0 || file.name !== '');
  if (given.length === 0) return refusedAt('files', 'procedures.staff.import.refused.none');
  if (given.length > mostImportFiles) return refusedAt('files', 'procedures.staff.import.refused.many', { most: mostImportFiles });
  const denied = deniedTo(by, 'import.plan');
  if (denied) return denied;
  await dropExpiredImports(context);
  const id = randomUUID();
  const held = await takeLease(context, lease, id, leaseMs);
  if (!held) return refused('procedures.staff.import.refused.busy');
  try {
    const names = uniqueNames(given.map((file) => file.name));
    const row = {
      id,
      files: given.map((file, i) => ({ name: names[i] ?? '', bytes: file.size })),
      person: by.name,
      created_at: timestamp(context.clock),
      expires_at: new Date(context.clock.now().getTime() + importMinutes * 60_000).toISOString() as IsoTime,
    };
    await context.writer.transaction().execute((tx) => insertImport(tx, row));
    const dir = dirOf(context, id);
    await mkdir(dir, { recursive: true, mode: 0o700 });
    for (const [i, file] of given.entries()) await writeFile(path.join(dir, String(i)), file.stream(), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    await giveUp(context, id, '').catch((failure: unknown) => context.log.error('import.upload', failure));
    await releaseLease(context, held);
    throw error;
  }
  await waitFor(readUploaded(context, by, id, held));
  return { kind: 'done', id };
}

/** Reads the same files once more, where the catalogue has changed since the plan was made. */
export async function planAgain(context: DeskContext, by: Doer, id: string): Promise<Outcome> {
  const denied = deniedTo(by, 'import.plan');
  if (denied) return denied;
  const held = await takeLease(context, lease, randomUUID(), leaseMs);
  if (!held) return refused('procedures.staff.import.refused.busy');
  const kept = await findImport(context.reader, id);
  if (kept?.state !== 'planned') {
    await releaseLease(context, held);
    return refused('procedures.staff.import.refused.state');
  }
  await context.writer.transaction().execute((tx) => updateImport(tx, id, { state: 'reading', report: null, fingerprint: null }));
  await waitFor(readUploaded(context, by, id, held));
  return { kind: 'done' };
}

/**
 * Carries out the plan that was shown, all of it or nothing: refused where the catalogue or a file has changed since. The
 * files are removed once it is done. Waits at most `patienceMs` for the end; a failure after that is kept with the import.
 */
export async function applyUploaded(context: DeskContext, by: Doer, id: string, patienceMs = answerMs): Promise<ApplyOutcome> {
  const denied = deniedTo(by, 'import.apply');
  if (denied) return denied;
  const kept = await findImport(context.reader, id);
  if (!kept || kept.expires_at <= timestamp(context.clock)) return refused('procedures.staff.import.refused.expired');
  if (kept.state !== 'planned') return refused('procedures.staff.import.refused.state');
  const held = await takeLease(context, lease, randomUUID(), leaseMs);
  if (!held) return refused('procedures.staff.import.refused.busy');
  if (kept.problem !== null) await context.writer.transaction().execute((tx) => updateImport(tx, id, { problem: null }));
  const work = apply(context, by, kept, held);
  const outcome = await waitFor(work, patienceMs);
  if (outcome) return outcome;
  void work
    .then((late) => (late.kind === 'refused' ? keepProblem(context, id, late) : undefined))
    .catch((error: unknown) => context.log.error('import.apply', error));
  return { kind: 'writing' };
}

/** Nobody waits any more: what would have been said is kept with the import, for whoever opens its page, which is Vietnamese. */
async function keepProblem(context: DeskContext, id: string, { message }: Refused): Promise<void> {
  const problem = translatorFor('vi').say(message);
  context.log.error('import.apply', new Error(`refused after the answer: ${message.key}`));
  await context.writer.transaction().execute((tx) => updateImport(tx, id, { problem }));
}

async function apply(context: DeskContext, by: Doer, kept: KeptImport, held: Lease): Promise<Outcome> {
  try {
    const answer = await ask(orderFor(context, by, kept, 'apply'));
    switch (answer.kind) {
      case 'refused':
        return answer;
      case 'fault':
        return refused('procedures.staff.import.refused.fault', { fault: answer.fault });
      case 'bug':
        context.log.error('import.apply', new Error(answer.bug));
        return refused('procedures.staff.import.refused.broken');
      case 'done':
        await rm(dirOf(context, kept.id), { recursive: true, force: true });
        await followImport(context, answer.touched);
        return { kind: 'done' };
    }
  } finally {
    await releaseLease(context, held);
  }
}

/** Reads what was uploaded and keeps the plan, or why there is none. Rejects never: nobody may be waiting any more. */
async function readUploaded(context: DeskContext, by: Doer, id: string, held: Lease): Promise<void> {
  try {
    const kept = await findImport(context.reader, id);
    if (!kept) return;
    const answer = await ask(orderFor(context, by, kept, 'plan'));
    if (answer.kind === 'done') return;
    await giveUp(context, id, answer.kind === 'fault' ? answer.fault : '');
    if (answer.kind === 'bug') context.log.error('import.plan', new Error(answer.bug));
  } catch (error) {
    context.log.error('import.plan', error);
    await giveUp(context, id, '').catch((failure: unknown) => context.log.error('import.plan', failure));
  } finally {
    await releaseLease(context, held);
  }
}

/** Nothing comes of an import any more: says so with the reason, empty where none can be told, and removes the files. */
async function giveUp(context: DeskContext, id: string, problem: string): Promise<void> {
  await context.writer.transaction().execute((tx) => updateImport(tx, id, { state: 'failed', problem }));
  await rm(dirOf(context, id), { recursive: true, force: true });
}

/**
 * Forgets the imports whose hour is over, with their files, and files that belong to none; imports that a process which is gone
 * was reading have failed.
 */
export async function dropExpiredImports(context: DeskContext): Promise<void> {
  const now = timestamp(context.clock);
  // Folders first: one that is listed here had its row before it was made.
  const dirs = await readdir(context.config.importsDir).catch(() => []);
  const kept = await waitingImports(context.reader);
  if (kept.some(({ expires_at }) => expires_at <= now)) await context.writer.transaction().execute((tx) => deleteImportsBefore(tx, now));
  if (kept.some(({ state }) => state === 'reading')) {
    const failed = await context.writer.transaction().execute(async (tx) => ((await isTaken(tx, lease, now)) ? [] : failReading(tx)));
    for (const id of failed) await rm(dirOf(context, id), { recursive: true, force: true });
  }
  const living = new Set(kept.filter(({ expires_at }) => expires_at > now).map(({ id }) => id));
  for (const id of dirs.filter((one) => !living.has(one))) await rm(dirOf(context, id), { recursive: true, force: true });
}

function dirOf({ config }: DeskContext, id: string): string {
  return path.join(config.importsDir, id);
}

function orderFor(context: DeskContext, by: Doer, { id, files }: KeptImport, act: ImportOrder['act']): ImportOrder {
  return {
    act,
    id,
    databaseFile: context.config.databaseFile,
    files: files.map(({ name }, i) => ({ path: path.join(dirOf(context, id), String(i)), name })),
    now: timestamp(context.clock),
    person: { id: by.id, name: by.name },
  };
}

/** What the work comes to; undefined where it goes on after the time in which somebody waits for an answer. */
function waitFor<T>(work: Promise<T>, ms = answerMs): Promise<T | undefined> {
  const timer = new AbortController();
  const late = sleep(ms, undefined, { signal: timer.signal }).catch(() => undefined);
  return Promise.race([work.finally(() => timer.abort()), late]);
}

function ask(order: ImportOrder): Promise<ImportAnswer> {
  const child = fork(path.join(projectRoot, 'src', 'procedures', 'import-process.ts'), {
    // Node 22 needs a flag to read TypeScript; scripts/run.mjs sets it.
    execArgv: [...process.execArgv.filter((flag) => flag === '--experimental-strip-types'), `--max-old-space-size=${heapMebi}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    timeout: longestMs,
    killSignal: 'SIGKILL',
  });
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as ImportAnswer));
    child.once('exit', (code, signal) => resolve({ kind: 'bug', bug: `the import's process ended without an answer (${signal ?? code})` }));
    child.once('error', reject);
    // Where the process is gone before it took the order, its exit says so.
    child.send(order, () => undefined);
  });
}

/** Names without folders and control letters, none twice: the history names files by them. */
function uniqueNames(given: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const one of given) {
    const bare =
      one
        .normalize('NFC')
        .split(/[\\/]/)
        .at(-1)
        ?.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
        .trim()
        .slice(0, 120) || 'tệp';
    const taken = names.filter((name) => name === bare || name.startsWith(`${bare} (`)).length;
    names.push(taken === 0 ? bare : `${bare} (${taken + 1})`);
  }
  return names;
}
