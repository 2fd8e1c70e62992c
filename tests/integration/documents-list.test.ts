import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { startTestPortal } from '../support/server.ts';

const listed = (html: string) => [...html.matchAll(/<h2[^>]*><a [^>]*href="(?:\/en)?\/van-ban\/([a-z0-9-]+)"/g)].map((match) => match[1]);

test('a reader finds a document by its number first, by its words with or without accents, within kind, issuer, year and validity', async () => {
  const { url } = await startTestPortal();
  const read = async (path: string) => (await fetch(`${url}${path}`)).text();
  const all = await read('/van-ban');
  expect(all).toContain('16 văn bản');
  const number = await read('/van-ban?q=5666');
  expect(listed(number)[0]).toBe('5666-qd-ubnd-2025');
  expect(listed(number).length).toBeGreaterThan(1);
  expect(number).toContain('value="5666"');
  expect(listed(await read('/van-ban?q=MOT+CUA+lien+thong'))).toContain('118-2025-nd-cp');
  const replaced = await read('/van-ban?hieu-luc=da-duoc-thay-the&loai=quyet-dinh&co-quan=ubnd-thanh-pho-ha-noi&nam=2021&q=chi+so');
  expect(listed(replaced)).toEqual(['4210-qd-ubnd-2021']);
  expect(replaced).toContain('<input type="hidden" name="hieu-luc" value="da-duoc-thay-the"');
  expect(replaced).toContain('<span class="tag past">đã được thay thế</span>');
  // Each choice says how many it lists, and keeps to that.
  const [, href = '', n = ''] =
    /<a href="([^"]*loai=nghi-dinh[^"]*)"[^>]*>\s*<span[^>]*>Nghị định<\/span>\s*<span class="n"[^>]*>(\d+)</.exec(all) ?? [];
  expect(listed(await read(href))).toHaveLength(Number(n));
});

test('what a reader types is answered, but fills no cache; what finds nothing leads on', async () => {
  const { url } = await startTestPortal();
  const typed = await fetch(`${url}/van-ban?q=5666`);
  expect(typed.headers.get('cache-control')).toBe('no-store');
  expect((await fetch(`${url}/van-ban?loai=nghi-dinh`)).headers.get('cache-control')).toContain('public');
  const none = await (await fetch(`${url}/van-ban?q=zzzz%22%3Cb%3E&nam=2025&loai=khong-co`)).text();
  expect(listed(none)).toEqual([]);
  expect(none).toContain('Cổng không có lựa chọn “khong-co”.');
  expect(none).toContain('<a href="/van-ban?q=zzzz%22%3Cb%3E&amp;nam=2025">');
  expect(none).toContain('href="/tim-kiem?q=zzzz%22%3Cb%3E"');
  expect(none).toContain('zzzz&quot;&lt;b&gt;</b>');
  expect((await fetch(`${url}/van-ban?trang=2`)).status).toBe(404);
});

test('long lists are paged, and a page keeps what was chosen', async () => {
  const { app, url } = await startTestPortal();
  const rows = Array.from({ length: 45 }, (_, i) => ({
    slug: `thu-${i}`,
    number: `${i}/TB-THU`,
    kind: 'Thông báo',
    issuer: 'Sở Thử nghiệm',
    issued: `2026-01-${String((i % 28) + 1).padStart(2, '0')}`,
    title: `Thông báo thử ${i}`,
    summary: 'Tóm tắt.',
    status: 'còn hiệu lực',
    replaced_by: null,
    source: JSON.stringify({ name: 'Thử' }),
    certainty: 'memory',
    body: 'Nội dung.',
  }));
  await app.writer.insertInto('documents').values(rows).execute();
  const pages = await Promise.all([1, 2, 3].map(async (page) => (await fetch(`${url}/van-ban?loai=thong-bao&q=thu&trang=${page}`)).text()));
  expect(pages.map((html) => listed(html).length)).toEqual([20, 20, 5]);
  expect(new Set(pages.flatMap(listed)).size).toBe(45);
  expect(pages[0]).toContain('href="/van-ban?q=thu&amp;loai=thong-bao&amp;trang=2" rel="next"');
});

test('the list that is shown can be taken away as a table', async () => {
  const { url } = await startTestPortal();
  const html = await (await fetch(`${url}/van-ban?q=5666&loai=quyet-dinh`)).text();
  const href = /href="(\/van-ban\.csv[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const answer = await fetch(`${url}${href}`);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const rows: Record<string, string>[] = parse(await answer.text(), { bom: true, columns: true });
  expect(rows.map((row) => row.url?.split('/').at(-1))).toEqual(listed(html));
  expect(rows[0]).toMatchObject({ number: '5666/QĐ-UBND', kind: 'Quyết định', issued: '2025-11-17', replaced_by: '' });
  const all: Record<string, string>[] = parse(await (await fetch(`${url}/van-ban.csv`)).text(), { bom: true, columns: true });
  expect(all).toHaveLength(16);
  expect(all.find((row) => row.number === '3598/QĐ-UBND')?.replaced_by).toBe('https://cchc.example.vn/van-ban/5666-qd-ubnd-2025');
});

test('a document says what it replaces, and by what it was replaced', async () => {
  const { url } = await startTestPortal();
  const html = await (await fetch(`${url}/van-ban/3598-qd-ubnd-2024`)).text();
  expect(html).toMatch(/<dt>Thay thế<\/dt>\s*<dd><a href="\/van-ban\/4210-qd-ubnd-2021">Quyết định 4210\/QĐ-UBND<\/a>/);
  expect(html).toMatch(/đã được thay thế bởi\s*<a href="\/van-ban\/5666-qd-ubnd-2025">/);
});
