import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProcedureHistoryRow } from '#db/schema.ts';
import { sitemapXml } from '#platform/model/sitemap.ts';
import { type OpenProcedure, openDataCsv, openDataJson } from '#procedures/model/open-data.ts';
import { addProcedures, listedProcedure } from '../support/catalogue.ts';
import { startFilledPortal } from '../support/filled-portal.ts';
import { afterTheYear } from '../support/rounds.ts';
import { englishAddresses, pageAddresses } from '../support/routes.ts';
import { sampleProcedures } from '../support/sample-procedures.ts';
import { startTestPortal, type TestPortal } from '../support/server.ts';
import { vietnameseText } from '../unit/examples.ts';

type Row = Record<string, string>;
const rowsOf = (csv: string): readonly Row[] => parse(csv, { bom: true, columns: true });

async function addHistory(app: TestPortal['app'], rows: readonly Partial<ProcedureHistoryRow>[]): Promise<void> {
  const row = {
    version: 1,
    person: 'Nguyễn Văn A',
    act: 'added' as const,
    source_file: null,
    source_sha256: null,
    parts: '[]',
    previous: null,
  };
  await app.writer
    .insertInto('procedure_history')
    .values(rows.map((one) => ({ procedure: '1.001193', at: '2026-11-20T02:00:00.000Z', ...row, ...one })))
    .execute();
}

test('the whole catalogue can be taken away as a table and as JSON, with the same facts', async () => {
  const { app, url } = await startTestPortal();
  await addHistory(app, [{ source_file: '/home/a/tthc.jsonl.gz' }]);
  await addProcedures(app, [
    listedProcedure('1.900001', {
      name: '=HYPERLINK("http://a")',
      executing: ['Sở Y tế', 'Sở "A", phòng B'],
      withdrawal: { on: '2026-07-01', note: '', replaced_by: '1.001193' },
    }),
  ]);
  const answer = await fetch(`${url}/thu-tuc.csv`);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
  const rows = rowsOf(bytes.toString());
  expect(rows).toHaveLength(239);
  expect(rows.find((row) => row.code === '1.001193')).toEqual({
    code: '1.001193',
    name: 'Thủ tục đăng ký khai sinh',
    field: 'Hộ tịch',
    field_code: 'G15-TP07',
    levels: 'xã',
    audiences: 'Công dân Việt Nam\nNgười Việt Nam định cư ở nước ngoài',
    promulgator: '',
    executing_agencies: 'Ủy ban nhân dân cấp xã',
    decision_no: '163/QĐ-BTP',
    decision_day: '2026-01-16',
    online_level: 'một phần (có nộp trực tuyến)',
    withdrawn_on: '',
    replaced_by: '',
    url: 'https://cchc.example.vn/thu-tuc/1.001193',
    source: 'Cơ sở dữ liệu quốc gia về thủ tục hành chính',
    source_file: 'tthc.jsonl.gz',
    imported_at: '2026-11-20T02:00:00.000Z',
    licence: 'CC BY 4.0',
  });
  expect(rows.find((row) => row.code === '1.900001')).toMatchObject({
    name: `'=HYPERLINK("http://a")`,
    executing_agencies: 'Sở Y tế\nSở "A", phòng B',
    withdrawn_on: '2026-07-01',
    replaced_by: '1.001193',
  });

  const json = (await (await fetch(`${url}/thu-tuc.json`)).json()) as {
    count: number;
    licence: string;
    procedures: Record<string, unknown>[];
  };
  expect(json).toMatchObject({ count: 239, licence: 'CC BY 4.0', licence_url: 'https://creativecommons.org/licenses/by/4.0/' });
  expect(json.procedures).toHaveLength(239);
  for (const [i, procedure] of json.procedures.entries()) {
    const { licence: _, ...row } = rows[i] ?? {};
    const asText = Object.entries(procedure).map(([key, value]) => [key, Array.isArray(value) ? value.join('\n') : String(value ?? '')]);
    if (procedure.code !== '1.900001') expect(Object.fromEntries(asText)).toEqual(row);
  }
});

