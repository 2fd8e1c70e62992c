import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createApi } from '#api/api.ts';
import { submitResponse } from '#survey/service.ts';
import { openTestApp } from '../support/app.ts';
import { wardResponse } from '../support/responses.ts';
import { startTestPortal } from '../support/server.ts';

async function post(url: string, body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  const answer = await fetch(`${url}/api/v1/responses`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: (await answer.json()) as Record<string, unknown> };
}

test('the described routes are the routes that answer, and every described error is a problem document', async () => {
  const app = await openTestApp();
  const api = createApi(app);
  const description = (await (await api.request('/api/v1/openapi.json')).json()) as {
    openapi: string;
    paths: Record<string, Record<string, { responses: Record<string, { content: Record<string, unknown> }> }>>;
  };
  const described = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const served = api.routes
    .filter((route) => route.method !== 'ALL' && !route.path.endsWith('/openapi.json'))
    .map((route) => `${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`)
    // Received before the router.
    .concat('POST /api/v1/responses');
  expect([...new Set(described)].sort()).toEqual([...new Set(served)].sort());
  expect(described).toHaveLength(8);
  for (const methods of Object.values(description.paths)) {
    for (const { responses } of Object.values(methods)) {
      for (const [status, { content }] of Object.entries(responses)) {
        // What leads elsewhere has nothing to say.
        if (status.startsWith('3')) expect(content).toBeUndefined();
        else expect(Object.keys(content ?? {})).toEqual([Number(status) < 300 ? 'application/json' : 'application/problem+json']);
      }
    }
  }
});

test('a search gives hits, counts and how it was read; an empty one lists everything', async () => {
  const { url } = await startTestPortal();
  const get = async (query: string) =>
    (await (await fetch(`${url}/api/v1/search?${query}`)).json()) as {
      total: number;
      hits: { type: string; code: string }[];
      facets: Record<'level' | 'audience', Record<string, number>>;
      query: string;
      engine: string;
    };
  const births = await get('q=dang+ky+khai+sinh&type=procedure&limit=5');
  expect(births).toMatchObject({ query: 'dang ky khai sinh', engine: 'embedded' });
  expect(births.hits).toHaveLength(5);
  expect(births.hits.map((hit) => hit.code)).toContain('1.001193');
  expect(await get('q=&type=procedure&limit=1')).toMatchObject({ total: 238 });
  expect(await get('type=agency&limit=1')).toMatchObject({ total: 725 });
  expect((await get('q=1004194')).hits).toMatchObject([{ type: 'procedure', code: '1.004194' }]);
  const ward = await get(`q=khai+sinh&type=procedure&level=${encodeURIComponent('xã')}`);
  expect(ward.total).toBe(ward.facets.level.xã);
  const business = await get(`q=&type=procedure&audience=${encodeURIComponent('Doanh nghiệp')}`);
  expect(business.total).toBe(business.facets.audience['Doanh nghiệp']);
  expect(business.total).toBeLessThan(238);
  const beyond = await get('q=khai+sinh&offset=5000');
  expect(beyond.hits).toEqual([]);
});

