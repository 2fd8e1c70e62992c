import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { dropOldComments, readComments } from '#survey/comment-service.ts';
import { submitResponse } from '#survey/service.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { wardResponse } from '../support/responses.ts';
import { startTestPortal } from '../support/server.ts';

const wave = 'HN-WARD-9-2026.2026';

test('what a person writes is kept apart, covered, once, and read by staff only with their name', async () => {
  const { app, url } = await startTestPortal();
  const response = wardResponse({ comment: '  Chờ lâu quá.\r\nGọi tôi 0912 345 678 hoặc lan@gmail.com nhé  ' });
  const post = (body: unknown) =>
    fetch(`${url}/api/v1/responses`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const first = await post(response);
  expect(first.status).toBe(201);
  expect((await post(response)).status).toBe(200);
  expect((await post({ ...response, comment: 'Viết lại' })).status).toBe(200);
  const stored = await app.reader.selectFrom('comments').selectAll().execute();
  const text = 'Chờ lâu quá.\nGọi tôi [đã che] hoặc [đã che] nhé';
  expect(stored).toEqual([{ id: expect.stringMatching(/^[0-9a-f-]{36}$/), wave, agency: '00004', month: '2026-11', text }]);

  expect(await readComments(app, { wave, agency: '00004' }, atCommand('Cán bộ A'))).toEqual({ kind: 'read', comments: stored, total: 1 });
  expect(await readComments(app, { wave, agency: '00008' }, atCommand('Cán bộ A'))).toEqual({ kind: 'read', comments: [], total: 0 });
  expect(await app.reader.selectFrom('audit').select(['person', 'act', 'object', 'detail']).execute()).toEqual([
    { person: 'Cán bộ A', act: 'comment.read', object: wave, detail: '{"agency":"00004","comments":1}' },
    { person: 'Cán bộ A', act: 'comment.read', object: wave, detail: '{"agency":"00008","comments":0}' },
  ]);
  const { receipt } = (await first.json()) as { receipt: string };
  for (const path of ['/co-quan/00004', `/khao-sat/bien-nhan/${receipt}`, '/khao-sat', '/api/v1/agencies/00004/satisfaction']) {
    expect(await (await fetch(`${url}${path}`)).text()).not.toContain('Chờ lâu quá');
  }
});

test('the form without script hands a comment in as well, and shows it again where the form is refused', async () => {
  const { app, url } = await startTestPortal();
  const form = new URLSearchParams({ id: crypto.randomUUID(), agency: '00004', 'cau.W1': '4', comment: 'Sạch sẽ, cảm ơn' });
  const post = (body: URLSearchParams) => fetch(`${url}/khao-sat/HN-WARD-9-2026`, { method: 'POST', body, redirect: 'manual' });
  expect((await post(form)).status).toBe(303);
  form.set('id', crypto.randomUUID());
  form.set('comment', ' \n ');
  expect((await post(form)).status).toBe(303);
  expect((await app.reader.selectFrom('comments').select('text').execute()).map(({ text }) => text)).toEqual(['Sạch sẽ, cảm ơn']);
});

test('a thousand characters are taken, one more is refused in plain words, and then nothing is stored', async () => {
  const { app, url } = await startTestPortal();
  const post = async (comment: unknown) => {
    const answer = await fetch(`${url}/api/v1/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...wardResponse(), comment }),
    });
    return { status: answer.status, said: await answer.text() };
  };
  expect((await post('ă'.normalize('NFD').repeat(1000))).status).toBe(201);
  const long = await post('x'.repeat(1001));
  expect(long).toEqual({ status: 422, said: expect.stringContaining('Ý kiến dài quá 1.000 ký tự.') });
  expect(long.said).not.toContain('xxx');
  expect((await post(42)).status).toBe(422);
  expect(await app.reader.selectFrom('responses').select('agency').execute()).toHaveLength(1);
});

test('comments are forgotten when their time is over, in the file of the database too', async () => {
  const clock = clockAt('2026-05-20T03:00:00Z');
  const app = await openTestApp({ clock });
  await submitResponse(app, wardResponse({ comment: 'Góp ý tháng năm' }));
  clock.set('2026-11-22T03:00:00Z');
  await submitResponse(app, wardResponse({ comment: 'Góp ý tháng mười một' }));
  await dropOldComments(app, 365);
  expect(await app.reader.selectFrom('comments').select('month').execute()).toHaveLength(2);
  await dropOldComments(app, 180);
  expect(await app.reader.selectFrom('comments').select('month').execute()).toEqual([{ month: '2026-11' }]);
  expect(await app.reader.selectFrom('responses').select('day').execute()).toHaveLength(2);
  await sql`pragma wal_checkpoint(truncate)`.execute(app.writer);
  const bytes = readdirSync(app.config.dataDir).map((name) => readFileSync(path.join(app.config.dataDir, name)));
  expect(bytes.filter((file) => file.includes('Góp ý tháng mười một'))).toHaveLength(1);
  expect(bytes.filter((file) => file.includes('Góp ý tháng năm'))).toEqual([]);
});
