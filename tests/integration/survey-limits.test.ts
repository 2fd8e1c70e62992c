import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import type { App } from '#platform/app.ts';
import type { ResponseInput } from '#survey/model/response.ts';
import { addPoint, switchPoint } from '#survey/point-service.ts';
import { submitResponse } from '#survey/service.ts';
import { startMark } from '#survey/started.ts';
import { talliesNow } from '#survey/tally-store.ts';
import { makeTickets } from '#survey/ticket-service.ts';
import { openTestApp } from '../support/app.ts';
import { wardResponse } from '../support/responses.ts';
import { startTestPortal } from '../support/server.ts';

const staff = atCommand('Cán bộ khảo sát');
const from = (address: string, userAgent = 'điện thoại') => ({ sender: { address, userAgent }, collectedBy: null });

async function point(app: App, mode: 'qr' | 'kiosk'): Promise<string> {
  const outcome = await addPoint(app, { label: 'Quầy 3', agency: '00004', mode }, staff);
  if (outcome.kind !== 'done') throw new Error('no point');
  return outcome.point.code;
}

async function post(url: string, body: ResponseInput, headers: Record<string, string> = {}) {
  const answer = await fetch(`${url}/api/v1/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body: (await answer.json()) as { detail?: string } };
}

test('sixty people of one office answer within ten minutes, behind one address', async () => {
  const app = await openTestApp();
  const outcomes = await Promise.all(
    Array.from({ length: 60 }, (_, i) => submitResponse(app, wardResponse(), from('203.0.113.7', `máy ${i}`))),
  );
  expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true);
});

test('a machine that sends one open answer after another is told to wait, and nothing of it is stored', async () => {
  const app = await openTestApp({ env: { ADDRESS_LIMIT: '3' } });
  const { url } = await startTestPortal(app);
  const answers = [];
  for (let i = 0; i < 5; i++) answers.push(await post(url, wardResponse()));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 429, 429]);
  expect(answers[3]?.body.detail).toMatch(/quá nhiều phiếu gửi từ cùng một nơi\. Phiếu này chưa được lưu; xin gửi lại sau 10 phút/);
  expect(Number(answers[3]?.retryAfter)).toBeGreaterThan(500);
  expect((await talliesNow(app.reader, {}))[0]?.modes).toEqual([{ mode: 'online', n: 3, excluded: 0 }]);
});

test('without script the page says so too, with every choice kept', async () => {
  const app = await openTestApp({ env: { ADDRESS_LIMIT: '1' } });
  const { url } = await startTestPortal(app);
  const send = () => {
    const { id, agency, answers } = wardResponse();
    const form = new URLSearchParams({
      id,
      agency,
      ...Object.fromEntries(Object.entries(answers).map(([code, value]) => [`cau.${code}`, String(value)])),
    });
    return fetch(`${url}/khao-sat/HN-WARD-9-2026`, { method: 'POST', body: form, redirect: 'manual' });
  };
  expect((await send()).status).toBe(303);
  const refused = await send();
  expect(refused.status).toBe(429);
  const html = await refused.text();
  expect(html).toContain('quá nhiều phiếu gửi từ cùng một nơi');
  expect(html.match(/value="4" checked/g)).toHaveLength(9);
});

test('a form that could not be stored comes back with every choice, and says that nothing was stored', async () => {
  const app = await openTestApp();
  const full = { ...app, append: () => Promise.reject(new Error('disk full')) };
  const { url } = await startTestPortal(full);
  const { id, agency, answers } = wardResponse();
  const fields = Object.fromEntries(Object.entries(answers).map(([code, value]) => [`cau.${code}`, String(value)]));
  const answer = await fetch(`${url}/khao-sat/HN-WARD-9-2026`, { method: 'POST', body: new URLSearchParams({ id, agency, ...fields }) });
  expect(answer.status).toBe(503);
  const html = await answer.text();
  expect(html).toContain('Cổng chưa nhận được phiếu lúc này. Chưa có gì được lưu');
  expect(html.match(/value="4" checked/g)).toHaveLength(9);
});

test('an address that a client invents is not believed: only the proxies that are ours are', async () => {
  const open = await openTestApp({ env: { ADDRESS_LIMIT: '1' } });
  const portal = await startTestPortal(open);
  const forged = await Promise.all(
    ['1.1.1.1', '2.2.2.2'].map((address) => post(portal.url, wardResponse(), { 'x-forwarded-for': address })),
  );
  expect(forged.map(({ status }) => status).sort()).toEqual([201, 429]);

  const behind = await openTestApp({ env: { ADDRESS_LIMIT: '1', TRUSTED_PROXIES: '1' } });
  const proxied = await startTestPortal(behind);
  const through = async (header: string) => (await post(proxied.url, wardResponse(), { 'x-forwarded-for': header })).status;
  expect(await through('198.51.100.1')).toBe(201);
  expect(await through('198.51.100.2')).toBe(201);
  // What the client wrote itself stands before what our proxy saw.
  expect(await through('9.9.9.9, 198.51.100.2')).toBe(429);
});

test('whoever has a line with IPv6 has many addresses and is still one', async () => {
  const app = await openTestApp({ env: { ADDRESS_LIMIT: '2' } });
  const outcomes = [];
  for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:aaaa::9', '2001:0db8:1:2:3:4:5:6', '2001:db8:1:3::1']) {
    outcomes.push((await submitResponse(app, wardResponse(), from(address))).kind);
  }
  expect(outcomes).toEqual(['accepted', 'accepted', 'limited', 'accepted']);
});

test('a ticket is its own limit: a hundred people with tickets behind one address all answer', async () => {
  const app = await openTestApp({ env: { ADDRESS_LIMIT: '1' } });
  const made = await makeTickets(app, { instrument: 'HN-WARD-9-2026', agency: '00004', count: 100 }, staff);
  if (made.kind !== 'made') throw new Error('no tickets');
  const outcomes = await Promise.all(made.codes.map((ticket) => submitResponse(app, wardResponse({ ticket }), from('203.0.113.7'))));
  expect(outcomes.filter(({ kind }) => kind === 'accepted')).toHaveLength(100);
});

test('whoever tries one ticket after another is stopped, and a right ticket from there still counts', async () => {
  const app = await openTestApp({ env: { TICKET_LIMIT: '3' } });
  const kinds = [];
  for (let i = 0; i < 5; i++) {
    kinds.push((await submitResponse(app, wardResponse({ ticket: `AAAA-AAAA-AAAA-000${i}` }), from('203.0.113.7'))).kind);
  }
  expect(kinds).toEqual(['refused', 'refused', 'refused', 'limited', 'limited']);
  const made = await makeTickets(app, { instrument: 'HN-WARD-9-2026', agency: '00004', count: 1 }, staff);
  const ticket = made.kind === 'made' ? made.codes[0] : undefined;
  expect(await submitResponse(app, wardResponse({ ticket }), from('203.0.113.7'))).toMatchObject({ kind: 'accepted' });
});

test('answers by a poster or kiosk count as such, each with its own limit; a closed or foreign one is refused', async () => {
  const app = await openTestApp({ env: { POINT_LIMIT: '2', ADDRESS_LIMIT: '1' } });
  const [qr, kiosk] = [await point(app, 'qr'), await point(app, 'kiosk')];
  const by = (code: string, change: Partial<ResponseInput> = {}) =>
    submitResponse(app, wardResponse({ point: code, ...change }), from('203.0.113.7'));
  expect([(await by(qr)).kind, (await by(qr)).kind, (await by(qr)).kind, (await by(kiosk.toLowerCase())).kind]).toEqual([
    'accepted',
    'accepted',
    'limited',
    'accepted',
  ]);
  expect((await talliesNow(app.reader, {}))[0]?.modes).toEqual([
    { mode: 'kiosk', n: 1, excluded: 0 },
    { mode: 'qr', n: 2, excluded: 0 },
  ]);
  expect(await by(kiosk, { agency: '00008' })).toMatchObject({ kind: 'refused', errors: [{ field: 'point' }] });
  await switchPoint(app, kiosk, false, staff);
  expect(await by(kiosk)).toMatchObject({ kind: 'refused', errors: [{ field: 'point', message: { key: 'survey.refused.point' } }] });
});

test('a limiter that fails refuses; nothing is waved through', async () => {
  const app = await openTestApp();
  const broken = { ...app, limits: { ...app.limits, address: async () => ({ kind: 'failed' }) as const } };
  const { url } = await startTestPortal(broken);
  expect(await post(url, wardResponse())).toMatchObject({ status: 503, body: { detail: expect.stringContaining('Chưa có gì được lưu') } });
  expect(await app.reader.selectFrom('responses').select('receipt').execute()).toEqual([]);
});

test('what is noticeable of an answer is flagged and counted all the same', async () => {
  const app = await openTestApp();
  const now = app.clock.now();
  const ago = (seconds: number) => startMark(app.secret, new Date(now.getTime() - seconds * 1000));
  const mixed = { W1: 4, W2: 5, W3: 4, W4: 3, W5: 4, W6: null, W7: null, W8: 2, W9: 4 };
  await submitResponse(app, wardResponse({ started: ago(4), answers: mixed }), from('203.0.113.1'));
  await submitResponse(app, wardResponse({ started: ago(90) }), from('203.0.113.2'));
  await submitResponse(app, wardResponse({ started: 'tyfoon.0000000000000000', answers: mixed }), from('203.0.113.3'));
  for (let i = 0; i < 7; i++) await submitResponse(app, wardResponse({ answers: { ...mixed, W6: (i % 5) + 1 } }), from('203.0.113.4'));
  const flags = await app.reader.selectFrom('response_flags').select('flag').orderBy('flag').execute();
  expect(flags.map(({ flag }) => flag)).toEqual(['one-device', 'one-device', 'same-answers', 'too-fast']);
  const paces = await app.reader.selectFrom('responses').select('pace').where('pace', 'is not', null).orderBy('pace').execute();
  expect(paces).toEqual([{ pace: 1 }, { pace: 3 }]);
  expect((await talliesNow(app.reader, {}))[0]?.modes).toEqual([{ mode: 'online', n: 10, excluded: 0 }]);
});
