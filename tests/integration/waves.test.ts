import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { findAgency } from '#agencies/store.ts';
import { message } from '#i18n/model/message.ts';
import { translatorFor } from '#i18n/translator.ts';
import { liveTable, satisfactionOf } from '#par-index/live.ts';
import { takeStep } from '#par-index/round-service.ts';
import type { App } from '#platform/app.ts';
import { saidErrors } from '#survey/model/response.ts';
import { type SubmitOutcome, submitResponse } from '#survey/service.ts';
import { talliesNow } from '#survey/tally-store.ts';
import { makeTickets, type TicketOrder } from '#survey/ticket-service.ts';
import { batchesOfWave } from '#survey/ticket-store.ts';
import { changeWave, openWave, type WaveOrder } from '#survey/wave-service.ts';
import { allWaves } from '#survey/wave-store.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { wardResponse } from '../support/responses.ts';
import { departmentRound, openScoredRound } from '../support/rounds.ts';
import { startTestPortal } from '../support/server.ts';

const order: WaveOrder = {
  id: 'xa-phuong-2026',
  instrument: 'HN-WARD-9-2026',
  title: 'Khảo sát xã, phường cuối năm 2026',
  opens: '2026-11-20',
  closes: '2026-12-10',
  modes: ['online', 'ticket'],
  agencies: ['00004', '00008'],
  minimum_n: 100,
  display: 'embargo',
};

const person = 'Cán bộ khảo sát';
const by = atCommand(person);

function said(outcome: SubmitOutcome): string {
  return outcome.kind === 'refused'
    ? saidErrors(outcome.errors, translatorFor('vi').say)
        .map(({ message }) => message)
        .join(' ')
    : outcome.kind;
}

async function tickets(app: App, change: Partial<TicketOrder> = {}): Promise<readonly string[]> {
  const made = await makeTickets(app, { instrument: 'HN-WARD-9-2026', agency: '00004', count: 1, ...change }, by);
  if (made.kind !== 'made') throw new Error(translatorFor('vi').say(made.message));
  return made.codes;
}

async function surveysOf(app: App, code: string) {
  const agency = await findAgency(app.reader, code);
  if (!agency) throw new Error(`no agency ${code}`);
  return (await satisfactionOf(app, agency)).surveys.filter(({ answered }) => answered);
}

test('who names no wave answers the standing one of the year, and the next year begins at nothing', async () => {
  const clock = clockAt('2026-12-31T16:00:00Z');
  const app = await openTestApp({ clock });
  await Promise.all(Array.from({ length: 40 }, () => submitResponse(app, wardResponse())));
  clock.set('2026-12-31T17:30:00Z');
  await submitResponse(app, wardResponse());
  const counts = (await talliesNow(app.reader, { agency: '00004' })).map(({ wave, modes }) => [wave, modes[0]?.n]);
  expect(counts).toEqual([
    ['HN-WARD-9-2026.2026', 40],
    ['HN-WARD-9-2026.2027', 1],
  ]);
  expect((await liveTable(app, 'HN-WARD-9-2026'))?.rows.find(({ agency }) => agency.code === '00004')?.overall.n).toBe(null);
  // Last year's figures are still told, by themselves.
  expect((await surveysOf(app, '00004')).map(({ wave, n }) => [wave.title, n])).toEqual([
    ['Đánh giá thường xuyên năm 2027', null],
    ['Đánh giá thường xuyên năm 2026', 40],
  ]);
});

test('an answer before a wave opens, after it closed, or about an agency it does not ask about is refused in plain words', async () => {
  const clock = clockAt('2026-11-18T03:00:00Z');
  const app = await openTestApp({ clock });
  expect(await openWave(app, order, by)).toMatchObject({ kind: 'done' });
  const answer = wardResponse({ wave: order.id });
  expect(said(await submitResponse(app, answer))).toBe(
    'Khảo sát xã, phường cuối năm 2026 chưa mở. Đợt bắt đầu nhận phiếu từ ngày 20/11/2026.',
  );
  clock.set('2026-11-20T03:00:00Z');
  expect(said(await submitResponse(app, wardResponse({ wave: order.id, agency: '00025' })))).toMatch(/không hỏi về/);
  expect(await submitResponse(app, answer)).toMatchObject({ kind: 'accepted', isNew: true });
  clock.set('2026-12-10T17:00:00Z');
  expect(said(await submitResponse(app, wardResponse({ wave: order.id })))).toBe(
    'Khảo sát xã, phường cuối năm 2026 đã kết thúc ngày 10/12/2026, không nhận thêm phiếu. Không có gì được lưu.',
  );
  expect(said(await submitResponse(app, wardResponse({ wave: 'khong-co' })))).toMatch(/Không có đợt khảo sát này/);
  // What arrived in time is known also after the end: whoever sends it again gets the same receipt.
  expect(await submitResponse(app, answer)).toMatchObject({ kind: 'accepted', isNew: false });
});

