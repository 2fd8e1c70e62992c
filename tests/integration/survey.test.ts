import { randomUUID } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { translatorFor } from '#i18n/translator.ts';
import { saidErrors } from '#survey/model/response.ts';
import { recountResponses } from '#survey/recount.ts';
import { submitResponse } from '#survey/service.ts';
import { findInstrument } from '#survey/store.ts';
import { talliesNow } from '#survey/tally-store.ts';
import { makeTickets } from '#survey/ticket-service.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { wardResponse } from '../support/responses.ts';

test('a response is counted once however often it is sent', async () => {
  const app = await openTestApp();
  const response = wardResponse();
  const first = await submitResponse(app, response);
  const again = await submitResponse(app, { ...response, answers: { W1: 1 } });
  expect(first).toMatchObject({ kind: 'accepted', isNew: true });
  expect(again).toEqual({ ...first, isNew: false });
  const [stored] = await talliesNow(app.reader, { agency: '00004' });
  expect(stored).toMatchObject({ wave: 'HN-WARD-9-2026.2026', modes: [{ mode: 'online', n: 1, excluded: 0 }] });
  expect(stored?.tally.W1).toEqual({ 4: 1 });
});

test('the same response sent from two tabs at once is stored once', async () => {
  const app = await openTestApp();
  const response = wardResponse();
  const outcomes = await Promise.all([submitResponse(app, response), submitResponse(app, response)]);
  expect(new Set(outcomes.map((outcome) => outcome.kind === 'accepted' && outcome.receipt)).size).toBe(1);
  expect(outcomes.filter((outcome) => outcome.kind === 'accepted' && outcome.isNew)).toHaveLength(1);
});

test('many responses at once are all stored, and the tallies are what counting them again gives', async () => {
  const app = await openTestApp();
  const sent = Array.from({ length: 600 }, (_, i) => wardResponse({ answers: { W1: (i % 5) + 1, W2: i % 3 === 0 ? null : 5 } }));
  const outcomes = await Promise.all(sent.map((response) => submitResponse(app, response)));
  expect(outcomes.every((outcome) => outcome.kind === 'accepted')).toBe(true);
  const instrument = await findInstrument(app.reader, 'HN-WARD-9-2026');
  if (!instrument) throw new Error('no instrument');
  const db = new Sqlite(app.config.databaseFile, { readonly: true });
  const recounted = recountResponses(db, instrument, 'HN-WARD-9-2026.2026');
  db.close();
  expect(recounted).toMatchObject([{ agency: '00004', mode: 'online', n: 600, tally: { W2: { 0: 200, 5: 400 } } }]);
  expect((await talliesNow(app.reader, { agency: '00004' }))[0]?.tally).toEqual(recounted[0]?.tally);
});

test('nobody can change or remove a stored response', async () => {
  const app = await openTestApp();
  await submitResponse(app, wardResponse());
  await expect(app.writer.updateTable('responses').set({ answers: '555555555' }).execute()).rejects.toThrow(/append-only/);
  await expect(app.writer.deleteFrom('responses').execute()).rejects.toThrow(/append-only/);
  const row = await app.reader.selectFrom('responses').selectAll().executeTakeFirstOrThrow();
  await expect(
    app.writer
      .replaceInto('responses')
      .values({ ...row, answers: '555555555' })
      .execute(),
  ).rejects.toThrow(/append-only/);
  expect(await app.reader.selectFrom('responses').select('answers').execute()).toEqual([{ answers: '444444444' }]);
});

test('a former ward, a former district, a body that is not rated and an unknown one are refused by name', async () => {
  const app = await openTestApp();
  for (const [agency, message] of [
    ['00004-truoc-2025', /Phường Trúc Bạch đã kết thúc/],
    ['001', /Quận Ba Đình đã kết thúc/],
    ['CATP', /không thuộc diện được đánh giá/],
    ['99999', /Hãy chọn cơ quan/],
    ['SNV', /không dùng để đánh giá Sở Nội vụ/],
  ] as const) {
    const outcome = await submitResponse(app, wardResponse({ agency }));
    const said = outcome.kind === 'refused' ? saidErrors(outcome.errors, translatorFor('vi').say) : [];
    expect(said).toEqual([{ field: 'agency', message: expect.stringMatching(message) }]);
  }
  expect(await app.reader.selectFrom('responses').select('receipt').execute()).toEqual([]);
});

test('a ward cannot be rated on a day before it existed', async () => {
  const app = await openTestApp({ clock: clockAt('2025-06-30T05:00:00Z') });
  expect(await submitResponse(app, wardResponse())).toMatchObject({ kind: 'refused' });
});

