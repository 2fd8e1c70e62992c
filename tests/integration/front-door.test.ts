import { createReadStream } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createFrontDoor } from '#platform/http/front-door.ts';
import { takePort } from '#platform/http/serve.ts';
import { submitResponse } from '#survey/service.ts';
import { openTestApp } from '../support/app.ts';
import { startFilledPortal } from '../support/filled-portal.ts';
import { wardResponse } from '../support/responses.ts';
import { pageAddresses } from '../support/routes.ts';
import { startTestPortal } from '../support/server.ts';

/** A request exactly as written, where fetch would tidy it up. */
function raw(
  url: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, path, method: options.method ?? 'GET', headers: options.headers ?? {} }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }));
    });
    sent.on('error', reject);
    sent.end(options.body);
  });
}

test('every page answers in Vietnamese with the security headers, a title and one h1', async () => {
  const { url, receipt } = await startFilledPortal();
  for (const page of [...pageAddresses(), receipt]) {
    const answer = await fetch(`${url}${page}`);
    const html = await answer.text();
    expect(answer.status, page).toBe(
      /^\/khong-co-trang-nay|AAAA-AAAA/.test(page) ? 404 : /^\/(tin-tuc|van-ban)\/da-rut\//.test(page) ? 410 : 200,
    );
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(html).toContain('<html lang="vi">');
    expect(html.match(/<h1/g), page).toHaveLength(1);
    expect(html, page).not.toMatch(/undefined|\[object Object\]|NaN/);
  }
});

test('every link inside the portal leads somewhere', async () => {
  const { url } = await startTestPortal();
  const seen = new Set<string>();
  const queue = ['/', '/so-do-cong', '/khao-sat/HN-WARD-9-2026'];
  while (queue.length > 0 && seen.size < 400) {
    const path = queue.shift() ?? '/';
    if (seen.has(path)) continue;
    seen.add(path);
    const answer = await fetch(`${url}${path}`);
    expect(answer.status, path).toBe(200);
    if (!answer.headers.get('content-type')?.includes('html')) continue;
    for (const [, href = ''] of (await answer.text()).matchAll(/href="(\/[^"#]*)/g))
      queue.push(href.replaceAll('&amp;', '&').replaceAll('&#38;', '&'));
  }
  expect(seen.size).toBe(400);
});

test('an unknown address is 404 with a search box, in every section', async () => {
  const { url } = await startTestPortal();
  for (const path of [
    '/nope',
    '/thu-tuc/9.999999',
    '/tin-tuc/nope',
    '/van-ban/nope',
    '/co-quan/nope',
    '/khao-sat/NOPE',
    '/khao-sat/bien-nhan/AAAA-AAAA-AAAA-AAAA',
    '/chi-so/ban-cong-bo/nope',
    '/chi-so/ban-cong-bo/nope/input.json',
    '/tin-tuc?trang=9999',
    '/thu-tuc/linh-vuc?cap=huyen',
    '/.env',
    '/_astro/nope.js',
  ]) {
    const answer = await fetch(`${url}${path}`);
    expect(answer.status, path).toBe(404);
    expect(await answer.text(), path).toMatch(/name="q"/);
  }
});

test('a page is kept and sent again, and dropped when what it shows changes', async () => {
  const { app, url } = await startTestPortal();
  const first = await fetch(`${url}/co-quan/00004`);
  const etag = first.headers.get('etag') ?? '';
  expect(await first.text()).toContain('chưa có phiếu nào');
  expect((await fetch(`${url}/co-quan/00004`, { headers: { 'if-none-match': etag } })).status).toBe(304);
  await submitResponse(app, wardResponse());
  const after = await fetch(`${url}/co-quan/00004`, { headers: { 'if-none-match': etag } });
  expect(after.status).toBe(200);
  expect(await after.text()).toContain('Chưa đủ 10 phiếu');
});

test('parameters that a page does not know change nothing and fill no cache', async () => {
  const { app, url } = await startTestPortal();
  await fetch(`${url}/van-ban?utm_source=x&nope=1`);
  expect(app.cache.get('/van-ban')).toBeDefined();
  const html = await (await fetch(`${url}/tim-kiem?zzz=leak-me&q=khai+sinh`)).text();
  expect(html).not.toContain('leak-me');
});

test('what is typed into the search is shown as text, never as markup', async () => {
  const { url } = await startTestPortal();
  const html = await (await fetch(`${url}/tim-kiem?q=${encodeURIComponent('<script>alert(1)</script>"><img src=x>')}`)).text();
  const outsideQuotes = html.replace(/="[^"]*"/g, '');
  expect(outsideQuotes).toContain('&lt;script&gt;alert(1)');
  expect(outsideQuotes).not.toContain('<script>alert(1)');
  expect(outsideQuotes).not.toContain('<img src=x>');
});

test('survey forms are never kept: each has an id of its own', async () => {
  const { url } = await startTestPortal();
  const idIn = async () => /name="id" value="([^"]+)"/.exec(await (await fetch(`${url}/khao-sat/HN-WARD-9-2026`)).text())?.[1];
  const [one, two] = [await idIn(), await idIn()];
  expect(one).toMatch(/^[0-9a-f-]{36}$/);
  expect(two).not.toBe(one);
});

