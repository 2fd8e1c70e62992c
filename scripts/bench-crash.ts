import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { atCommand } from '#accounts/model/person.ts';
import { type App, openApp } from '#platform/app.ts';
import { readConfig } from '#platform/config.ts';
import { Fault } from '#platform/fault.ts';
import { silentLog } from '#platform/log.ts';
import type { ResponseInput } from '#survey/model/response.ts';
import { recountAll } from '#survey/recount-service.ts';
import { totalResponses } from '#survey/tally-store.ts';
import { makeTickets } from '#survey/ticket-service.ts';
import { buildIfNeeded } from './build-site.ts';
import { command, options } from './command.ts';

const usage = 'npm run bench:crash -- [--times 20]';
const submissions = 2000;
const port = 4900;
const questions = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', 'W9'];
const agencies = ['00004', '00008', '00025'] as const;

/** The portal in a process of its own, as `npm start` runs it. */
async function startPortal(env: Record<string, string>): Promise<ChildProcess> {
  const portal = spawn(process.execPath, [path.join(import.meta.dirname, 'start.ts')], {
    env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (let tries = 0; tries < 600; tries++) {
    if (portal.exitCode !== null) throw new Fault('Cổng không khởi động được.');
    const ready = await fetch(`http://127.0.0.1:${port}/healthz`)
      .then((answer) => answer.ok)
      .catch(() => false);
    if (ready) return portal;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Fault('Cổng khởi động quá lâu.');
}

async function end(portal: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const ended = new Promise((resolve) => portal.once('exit', resolve));
  portal.kill(signal);
  await ended;
}

const acknowledgement = z.object({ receipt: z.string() });

/** Sends one response; its receipt where it is acknowledged, null where nothing or anything else comes back. */
function send(agent: Agent, input: ResponseInput): Promise<string | null> {
  return new Promise((resolve) => {
    const body = JSON.stringify(input);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request({ agent, host: '127.0.0.1', port, path: '/api/v1/responses', method: 'POST', headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.on('end', () =>
        resolve(answer.statusCode === 200 || answer.statusCode === 201 ? acknowledgement.parse(JSON.parse(text)).receipt : null),
      );
      answer.on('error', () => resolve(null));
    });
    sent.on('error', () => resolve(null));
    sent.end(body);
  });
}

/** Responses of which every other one carries a ticket. */
async function newResponses(app: App): Promise<readonly ResponseInput[]> {
  const tickets = new Map<string, string[]>();
  for (const agency of agencies) {
    const made = await makeTickets(app, { instrument: 'HN-WARD-9-2026', agency, count: submissions }, atCommand('Thử tắt máy đột ngột'));
    if (made.kind !== 'made') throw new Error(made.message.key);
    tickets.set(agency, [...made.codes]);
  }
  return Array.from({ length: submissions }, (_, i) => {
    const agency = agencies[i % agencies.length] ?? '00004';
    const ticket = i % 2 === 0 ? tickets.get(agency)?.pop() : undefined;
    const answers = Object.fromEntries(questions.map((code) => [code, randomInt(0, 6) || null]));
    return {
      id: randomUUID(),
      instrument: 'HN-WARD-9-2026',
      agency,
      answers: { ...answers, W1: 4 },
      ...(ticket !== undefined && { ticket }),
    };
  });
}

/** What is wrong with what is stored: acknowledged responses that are missing, counts that do not agree. */
async function faults(app: App, acknowledged: readonly string[]): Promise<readonly string[]> {
  const stored = new Set((await app.reader.selectFrom('responses').select('receipt').execute()).map(({ receipt }) => receipt));
  const lost = acknowledged.filter((receipt) => !stored.has(receipt)).length;
  const drift = (await recountAll(app, app.config.databaseFile)).reduce((sum, one) => sum + one.drift.length, 0);
  const byTicket = (await app.reader.selectFrom('responses').select('receipt').where('mode', '=', 'ticket').execute()).length;
  const spent = (await app.reader.selectFrom('tickets').select('spent').where('spent', '=', 1).execute()).length;
  return [
    ...(lost > 0 ? [`${lost} phiếu đã xác nhận bị mất`] : []),
    ...(drift > 0 ? [`${drift} ô đếm lệch`] : []),
    ...(spent !== byTicket ? [`${spent} mã đã dùng nhưng ${byTicket} phiếu có mã`] : []),
    ...(stored.size !== (await totalResponses(app.reader)) ? ['số phiếu khác tổng đã đếm'] : []),
  ];
}

await command(async () => {
  const { times } = options(usage, { times: { type: 'string', default: '20' } }).values;
  const rounds = Number(times);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Fault('--times phải là số nguyên dương.');
  await buildIfNeeded();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-crash-'));
  const env = { DATA_DIR: dataDir, ADDRESS_LIMIT: '1000000' };
  const within = async <T>(act: (app: App) => Promise<T>): Promise<T> => {
    const app = await openApp(readConfig(env), { log: silentLog });
    try {
      return await act(app);
    } finally {
      await app.close();
    }
  };
  let acknowledgedInAll = 0;
  let portal: ChildProcess | null = null;
  try {
    for (let round = 1; round <= rounds; round++) {
      const inputs = await within(newResponses);
      const target = randomInt(1, submissions - 100);
      portal = await startPortal(env);
      const crashing = portal;
      const crowd = new Agent({ maxSockets: submissions });
      const receipts = new Map<string, string>();
      await Promise.all(
        inputs.map(async (input) => {
          const receipt = await send(crowd, input);
          if (receipt === null) return;
          receipts.set(input.id, receipt);
          if (receipts.size === target) crashing.kill('SIGKILL');
        }),
      );
      if (crashing.exitCode === null && crashing.signalCode === null) await end(crashing, 'SIGKILL');
      const after = await within((app) => faults(app, [...receipts.values()]));

      portal = await startPortal(env);
      const again = new Agent({ maxSockets: 64, keepAlive: true });
      const second = await Promise.all(inputs.map(async (input) => [input.id, await send(again, input)] as const));
      again.destroy();
      await end(portal, 'SIGTERM');
      portal = null;
      const unanswered = second.filter(([, receipt]) => receipt === null).length;
      const other = second.filter(([id, receipt]) => receipts.has(id) && receipts.get(id) !== receipt).length;
      const wrong = await within(async (app) => [
        ...after,
        ...(await faults(
          app,
          second.flatMap(([, receipt]) => receipt ?? []),
        )),
        ...(unanswered > 0 ? [`${unanswered} phiếu gửi lại không được nhận`] : []),
        ...(other > 0 ? [`${other} phiếu gửi lại có biên nhận khác`] : []),
        ...((await totalResponses(app.reader)) === round * submissions
          ? []
          : [`tổng ${await totalResponses(app.reader)} thay vì ${round * submissions}`]),
      ]);
      acknowledgedInAll += receipts.size;
      console.log(
        `lần ${round}: tắt đột ngột sau ${receipts.size} xác nhận; ${wrong.length === 0 ? 'không mất, không đếm hai lần' : wrong.join('; ')}`,
      );
      if (wrong.length > 0) throw new Fault('Có phiếu bị mất hoặc đếm sai.');
    }
    console.log(
      `${rounds} lần, ${rounds * submissions} phiếu, ${acknowledgedInAll} xác nhận trước khi tắt: không mất phiếu nào, không phiếu nào đếm hai lần.`,
    );
  } finally {
    if (portal && portal.exitCode === null && portal.signalCode === null) await end(portal, 'SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  }
});