test('while an embargo holds, nothing of a wave is shown; after its last day its figures stand by themselves', async () => {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ clock });
  await openWave(app, order, by);
  await Promise.all(Array.from({ length: 120 }, (_, i) => submitResponse(app, wardResponse({ wave: order.id }, i % 2 === 0 ? 5 : 1))));
  await Promise.all(Array.from({ length: 30 }, () => submitResponse(app, wardResponse())));
  expect((await surveysOf(app, '00004')).map(({ wave, n }) => [wave.id, n])).toEqual([['HN-WARD-9-2026.2026', 30]]);
  clock.set('2026-12-11T03:00:00Z');
  const shown = (await surveysOf(app, '00004')).map(({ wave, score }) => [wave.id, score.overall.percent]);
  expect(shown).toEqual([
    ['xa-phuong-2026', '50.00'],
    ['HN-WARD-9-2026.2026', '100.00'],
  ]);
});

test('the results of a survey are not handed over before it has closed', async () => {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ clock });
  await openWave(app, order, by);
  const round = { ...departmentRound, id: 'xa-phuong', instrument: 'HN-WARD-9-2026', list: 'commune', wave: order.id } as const;
  await openScoredRound(app, round, '9', '8.25');
  const handOver = () => takeStep(app, round.id, 'survey_report', atCommand(person));
  const outcome = await handOver();
  expect(outcome.kind).toBe('refused');
  expect(translatorFor('vi').say(outcome.message)).toContain('còn nhận phiếu đến hết ngày 10/12/2026');
  clock.set('2026-12-11T03:00:00Z');
  expect(await handOver()).toMatchObject({ kind: 'done' });
});

test('figures move in steps of ten responses, so that nobody can subtract one', async () => {
  const app = await openTestApp();
  const overall = async () => (await surveysOf(app, '00004'))[0]?.score.overall;
  await Promise.all(Array.from({ length: 30 }, () => submitResponse(app, wardResponse({}, 5))));
  expect(await overall()).toMatchObject({ n: 30, percent: '100.00' });
  for (let i = 0; i < 9; i++) await submitResponse(app, wardResponse({}, 1));
  expect(await overall()).toMatchObject({ n: 30, percent: '100.00' });
  await submitResponse(app, wardResponse({}, 1));
  expect(await overall()).toMatchObject({ n: 40, percent: '75.00' });
});

test('a ticket decides wave, procedure, mode and how the dossier ended; what the sender says of them does not count', async () => {
  const app = await openTestApp();
  await openWave(app, order, by);
  const [ticket = ''] = await tickets(app, { wave: order.id, procedure: '1.001193', month: '2026-11', outcome: 'refused', count: 10 });
  expect(await submitResponse(app, wardResponse({ ticket, wave: 'HN-WARD-9-2026.2026', procedure: '2.000986' }))).toMatchObject({
    kind: 'accepted',
  });
  const stored = await app.reader.selectFrom('responses').select(['wave', 'procedure', 'mode', 'outcome']).execute();
  expect(stored).toEqual([{ wave: order.id, procedure: '1.001193', mode: 'ticket', outcome: 'refused' }]);
  const [batch] = await batchesOfWave(app.reader, order.id);
  expect([batch?.issued, batch?.spent]).toEqual([10, 1]);
  // Fewer of such a kind would tell whose the response is.
  const few = { instrument: 'HN-WARD-9-2026', agency: '00004', outcome: 'late', count: 9 } as const;
  expect(await makeTickets(app, few, by)).toMatchObject({ kind: 'refused', message: { key: 'survey.tickets.refused.few' } });
});

test('a hundred posts at once with one ticket leave one response and one spent ticket', async () => {
  const { app, url } = await startTestPortal();
  const [ticket = ''] = await tickets(app);
  const answers = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const body = JSON.stringify(wardResponse({ ticket }));
      const answer = await fetch(`${url}/api/v1/responses`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return { status: answer.status, text: await answer.text() };
    }),
  );
  const accepted = answers.filter(({ status }) => status === 201);
  expect(accepted).toHaveLength(1);
  const others = answers.filter(({ status }) => status === 422);
  expect(others).toHaveLength(99);
  expect(others.every(({ text }) => text.includes('Mã mời này đã được dùng. Mỗi mã chỉ dùng một lần'))).toBe(true);
  expect(await app.reader.selectFrom('responses').select('mode').execute()).toEqual([{ mode: 'ticket' }]);
  expect(await app.reader.selectFrom('tickets').select('spent').execute()).toEqual([{ spent: 1 }]);
});

test('a wave that takes tickets only refuses open answers, and a paper form that staff enter counts as paper', async () => {
  const app = await openTestApp();
  await openWave(app, { ...order, modes: ['ticket', 'paper'] }, by);
  expect(said(await submitResponse(app, wardResponse({ wave: order.id })))).toMatch(/chỉ nhận phiếu theo cách khác/);
  expect(await submitResponse(app, wardResponse({ wave: order.id }), { sender: null, collectedBy: 'paper' })).toMatchObject({
    kind: 'accepted',
  });
  expect((await talliesNow(app.reader, { wave: order.id }))[0]?.modes).toEqual([{ mode: 'paper', n: 1, excluded: 0 }]);
});

