import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findAgency } from '#agencies/store.ts';
import { satisfactionOf } from '#par-index/live.ts';
import { itemsOf, questionsOf } from '#survey/model/instrument.ts';
import { recountAll } from '#survey/recount-service.ts';
import { findInstrument } from '#survey/store.ts';
import { startTestPortal } from '../support/server.ts';
import { storeResponse } from '../support/stored.ts';

const [older, newer] = ['SIPAS-G2-2023', 'SIPAS-G2-2023-2'];

test('what a filter question leaves out is stored as not answered, by the API and by the form, and the tallies agree', async () => {
  const { app, url } = await startTestPortal();
  const form = await findInstrument(app.reader, newer);
  if (!form) throw new Error(`no ${newer}`);
  const all = Object.fromEntries(itemsOf(form).map(({ code }) => [code, 5]));
  const send = async (answers: Record<string, number>) => {
    const body = JSON.stringify({ id: randomUUID(), instrument: newer, agency: '00004', answers });
    return fetch(`${url}/api/v1/responses`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  };
  const post = async (answers: Record<string, number>) => {
    const fields = Object.entries(answers).map(([code, value]) => [`cau.${code}`, String(value)]);
    const body = new URLSearchParams([['id', randomUUID()], ['agency', '00004'], ...fields]);
    return fetch(`${url}/khao-sat/${newer}`, { method: 'POST', redirect: 'manual', headers: { origin: url }, body });
  };
  expect((await send({ ...all, 'B8.4': 2 })).status).toBe(201);
  expect((await post({ ...all, 'B8.4': 2 })).status).toBe(303);
  expect((await send({ ...all, 'B8.4': 1 })).status).toBe(201);
  expect((await send(all)).status).toBe(201);
  // Nothing is left that would count.
  expect((await send({ DV1: 5, 'B8.4': 2 })).status).toBe(422);
  expect((await post({ 'B8.4': 2 })).status).toBe(422);

  const stored = (await app.reader.selectFrom('responses').select('answers').execute()).map(({ answers }) => answers).sort();
  const [policy, services, wishes] = ['5'.repeat(14), '5'.repeat(19), '-'.repeat(10)];
  const left = `${policy}${'-'.repeat(19)}${wishes}2`;
  expect(stored).toEqual([left, left, `${policy}${services}${wishes}-`, `${policy}${services}${wishes}1`].sort());
  expect(questionsOf(form)).toHaveLength(44);
  expect(await recountAll(app, app.config.databaseFile)).toMatchObject([{ responses: 4, drift: [] }]);
});

test('a form that was replaced is listed only where it has answers, and leads to the newer one while it still takes some', async () => {
  const { app, url } = await startTestPortal();
  const text = async (path: string) => (await fetch(`${url}${path}`)).text();
  const listed = async () => {
    const pages = await Promise.all(['/khao-sat', '/so-do-cong', '/sitemap.xml'].map(text));
    return pages.map((page) => [older, newer].filter((id) => new RegExp(`/khao-sat/${id}["<]`).test(page)));
  };
  const agency = await findAgency(app.reader, '00004');
  if (!agency) throw new Error('no agency');
  const rated = async () => (await satisfactionOf(app, agency)).surveys.map(({ instrument }) => instrument.id);
  expect(await listed()).toEqual([[newer], [newer], [newer]]);
  expect(await rated()).toEqual(['HN-WARD-9-2026', 'SIPAS-G1-2017', newer]);
  const old = await text(`/khao-sat/${older}?co-quan=00004`);
  expect(old.includes(`<p>Phiếu này đã có bản mới hơn. <a href="/khao-sat/${newer}?co-quan=00004">`)).toBe(true);
  expect((await text(`/khao-sat/${newer}`)).includes('bản mới hơn')).toBe(false);

  await storeResponse(app, { instrument: older, answers: '4'.repeat(33) + '2'.repeat(10) });
  expect(await rated()).toEqual(['HN-WARD-9-2026', 'SIPAS-G1-2017', older, newer]);
  await expect.poll(listed).toEqual([[older, newer], [newer], [newer]]);
});

test('the API tells which questions a filter question decides, and which version is replaced', async () => {
  const { url } = await startTestPortal();
  const told = await (await fetch(`${url}/api/v1/instruments/${newer}`)).json();
  expect(told).toMatchObject({
    replaces: older,
    filters: [
      {
        code: 'B8.4',
        options: [
          { value: 1, label: 'Đã từng' },
          { value: 2, label: 'Chưa từng' },
        ],
      },
    ],
  });
  expect(told.filters[0].decides).toEqual(Array.from({ length: 19 }, (_, i) => `DV${i + 1}`));
  expect(await (await fetch(`${url}/api/v1/instruments/${older}`)).json()).toMatchObject({ replaces: null, filters: [] });
  const { paths } = await (await fetch(`${url}/api/v1/openapi.json`)).json();
  const { answers } = paths['/api/v1/responses'].post.requestBody.content['application/json'].schema.properties;
  expect(answers.description).toContain('Câu lọc');
});