test('search parameters that make no sense are named', async () => {
  const { url } = await startTestPortal();
  for (const query of ['limit=0', 'limit=abc', 'type=weather', 'offset=-1', 'exact=maybe', 'fild=x', `q=${'a'.repeat(301)}`]) {
    const answer = await fetch(`${url}/api/v1/search?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ status: 400, errors: [{ field: query.split('=')[0] }] });
  }
});

test('search copes with whatever is typed: a result, or a refusal that names the parameter', async () => {
  const api = createApi(await openTestApp());
  const names = ['q', 'type', 'field', 'level', 'audience', 'exact', 'limit', 'offset', 'x'];
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('"', "' OR 1=1 --", 'NEAR(', '*', 'a AND', '💐', '%00', '\u0000', 'ạ'.repeat(299), '-1', '1e9', 'procedure', 'xã', '1'),
    fc.string({ minLength: 301, maxLength: 12_000 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 }), async (query) => {
      const answer = await api.request(`/api/v1/search?${new URLSearchParams(query)}`);
      expect([200, 400]).toContain(answer.status);
      if (answer.status === 400) {
        const { errors } = (await answer.json()) as { errors: { field: string }[] };
        expect(errors.length).toBeGreaterThan(0);
        for (const { field } of errors) expect(Object.keys(query)).toContain(field);
      }
    }),
    { numRuns: 200 },
  );
});

test('a search says how it read what was typed', async () => {
  const { url } = await startTestPortal();
  const reading = async (query: string) =>
    ((await (await fetch(`${url}/api/v1/search?${query}`)).json()) as { interpretation: Record<string, unknown> }).interpretation;
  expect(await reading('q=ddawng+kys+tamj+trus')).toMatchObject({ corrected: { text: 'đăng ký tạm trú', by: 'telex' } });
  expect(await reading('q=ddawng+kys+tamj+trus&exact=1')).toMatchObject({ corrected: null });
  expect(await reading(`q=${encodeURIComponent('sổ đỏ cần giấy tờ gì')}`)).toMatchObject({
    question: { about: 'sổ đỏ', section: 'papers' },
    chooser: { word: 'sổ đỏ' },
    synonyms: [{ alias: 'sổ đỏ' }],
  });
  expect(await reading(`q=${encodeURIComponent('thời tiết')}`)).toMatchObject({ outside: { url: null } });
  expect(await reading('q=H26.99-261101-0012')).toMatchObject({ dossier: 'H26.99-261101-0012' });
});

test('a procedure, an agency and an instrument are given by their codes; others are 404 problems', async () => {
  const { url } = await startTestPortal();
  const get = async (path: string) => {
    const answer = await fetch(`${url}/api/v1${path}`);
    return { status: answer.status, type: answer.headers.get('content-type'), body: (await answer.json()) as Record<string, unknown> };
  };
  expect((await get('/procedures/1.001193')).body).toMatchObject({
    code: '1.001193',
    field: 'Hộ tịch',
    record: null,
    digest: { snapshot: '2026-07' },
  });
  expect((await get('/agencies/00004')).body).toMatchObject({ code: '00004', name: 'Phường Ba Đình', ratable: true });
  expect((await get('/agencies/00004-truoc-2025')).body).toMatchObject({
    name: 'Phường Trúc Bạch',
    ratable: false,
    successors: [{ code: '00004', relation: 'whole' }],
  });
  const counts = { 'SIPAS-G2-2023': 33, 'SIPAS-G2-2023-2': 33, 'SIPAS-G1-2017': 22, 'HN-WARD-9-2026': 9 };
  for (const [id, n] of Object.entries(counts)) {
    const { items, scale, factors } = (await get(`/instruments/${id}`)).body as {
      items: { code: string; factor: string; text: string }[];
      scale: unknown[];
      factors: unknown[];
    };
    expect(items).toHaveLength(n);
    expect(scale).toHaveLength(5);
    expect(factors).toHaveLength({ 'SIPAS-G2-2023': 9, 'SIPAS-G2-2023-2': 9, 'SIPAS-G1-2017': 5, 'HN-WARD-9-2026': 3 }[id] ?? 0);
  }
  for (const path of ['/procedures/9.999999', '/agencies/nope', '/agencies/nope/satisfaction', '/instruments/NOPE', '/nope']) {
    expect(await get(path)).toMatchObject({
      status: 404,
      type: expect.stringContaining('application/problem+json'),
      body: { status: 404 },
    });
  }
});

test('a response is answered 201, the same id again 200, with the same receipt', async () => {
  const { url } = await startTestPortal();
  const response = wardResponse();
  const first = await post(url, response);
  const again = await post(url, response);
  expect(first).toMatchObject({ status: 201, body: { receipt: expect.stringMatching(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/), agency: '00004' } });
  expect(again).toMatchObject({ status: 200, body: first.body });
  expect((await fetch(`${url}${String(first.body.receipt_url)}`)).status).toBe(200);
});

test('whatever does not belong in a response is 422 with each field named, and nothing is stored', async () => {
  const { app, url } = await startTestPortal();
  const cases: [Record<string, unknown>, string][] = [
    [{ ...wardResponse(), ip: '1.2.3.4' }, 'ip'],
    [{ ...wardResponse(), id: 'not-a-uuid' }, 'id'],
    [{ ...wardResponse(), instrument: 'NOPE' }, 'instrument'],
    [{ ...wardResponse(), agency: '99999' }, 'agency'],
    [{ ...wardResponse(), agency: '00004-truoc-2025' }, 'agency'],
    [{ ...wardResponse(), answers: { W1: 6 } }, 'answers.W1'],
    [{ ...wardResponse(), answers: { W1: '4' } }, 'answers.W1'],
    [{ ...wardResponse(), answers: { W1: 4.5 } }, 'answers.W1'],
    [{ ...wardResponse(), answers: { ZZ: 4 } }, 'answers.ZZ'],
    [{ ...wardResponse(), answers: {} }, 'answers'],
    [{ ...wardResponse(), answers: [4, 4] }, 'answers'],
    [{ ...wardResponse(), respondent: { phone: '0900000000' } }, 'respondent.phone'],
    [{ ...wardResponse(), procedure: 'x' }, 'procedure'],
    [{ ...wardResponse(), ticket: 'x' }, 'ticket'],
    [{ id: randomUUID() }, 'instrument'],
  ];
  for (const [body, field] of cases) {
    const answer = await post(url, body);
    expect(answer, field).toMatchObject({ status: 422, type: expect.stringContaining('application/problem+json') });
    expect((answer.body.errors as { field: string; message: string }[]).map((error) => error.field)).toContain(field);
  }
  expect(await app.reader.selectFrom('responses').select('receipt').execute()).toEqual([]);
});

test('a refusal speaks the language that is asked for, Vietnamese unless English is wanted more', async () => {
  const { url } = await startTestPortal();
  const refusal = async (language: string | null, body: unknown) => {
    const answer = await fetch(`${url}/api/v1/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(language === null ? {} : { 'accept-language': language }) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    expect(answer.headers.get('vary')).toContain('Accept-Language');
    return (await answer.json()) as { title: string; detail?: string; errors?: { field: string; message: string }[] };
  };
  const spent = wardResponse({ ticket: 'AAAA-AAAA-AAAA-AAAA' });
  const nowhere = { ...wardResponse(), agency: '' };
  for (const language of [null, '*', 'vi-VN,vi;q=0.9,en;q=0.8', 'fr', 'zh-CN,zh;q=0.9', 'en;q=0']) {
    expect(await refusal(language, spent), String(language)).toMatchObject({
      title: 'Phiếu trả lời chưa đúng',
      errors: [{ field: 'ticket', message: expect.stringContaining('Mã mời không đúng') }],
    });
  }
  for (const language of ['en', 'en-GB,en;q=0.9', 'fr-FR, en;q=0.5', 'vi;q=0.1, EN-us']) {
    expect(await refusal(language, spent), language).toMatchObject({
      title: 'This response is not right yet',
      errors: [{ field: 'ticket', message: expect.stringContaining('This invitation code is not right') }],
    });
  }
  expect((await refusal('en', nowhere)).errors).toEqual([{ field: 'agency', message: 'Choose an agency from the list.' }]);
  expect((await refusal(null, nowhere)).errors).toEqual([{ field: 'agency', message: 'Hãy chọn cơ quan trong danh sách.' }]);
  expect((await refusal('en', '{')).detail).toBe('The content must be well-formed JSON.');
});

test('broken JSON or another kind of content is a 400 problem that says what is wanted', async () => {
  const { url } = await startTestPortal();
  expect(await post(url, '{"id": ')).toMatchObject({ status: 400, type: expect.stringContaining('problem+json') });
  expect(await post(url, 'id=1', { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('JSON') },
  });
});

test('satisfaction shows no figure of a few responses, then their number, and a share once there are enough', async () => {
  const { app, url } = await startTestPortal();
  const get = async () =>
    (await (await fetch(`${url}/api/v1/agencies/00004/satisfaction`)).json()) as {
      n: number | null;
      instruments: {
        n: number | null;
        overall: Record<string, unknown>;
        items: Record<string, unknown>[];
        factors: Record<string, unknown>[];
      }[];
    };
  expect(await get()).toMatchObject({
    n: 0,
    instruments: [
      { id: 'HN-WARD-9-2026', n: 0, overall: { shown: false, reason: 'Chưa có câu trả lời nào.' } },
      { id: 'SIPAS-G1-2017', n: 0 },
      { id: 'SIPAS-G2-2023-2', n: 0 },
    ],
  });
  await submitResponse(app, wardResponse());
  expect(await get()).toMatchObject({
    n: null,
    instruments: [
      { n: null, modes: [], overall: { display: 'nothing', n: null, percent: null, reason: expect.stringContaining('Chưa đủ 10 phiếu') } },
      { n: 0 },
      { n: 0 },
    ],
  });
  await Promise.all(Array.from({ length: 11 }, () => submitResponse(app, wardResponse({}, 5))));
  expect(await get()).toMatchObject({
    n: 12,
    instruments: [
      { n: 12, overall: { display: 'count', n: 12, percent: null, reason: expect.stringContaining('có 12, cần ít nhất 30') } },
      {},
      {},
    ],
  });
  await Promise.all(Array.from({ length: 28 }, (_, i) => submitResponse(app, wardResponse({}, i < 9 ? 2 : 5))));
  const { n, instruments } = await get();
  expect(n).toBe(40);
  expect(instruments[0]?.overall).toMatchObject({ shown: true, display: 'value', n: 40, percent: '77.50', reason: null });
  expect(instruments[0]?.items).toHaveLength(9);
  expect(instruments[0]?.factors).toHaveLength(3);
});