test('whatever stands in a procedure, the table and the JSON give it back', () => {
  const text = fc.oneof(vietnameseText, fc.string());
  const procedure: fc.Arbitrary<OpenProcedure> = fc.record({
    code: fc.constant('1.000001'),
    name: text,
    field: text,
    field_code: fc.option(text),
    levels: fc.subarray(['xã', 'trung ương'] as const),
    audiences: fc.subarray(['ĐT1', 'ĐT9'] as const),
    promulgator: text,
    executing: fc.array(text, { maxLength: 3 }),
    decision_no: fc.option(text),
    decision_day: fc.constantFrom(null, '2026-01-01'),
    online_level: fc.constantFrom(null, 'toàn trình' as const),
    withdrawn_on: fc.constant(null),
    replaced_by: fc.constant(null),
    imported: fc.constant(null),
  });
  fc.assert(
    fc.property(fc.array(procedure, { maxLength: 4 }), (given) => {
      const rows = rowsOf(openDataCsv(given, 'https://a.vn'));
      expect(rows.map((row) => row.name?.replace(/^'(?=[=+\-@\t\r])/, ''))).toEqual(
        given.map(({ name }) => name.replace(/^'(?=[=+\-@\t\r])/, '')),
      );
      const json = JSON.parse(openDataJson(given, 'https://a.vn')) as { procedures: { name: string; executing_agencies: string[] }[] };
      expect(json.procedures.map(({ name, executing_agencies }) => [name, executing_agencies])).toEqual(
        given.map(({ name, executing }) => [name, executing]),
      );
    }),
  );
});

test('who has the files already is told so, until the catalogue changes', async () => {
  const { app, url } = await startTestPortal();
  for (const path of ['/thu-tuc.csv', '/thu-tuc.json', '/thu-tuc/thay-doi.xml', '/sitemap.xml']) {
    const etag = (await fetch(`${url}${path}`)).headers.get('etag') ?? '';
    const again = () => fetch(`${url}${path}`, { headers: { 'if-none-match': etag } });
    expect((await again()).status, path).toBe(304);
    app.cache.drop(['content']);
    expect((await again()).status, path).toBe(304);
  }
  const etag = (await fetch(`${url}/thu-tuc.csv`)).headers.get('etag') ?? '';
  await addProcedures(app, [listedProcedure('1.900001')]);
  expect((await fetch(`${url}/thu-tuc.csv`, { headers: { 'if-none-match': etag } })).status).toBe(200);
});

test('the site map names every page there is for everyone, in both languages, and when it changed where that is known', async () => {
  const { app, url } = await startFilledPortal();
  await addHistory(app, [{}, { version: 2, at: '2026-11-21T02:00:00.000Z', act: 'changed' }]);
  const xml = await (await fetch(`${url}/sitemap.xml`)).text();
  const entries = new Map(
    [...xml.matchAll(/<url><loc>https:\/\/cchc\.example\.vn([^<]*)<\/loc>(?:<lastmod>([^<]*)<\/lastmod>)?/g)].map((m) => [
      m[1] ?? '',
      m[2],
    ]),
  );
  const codes = (await app.reader.selectFrom('procedures').select('code').execute()).map((row) => row.code);
  expect(codes).toHaveLength(238 + sampleProcedures().length);
  for (const code of codes) for (const path of [`/thu-tuc/${code}`, `/en/thu-tuc/${code}`]) expect(entries.has(path), path).toBe(true);
  expect(entries.get('/thu-tuc/1.001193')).toBe('2026-11-21T02:00:00.000Z');
  expect(entries.get('/en/thu-tuc/1.004194')).toBeUndefined();
  expect(entries.get('/chi-so/ban-cong-bo/thu')).toBe(afterTheYear.replace('Z', '.000Z'));
  expect(xml).toContain(
    '<loc>https://cchc.example.vn/thu-tuc/1.001193</loc><lastmod>2026-11-21T02:00:00.000Z</lastmod><xhtml:link rel="alternate" hreflang="vi" href="https://cchc.example.vn/thu-tuc/1.001193"/><xhtml:link rel="alternate" hreflang="en" href="https://cchc.example.vn/en/thu-tuc/1.001193"/>',
  );
  for (const address of [...pageAddresses(), ...englishAddresses()]) {
    const html = await (await fetch(`${url}${address}`)).text();
    if (html.includes('content="noindex"')) continue;
    const path = address.replace(/\?.*$/, '');
    expect(entries.has(path === '/' ? '/' : path), address).toBe(true);
  }
  expect(entries.size).toBeLessThan(50_000);
});

test('an address with signs that XML reserves stays one', () => {
  expect(sitemapXml('https://a.vn', [{ path: "/b&c'd", changed: null }])).toContain('<loc>https://a.vn/b&amp;c&apos;d</loc>');
});

test('the news feed says title, summary, topics and address of each article, and the day where it is known', async () => {
  const { app, url } = await startTestPortal();
  const xml = await (await fetch(`${url}/tin-tuc/feed.xml`)).text();
  const items = xml.split('<item>').slice(1);
  const { n } = await app.reader
    .selectFrom('articles')
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  expect(items).toHaveLength(Math.min(30, n));
  const launched = items.find((item) => item.includes('/tin-tuc/ra-mat-giao-dien-chuyen-trang-cai-cach-hanh-chinh-ha-noi')) ?? '';
  expect(launched).toContain('<title><![CDATA[Hà Nội bấm nút ra mắt giao diện chuyên trang Cải cách hành chính]]></title>');
  expect(launched).toContain('<guid isPermaLink="true">https://cchc.example.vn/tin-tuc/ra-mat-giao-dien-');
  expect(launched).toContain('<pubDate>Sat, 16 Nov 2024 05:00:00 GMT</pubDate>');
  expect(launched).toContain('<category>Chuyển đổi số</category>');
  const years = await app.reader.selectFrom('articles').select('slug').where('published', 'not like', '____-__-__').execute();
  expect(years.length).toBeGreaterThan(0);
  for (const { slug } of years) expect(items.find((item) => item.includes(`/tin-tuc/${slug}<`))).not.toContain('pubDate');
  expect(xml).toContain('<language>vi</language>');
});

test('the pages of the catalogue name the feed of its changes, and offer the files', async () => {
  const { url } = await startTestPortal();
  for (const path of ['/thu-tuc', '/thu-tuc/linh-vuc', '/thu-tuc/1.001193'])
    expect(await (await fetch(`${url}${path}`)).text(), path).toMatch(
      /<link rel="alternate" type="application\/atom\+xml" title="[^"]+" href="\/thu-tuc\/thay-doi\.xml"/,
    );
  expect(await (await fetch(`${url}/tin-tuc`)).text()).not.toContain('/thu-tuc/thay-doi.xml');
  for (const path of ['/thu-tuc', '/so-do-cong']) {
    const html = await (await fetch(`${url}${path}`)).text();
    for (const file of ['/thu-tuc.csv', '/thu-tuc.json', '/thu-tuc/thay-doi.xml']) expect(html, path).toContain(`<a href="${file}"`);
  }
});