test('a form posted from another site is refused, one of our own is taken', async () => {
  const { url } = await startTestPortal();
  const body = JSON.stringify(wardResponse());
  const send = (headers: Record<string, string>) =>
    raw(url, '/api/v1/responses', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers },
    });
  expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await send({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
  expect((await send({ origin: 'https://evil.example' })).status).toBe(403);
  expect((await send({ origin: 'null' })).status).toBe(403);
  expect((await send({ 'sec-fetch-site': 'same-origin', origin: url })).status).toBe(201);
  expect((await send({ origin: url })).status).toBe(200);
});

test('too much, of unknown length, or by another method is refused with a reason', async () => {
  const { url } = await startTestPortal();
  const big = 'x'.repeat(70_000);
  const answer = await raw(url, '/khao-sat/HN-WARD-9-2026', { method: 'POST', body: big, headers: { 'content-length': '70000' } });
  expect(answer).toMatchObject({ status: 413, body: expect.stringContaining('quá lớn') });
  expect((await raw(url, '/api/v1/responses', { method: 'POST', headers: { 'transfer-encoding': 'chunked' }, body: 'x' })).status).toBe(
    411,
  );
  expect((await raw(url, '/', { method: 'PUT' })).status).toBe(405);
  expect((await raw(url, '/', { method: 'DELETE' })).headers.allow).toBe('GET, HEAD');
});

test('odd addresses never reach a file or break the server', async () => {
  const { url } = await startTestPortal();
  for (const path of [
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/_astro/../../entry.mjs',
    '//evil.example/x',
    '/%',
    '/%ff',
    `/${'a'.repeat(5000)}`,
    '/\\x',
    '/thu-tuc/%00',
  ]) {
    const { status, body } = await raw(url, path);
    expect([400, 404], `${path} gave ${status}`).toContain(status);
    expect(body).not.toContain('better-sqlite3');
  }
  expect((await raw(url, '/healthz')).status).toBe(200);
});

test('pages come compressed to whoever asks for it, whole to others, and HEAD without a body', async () => {
  const { url } = await startTestPortal();
  for (const path of ['/', '/khao-sat/SIPAS-G2-2023']) {
    expect((await raw(url, path, { headers: { 'accept-encoding': 'gzip, br' } })).headers['content-encoding']).toBe('br');
    expect((await raw(url, path, { headers: { 'accept-encoding': 'gzip' } })).headers['content-encoding']).toBe('gzip');
    expect((await raw(url, path, { headers: { 'accept-encoding': 'br;q=0' } })).headers['content-encoding']).toBeUndefined();
    const head = await raw(url, path, { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: '' });
  }
});

