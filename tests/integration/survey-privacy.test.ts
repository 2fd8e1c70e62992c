import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import type { App } from '#platform/app.ts';
import { confirmProposal, proposeExclusion } from '#survey/exclusion-service.ts';
import { nightly } from '#survey/nightly.ts';
import { submitResponse } from '#survey/service.ts';
import { makeTickets } from '#survey/ticket-service.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { wardResponse } from '../support/responses.ts';

/** Every table of the survey with its columns: a new one is looked at by whoever adds it here. */
const columns: Readonly<Record<string, readonly string[]>> = {
  instruments: ['id', 'sha256', 'definition'],
  waves: ['id', 'instrument', 'title', 'kind', 'opens', 'closes', 'modes', 'agencies', 'minimum_n', 'display'],
  collection_points: ['code', 'label', 'agency', 'procedure', 'mode', 'active'],
  ticket_batches: ['id', 'wave', 'agency', 'procedure', 'month', 'outcome', 'mode', 'issued', 'made_on', 'person'],
  tickets: ['code_hash', 'batch', 'spent'],
  responses: ['receipt', 'wave', 'agency', 'procedure', 'day', 'mode', 'outcome', 'pace', 'answers', 'profile'],
  response_flags: ['receipt', 'flag'],
  tallies: ['wave', 'agency', 'mode', 'n', 'cells', 'excluded', 'excluded_cells'],
  shown_tallies: ['agency', 'wave', 'n', 'cells', 'modes'],
  procedure_tallies: ['wave', 'procedure', 'n', 'cells', 'excluded', 'excluded_cells', 'shown_n', 'shown_excluded', 'shown_cells'],
  exclusions: ['receipt', 'proposal'],
  exclusion_proposals: [
    'number',
    'act',
    'reason',
    'proposed_by',
    'proposed_by_id',
    'proposed_on',
    'state',
    'decided_by',
    'decided_by_id',
    'decided_on',
  ],
  excluded_responses: ['receipt', 'proposal'],
  recounts: ['day', 'wave', 'responses', 'drift'],
  comments: ['id', 'wave', 'agency', 'month', 'text'],
};

/** Tables of other rooms that the survey writes to, or that have nothing to do with answers. */
const others =
  /^(kysely_|sqlite_|agencies$|agency_|procedures$|procedure_(?!tallies)|page_feedback$|articles$|article_|documents$|media$|indicators$|scoring_rules$|criteria_sets$|rounds$|round_|score_acts$|evidence$|published_rounds$|releases$|improvements$|audit$|staff$|staff_|sign_in_attempts$|changes$|search_|settings$|banners$|life_events$|leases$|proof_days$)/;

/** Who somebody is, where they were, when exactly, and with what. `label` and `title` name places and waves. */
const forbidden =
  /name|phone|mobile|mail|address|street|birth|cccd|cmnd|identity|citizen|ip$|^ip|agent|browser|device|session|cookie|client|account|user|hour|minute|second|time|stamp|_at$|^at$|created|latitude|longitude|dossier/i;

const tablesOf = async (app: App) =>
  (
    await sql<{
      name: string;
      type: string;
      sql: string;
    }>`select name, type, sql from sqlite_master where type in ('table', 'view')`.execute(app.writer)
  ).rows;

const columnsOf = async (app: App, table: string) =>
  (await sql<{ name: string }>`select name from pragma_table_xinfo(${table})`.execute(app.writer)).rows.map(({ name }) => name);

test('the survey’s tables have these columns and no other, and none may say who, where or at what time', async () => {
  const app = await openTestApp();
  const tables = await tablesOf(app);
  expect(
    tables
      .map(({ name }) => name)
      .filter((name) => !others.test(name))
      .sort(),
  ).toEqual(Object.keys(columns).sort());
  for (const [table, expected] of Object.entries(columns)) {
    expect(await columnsOf(app, table), table).toEqual(expected);
    expect(
      expected.filter((column) => forbidden.test(column)),
      table,
    ).toEqual([]);
  }
});

test('tables of single answers, tickets and comments have no row numbers', async () => {
  const app = await openTestApp();
  for (const table of [
    'responses',
    'tickets',
    'comments',
    'response_flags',
    'exclusions',
    'tallies',
    'shown_tallies',
    'procedure_tallies',
  ]) {
    await expect(sql`select rowid from ${sql.table(table)}`.execute(app.writer), table).rejects.toThrow(/no such column: rowid/);
  }
});

test('only flags and exclusions know a receipt; no key leads from a ticket or a comment to an answer', async () => {
  const app = await openTestApp();
  const keys = await sql<{ table: string; from: string; to: string }>`
    select m.name as "table", f."from", f."table" as "to" from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table'`.execute(
    app.writer,
  );
  const to = (target: string) =>
    keys.rows
      .filter((key) => key.to === target)
      .map((key) => `${key.table}.${key.from}`)
      .sort();
  expect(to('responses')).toEqual(['exclusions.receipt', 'response_flags.receipt']);
  expect(to('tickets')).toEqual([]);
  expect(to('comments')).toEqual([]);
  expect(to('ticket_batches')).toEqual(['tickets.batch']);
});