test('who may issue no tickets, or orders wrong ones, opens no wave of the year', async () => {
  const app = await openTestApp();
  const stored = async () => (await allWaves(app.reader)).map(({ id }) => id);
  const order = { instrument: 'HN-WARD-9-2026', agency: '00004', count: 20 };
  const nobody = { ...by, permit: () => message('accounts.denied.role') };
  expect(await makeTickets(app, order, nobody)).toMatchObject({ message: { key: 'accounts.denied.role' } });
  expect(await makeTickets(app, { ...order, agency: 'khong-co' }, by)).toMatchObject({ kind: 'refused', field: 'agency' });
  expect(await stored()).toEqual([]);
  expect(await makeTickets(app, order, by)).toMatchObject({ kind: 'made', batch: { wave: 'HN-WARD-9-2026.2026' } });
  expect(await stored()).toEqual(['HN-WARD-9-2026.2026']);
});

test('the last day of a wave moves only with a reason, never to the past and never once it is over; all is recorded', async () => {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ clock });
  await openWave(app, order, by);
  const move = (closes: string, reason = 'bão, mất điện nhiều nơi') => changeWave(app, { id: order.id, closes, reason }, by);
  expect(await move('2026-12-20', ' ')).toMatchObject({ kind: 'refused' });
  expect(await move('2026-11-21')).toMatchObject({ kind: 'refused' });
  expect(await move('2026-02-30')).toMatchObject({ kind: 'refused' });
  // Ending it is an act of its own.
  expect(await move('2026-11-22')).toMatchObject({ kind: 'refused', message: { key: 'survey.wave.refused.ends-today' } });
  expect(await move('2026-12-20')).toMatchObject({ kind: 'done', wave: { closes: '2026-12-20' } });
  expect((await allWaves(app.reader)).find(({ id }) => id === order.id)?.closes).toBe('2026-12-20');
  clock.set('2026-12-21T03:00:00Z');
  expect(await move('2027-01-20')).toMatchObject({ kind: 'refused' });
  const acts = await app.reader.selectFrom('audit').select(['act', 'object', 'detail']).where('object', '=', order.id).execute();
  expect(acts.map(({ act }) => act)).toEqual(['wave.create', 'wave.change']);
  expect(acts[1]?.detail).toContain('bão, mất điện nhiều nơi');
});

test('the survey page tells of a wave that is open to all, links to its form, and forgets it when its days are over', async () => {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const { app, url } = await startTestPortal(await openTestApp({ clock }));
  const page = async (path: string) => (await (await fetch(`${url}${path}`)).text()).replaceAll('&amp;', '&');
  expect(await page('/khao-sat')).not.toContain(order.title);
  await openWave(app, order, by);
  await expect.poll(() => page('/khao-sat')).toContain(`/khao-sat/HN-WARD-9-2026?dot=${order.id}`);
  const form = await page(`/khao-sat/HN-WARD-9-2026?dot=${order.id}`);
  expect(form).toContain(order.title);
  // Two wards are asked about, and no other can be chosen.
  expect(form.match(/<option value="\d{5}"/g)).toHaveLength(2);
  clock.set('2026-12-10T17:01:00Z');
  await expect.poll(() => page('/khao-sat')).not.toContain(order.title);
  const late = await page(`/khao-sat/HN-WARD-9-2026?dot=${order.id}`);
  expect(late).toContain('đã kết thúc ngày 10/12/2026, không nhận thêm phiếu');
  expect(late).not.toContain('Gửi phiếu');
  expect((await fetch(`${url}/khao-sat/HN-WARD-9-2026?dot=khong-co`)).status).toBe(404);
});

test.each([
  ['an id with capitals', { id: 'Xa-Phuong' }, /chữ thường/],
  ['a questionnaire that there is not', { instrument: 'NOPE' }, /Không có bộ câu hỏi/],
  ['days in the wrong order', { closes: '2026-11-01', opens: '2026-12-01' }, /Ngày mở/],
  ['a last day that is over', { opens: '2026-10-01', closes: '2026-10-31' }, /31\/10\/2026 thì đã qua/],
  ['no way of answering', { modes: [] }, /ít nhất một cách/],
  ['a ward of before 2025', { agencies: ['00004-truoc-2025'] }, /không thuộc diện được đánh giá/],
] as const)('%s makes no wave, and the refusal says why', async (_, change, words) => {
  const app = await openTestApp();
  const outcome = await openWave(app, { ...order, ...change }, by);
  expect(outcome.kind === 'refused' && translatorFor('vi').say(outcome.message)).toMatch(words);
  expect(await allWaves(app.reader)).toEqual([]);
});