test('style and script are named by their content and may be kept for a year', async () => {
  const { url } = await startTestPortal();
  const css = /href="(\/_astro\/[^"]+\.css)"/.exec(await (await fetch(url)).text())?.[1] ?? '';
  const answer = await fetch(`${url}${css}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toContain('immutable');
});

test('a page that breaks is a page of its own with status 500, and shows nothing of the inside', async () => {
  const { app, url } = await startTestPortal();
  await app.writer.schema.dropTable('procedure_levels').execute();
  const answer = await fetch(`${url}/thu-tuc?cap=${encodeURIComponent('xã')}`);
  expect(answer.status).toBe(500);
  const html = await answer.text();
  expect(html).toContain('Cổng gặp sự cố');
  expect(html).not.toMatch(/procedure_levels|SqliteError|node_modules/);
  expect((await fetch(`${url}/van-ban`)).status).toBe(200);
});

test('a posted survey that is no form, or a wrong one, is 422 with the form shown again', async () => {
  const { app, url } = await startTestPortal();
  const send = async (body: string, type: string) => {
    const answer = await fetch(`${url}/khao-sat/HN-WARD-9-2026`, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
      redirect: 'manual',
    });
    return { status: answer.status, html: await answer.text() };
  };
  const form = 'application/x-www-form-urlencoded';
  expect(await send('{"a": 1}', 'application/json')).toMatchObject({
    status: 422,
    html: expect.stringContaining('Không đọc được biểu mẫu'),
  });
  expect(await send('x', 'multipart/form-data; boundary=none')).toMatchObject({ status: 422 });
  const wrong = await send('id=8f14e45f-ceea-467f-9575-3c1f8b1e2a10&agency=00004&cau.W1=9&cau.W2=2&shoe=42', form);
  expect(wrong).toMatchObject({ status: 422, html: expect.stringContaining('shoe') });
  expect((await send('id=8f14e45f-ceea-467f-9575-3c1f8b1e2a10&agency=00004&cau.W1=9&cau.W2=2', form)).html).toMatch(
    /name="cau\.W2" value="2" checked/,
  );
  expect(await app.reader.selectFrom('responses').select('receipt').execute()).toEqual([]);
  expect((await send('id=8f14e45f-ceea-467f-9575-3c1f8b1e2a10&agency=00004&cau.W2=2', form)).status).toBe(303);
});

test('asking for the head of a file first takes nothing from those who want it whole', async () => {
  const { url } = await startFilledPortal();
  for (const path of ['/sitemap.xml', '/tin-tuc/feed.xml', '/chi-so/ban-cong-bo/thu/result.json', '/van-ban', '/robots.txt']) {
    const head = await raw(url, path, { method: 'HEAD' });
    const whole = await raw(url, path);
    expect(head, path).toMatchObject({ status: 200, body: '' });
    expect(whole.body.length, path).toBeGreaterThan(50);
    expect(head.headers['content-length'], path).toBe(whole.headers['content-length']);
  }
});

test('people who ask at once for a page that is kept get the same one, forms stay their own', async () => {
  const { url } = await startTestPortal();
  const texts = async (path: string) =>
    new Set(await Promise.all(Array.from({ length: 20 }, async () => (await fetch(`${url}${path}`)).text())));
  expect((await texts('/chi-so')).size).toBe(1);
  expect((await texts('/khao-sat/HN-WARD-9-2026')).size).toBe(20);
});

test('refusals under /api/ are problem documents too', async () => {
  const { url } = await startTestPortal();
  for (const [options, status] of [
    [{ method: 'PUT' }, 405],
    [{ method: 'POST', headers: { 'transfer-encoding': 'chunked' }, body: 'x' }, 411],
    [{ method: 'POST', headers: { 'content-length': '70000' }, body: 'x'.repeat(70_000) }, 413],
    [{ method: 'POST', headers: { 'content-length': '1', 'sec-fetch-site': 'cross-site' }, body: 'x' }, 403],
  ] as const) {
    const answer = await raw(url, '/api/v1/responses', options);
    expect(answer).toMatchObject({ status, headers: { 'content-type': expect.stringContaining('application/problem+json') } });
    expect(JSON.parse(answer.body)).toMatchObject({ status, title: expect.any(String) });
  }
});

test('a page that takes no form refuses a post, and an address with a slash too many leads to the right one', async () => {
  const { url } = await startTestPortal();
  expect((await raw(url, '/thu-tuc', { method: 'POST', headers: { 'content-length': '1' }, body: 'x' })).headers).toMatchObject({
    allow: 'GET, HEAD',
  });
  expect(await raw(url, '/thu-tuc/?cap=x')).toMatchObject({ status: 301, headers: { location: '/thu-tuc?cap=x' } });
});

test('a built file that vanishes while it is sent breaks one answer, and the portal goes on', async () => {
  const app = await openTestApp();
  const never = () => {
    throw new Error('not asked');
  };
  const { server, open } = await takePort(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
  });
  open(createFrontDoor({ app, pages: never, api: never, assets: (_, response) => void createReadStream('/khong/co').pipe(response) }));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await expect(fetch(`${url}/_astro/da-mat.css`)).rejects.toThrow();
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('what is the same in all languages has one address', async () => {
  const { url } = await startTestPortal();
  for (const path of ['/sitemap.xml', '/tin-tuc/feed.xml', '/thu-tuc.csv', '/thu-tuc/thay-doi.xml', '/chi-so/du-lieu/sipas.csv']) {
    const answer = await fetch(`${url}/en${path}`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')], path).toEqual([301, path]);
  }
});