/** Fifty people with a ticket each, who answer each in their own way and write something; and what staff then do. */
async function usedPortal() {
  const clock = clockAt('2026-11-22T03:00:00.000Z');
  const app = await openTestApp({ clock });
  const made = await makeTickets(app, { instrument: 'HN-WARD-9-2026', agency: '00004', count: 50 }, atCommand('Cán bộ A'));
  if (made.kind !== 'made') throw new Error(made.message.key);
  const sent: { id: string; receipt: string; ticket: string; comment: string }[] = [];
  for (const [i, ticket] of made.codes.entries()) {
    clock.set(`2026-11-22T04:${String(i).padStart(2, '0')}:17.443Z`);
    const answers = Object.fromEntries(Array.from({ length: 9 }, (_, item) => [`W${item + 1}`, 1 + (Math.floor(i / 5 ** (item % 3)) % 5)]));
    const [id, comment] = [randomUUID(), `Ý kiến riêng thứ ${i}`];
    const outcome = await submitResponse(
      app,
      { ...wardResponse({ id, ticket, comment }), answers },
      { sender: { address: `203.0.113.${i}`, userAgent: 'Trinh-duyet-thu' }, collectedBy: null },
    );
    if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
    sent.push({ id, receipt: outcome.receipt, ticket, comment });
  }
  clock.set('2026-11-22T05:30:00.000Z');
  const order = { act: 'exclude' as const, receipts: sent.slice(0, 3).map(({ receipt }) => receipt), reason: 'Thử loại ba phiếu này' };
  const proposed = await proposeExclusion(app, order, atCommand('Cán bộ A'));
  if (proposed.kind !== 'proposed') throw new Error(proposed.message.key);
  await confirmProposal(app, proposed.number, atCommand('Cán bộ B'));
  await nightly({ context: app, file: app.config.databaseFile, holder: app.origin, commentDays: 180 }).once();
  return { app, sent };
}

/** All rows of a table, in the order in which the database has them. */
const rowsOf = async (app: App, table: string) =>
  (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(app.writer)).rows;

/** How far two orders agree: 1 the same, -1 the reverse, near 0 nothing to do with each other (Kendall). */
function agreement(order: readonly number[]): number {
  let [same, pairs] = [0, 0];
  order.forEach((a, i) => {
    for (const b of order.slice(i + 1)) {
      same += a < b ? 1 : -1;
      pairs += 1;
    }
  });
  return same / pairs;
}

test('after fifty answers with tickets and comments, nothing in the database tells whose answer is whose', async () => {
  const { app, sent } = await usedPortal();
  const responses = await rowsOf(app, 'responses');
  expect(responses).toHaveLength(50);
  const distinct = (rows: readonly Record<string, unknown>[], column: string) => new Set(rows.map((row) => JSON.stringify(row[column])));

  for (const table of [
    'tickets',
    'comments',
    'ticket_batches',
    'audit',
    'changes',
    'leases',
    'settings',
    'recounts',
    'exclusion_proposals',
  ]) {
    const rows = await rowsOf(app, table);
    expect(rows.length, table).toBeGreaterThan(0);
    for (const column of Object.keys(rows[0] ?? {})) {
      const values = distinct(rows, column);
      for (const other of Object.keys(responses[0] ?? {})) {
        const theirs = distinct(responses, other);
        const shared = [...values].filter((value) => value !== 'null' && theirs.has(value));
        // What both know, such as the agency and the wave, they know of all fifty alike.
        for (const value of shared) {
          const matching = responses.filter((row) => JSON.stringify(row[other]) === value).length;
          expect(matching, `${table}.${column} = ${value} in responses.${other}`).toBe(50);
        }
      }
    }
    const text = JSON.stringify(rows);
    for (const { receipt, ticket, id } of sent) for (const secret of [receipt, ticket, id]) expect(text, table).not.toContain(secret);
  }

  // The order in which rows stand says nothing of the order in which people came.
  const place = new Map(sent.map((one, i) => [one.comment, i]));
  const ofReceipt = new Map(sent.map((one, i) => [one.receipt, i]));
  const comments = (await rowsOf(app, 'comments')).map(({ text }) => place.get(String(text)) ?? -1);
  const answers = responses.map(({ receipt }) => ofReceipt.get(String(receipt)) ?? -1);
  expect([...comments].sort((a, b) => a - b)).toEqual(sent.map((_, i) => i));
  // By chance alone 0.1 apart (standard error, 50 rows): half would come once in a million tables.
  for (const order of [comments, answers]) expect(Math.abs(agreement(order))).toBeLessThan(0.5);
  expect(Math.abs(agreement(comments.map((person) => answers.indexOf(person))))).toBeLessThan(0.5);
});

test('no table holds an id, a ticket, a network address, a browser or the minute of an answer; a comment stands in its table alone', async () => {
  const { app, sent } = await usedPortal();
  for (const { name, type } of await tablesOf(app)) {
    if (type !== 'table' || name.startsWith('search_')) continue;
    const text = JSON.stringify(await rowsOf(app, name));
    for (const { id, ticket } of sent) {
      expect(text.includes(id), name).toBe(false);
      expect(text.includes(ticket), name).toBe(false);
    }
    for (const trace of ['203.0.113.', 'Trinh-duyet-thu', 'T04:', '17.443'])
      expect(text.includes(trace), `${trace} in ${name}`).toBe(false);
    if (name !== 'comments') expect(text.includes('Ý kiến riêng'), name).toBe(false);
    if (!['responses', 'response_flags', 'exclusions'].includes(name)) {
      for (const { receipt } of sent) expect(text.includes(receipt), name).toBe(false);
    }
  }
});