test('a ticket is spent once, only for its agency, and leaves no link to the answer', async () => {
  const app = await openTestApp();
  const made = await makeTickets(app, { instrument: 'HN-WARD-9-2026', agency: '00004', count: 2 }, atCommand('Cán bộ A'));
  if (made.kind !== 'made') throw new Error(made.message.key);
  const [ticket = '', other = ''] = made.codes;
  const typed = ` ${ticket.toLowerCase().replaceAll('-', ' ')} `;
  expect(await submitResponse(app, wardResponse({ agency: '00008', ticket }))).toMatchObject({
    kind: 'refused',
    errors: [{ field: 'ticket' }],
  });
  const used = wardResponse({ ticket: typed });
  expect(await submitResponse(app, used)).toMatchObject({ kind: 'accepted', isNew: true });
  expect(await submitResponse(app, used)).toMatchObject({ kind: 'accepted', isNew: false });
  expect(await submitResponse(app, wardResponse({ ticket }))).toMatchObject({
    kind: 'refused',
    errors: [{ field: 'ticket', message: { key: 'survey.refused.ticket-spent' } }],
  });
  expect(await submitResponse(app, wardResponse({ ticket: 'AAAA-AAAA-AAAA-AAAA' }))).toMatchObject({ kind: 'refused' });
  expect((await talliesNow(app.reader, { agency: '00004' }))[0]?.modes).toEqual([{ mode: 'ticket', n: 1, excluded: 0 }]);
  const stored = JSON.stringify([
    await app.reader.selectFrom('tickets').selectAll().execute(),
    await app.reader.selectFrom('responses').selectAll().execute(),
  ]);
  for (const code of [ticket, other]) expect(stored).not.toContain(code);
  expect((await app.reader.selectFrom('tickets').select('spent').execute()).map((row) => row.spent).sort()).toEqual([0, 1]);
});

test('a refused response spends no ticket', async () => {
  const app = await openTestApp();
  const made = await makeTickets(app, { instrument: 'HN-WARD-9-2026', agency: '00004', count: 1 }, atCommand('Cán bộ A'));
  if (made.kind !== 'made') throw new Error(made.message.key);
  const ticket = made.codes[0] ?? '';
  await submitResponse(app, wardResponse({ ticket, answers: { W1: 9 } }));
  expect(await submitResponse(app, wardResponse({ ticket }))).toMatchObject({ kind: 'accepted' });
});

test('what is stored of a person is a day, the chosen groups and nothing else', async () => {
  const app = await openTestApp();
  await submitResponse(app, wardResponse({ respondent: { gender: 'nu', age: '25-34' }, procedure: '1.001193' }));
  const [row] = await app.reader.selectFrom('responses').selectAll().execute();
  expect(row).toMatchObject({
    day: '2026-11-22',
    mode: 'online',
    procedure: '1.001193',
    profile: '22',
    answers: '444444444',
  });
});

test('wrong items, values, profile and procedure are all named at once', async () => {
  const app = await openTestApp();
  const outcome = await submitResponse(app, {
    ...wardResponse({ id: randomUUID(), procedure: '9.999999', respondent: { age: '7', shoe: '42' } }),
    answers: { W1: 6, X9: 3 },
  });
  if (outcome.kind !== 'refused') throw new Error('not refused');
  expect(outcome.errors.map((error) => error.field)).toEqual([
    'procedure',
    'answers.W1',
    'answers.X9',
    'respondent.age',
    'respondent.shoe',
  ]);
});

test('nothing in the database tells when an answer came, beyond its day', async () => {
  const clock = clockAt('2026-11-22T05:00:00.000Z');
  const app = await openTestApp({ clock });
  clock.set('2026-11-22T06:18:31.443Z');
  await submitResponse(app, wardResponse());
  await submitResponse(app, wardResponse({ agency: '00008' }));
  const tables = (await app.reader.introspection.getTables())
    .map((table) => table.name as 'changes')
    .filter((name) => !['articles'].includes(name));
  const everything = JSON.stringify(await Promise.all(tables.map((name) => app.writer.selectFrom(name).selectAll().execute())));
  expect(everything).toContain('2026-11-22');
  expect(everything).not.toContain('T06:18');
  await expect(sql`select rowid from responses`.execute(app.writer)).rejects.toThrow(/no such column: rowid/);
});

test('the same id sent for another agency gives the first receipt and says what it is about', async () => {
  const app = await openTestApp();
  const response = wardResponse();
  const first = await submitResponse(app, response);
  expect(await submitResponse(app, { ...response, agency: '00008' })).toEqual({ ...first, isNew: false });
  expect(first).toMatchObject({ agency: '00004' });
});
