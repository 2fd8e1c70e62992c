import fc from 'fast-check';
import { expect, test } from 'vitest';
import { browse, countBrowsed } from '#procedures/browse-store.ts';
import { shownLifeEvents } from '#procedures/life-event-store.ts';
import { audienceGroupNames, type Choices, noChoice } from '#procedures/model/browse.ts';
import { displayName } from '#procedures/model/name.ts';
import { levels } from '#procedures/model/vocabulary.ts';
import { openTestApp } from '../support/app.ts';
import { addProcedures, emptyCatalogue, listedProcedure } from '../support/catalogue.ts';
import { startTestPortal, type TestPortal } from '../support/server.ts';
import { vietnameseWord } from '../unit/examples.ts';

type App = TestPortal['app'];

/** The codes of the pages that somebody sees who starts at one end and turns until the other. */
async function turned(app: App, choices: Choices, size: number, direction: 'after' | 'before'): Promise<readonly (readonly string[])[]> {
  const pages: (readonly string[])[] = [];
  // Backwards begins behind the last of all.
  const last = await app.reader
    .selectFrom('procedures')
    .select('code')
    .orderBy('name_key', 'desc')
    .orderBy('code', 'desc')
    .executeTakeFirst();
  let from: string | null = direction === 'before' ? (last?.code ?? null) : null;
  for (;;) {
    const page = await browse(
      app.reader,
      await shownLifeEvents(app.reader),
      choices,
      from === null ? null : { direction, code: from },
      size,
    );
    if (!page) return pages;
    pages.push(page.items.map((item) => item.code));
    from = direction === 'after' ? page.after : page.before;
    if (from === null) return pages;
  }
}

test('the pages put together are the whole list, each once and in order, forwards and backwards, under any choices', async () => {
  const app = await openTestApp();
  const inOrder = await app.reader.selectFrom('procedures').select(['code', 'name']).orderBy('name_key').orderBy('code').execute();
  const chosen: fc.Arbitrary<Choices> = fc.record({
    event: fc.constantFrom(null, null, 'nha-dat'),
    audience: fc.constantFrom(null, ...audienceGroupNames),
    level: fc.constantFrom(null, ...levels),
    online: fc.constantFrom(null, 'toan-trinh' as const, 'mot-phan' as const),
    field: fc.constantFrom(null, null, 'Hộ tịch', 'Đất đai'),
    state: fc.constant(null),
  });
  await fc.assert(
    fc.asyncProperty(chosen, fc.integer({ min: 1, max: 60 }), async (choices, size) => {
      const forwards = (await turned(app, choices, size, 'after')).flat();
      expect(forwards).toHaveLength(await countBrowsed(app.reader, await shownLifeEvents(app.reader), choices));
      expect(forwards).toEqual(inOrder.map((row) => row.code).filter((code) => forwards.includes(code)));
      // Whoever goes back from the last of all does not see that one.
      const backwards = (await turned(app, choices, size, 'before')).toReversed().flat();
      expect(backwards).toEqual(forwards.filter((code) => code !== inOrder.at(-1)?.code));
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('whatever the names are, and however many share one, no page loses or repeats a procedure', async () => {
  const app = await openTestApp();
  const words = fc.array(fc.oneof(vietnameseWord, fc.constantFrom('Cấp lại thẻ', 'cấp lại thẻ.', 'Đổi', 'Đôi')), { maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(words, fc.integer({ min: 1, max: 7 }), async (names, size) => {
      await emptyCatalogue(app);
      await addProcedures(
        app,
        names.map((name, i) => listedProcedure(`1.${String(i).padStart(6, '0')}`, { name })),
      );
      const pages = await turned(app, noChoice, size, 'after');
      expect(pages.flat().toSorted()).toEqual(names.map((_, i) => `1.${String(i).padStart(6, '0')}`));
      for (const page of pages) expect(page.length).toBeLessThanOrEqual(size);
    }),
    { numRuns: 25 },
  );
}, 60_000);

const decoded = (href: string) => href.replaceAll('&#38;', '&').replaceAll('&amp;', '&');
const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

/** The ways to narrow the list that a page offers: where they lead, and how many they promise. */
function offered(html: string): readonly { href: string; n: number; chosen: boolean }[] {
  const panel = /<nav class="filterpanel"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '';
  return [...panel.matchAll(/<a href="(\/[^"]*)"([^>]*)>[\s\S]*?<span class="n"[^>]*>([\d.]+)<\/span>/g)].map(
    ([, href = '', rest = '', n = '']) => ({
      href: decoded(href),
      n: Number(n.replaceAll('.', '')),
      chosen: rest.includes('aria-current'),
    }),
  );
}

/** How many procedures the pages from an address on list, counted one by one. */
async function listed(url: string, address: string): Promise<{ said: number; codes: readonly string[] }> {
  const codes: string[] = [];
  let said = 0;
  for (let next: string | undefined = address; next !== undefined; ) {
    const html: string = await (await fetch(`${url}${next}`)).text();
    said = Number(/Có ([\d.]+) thủ tục/.exec(html)?.[1]?.replaceAll('.', '') ?? '0');
    codes.push(...[...html.matchAll(/<a data-astro-prefetch[^>]*href="\/thu-tuc\/([\d.]+)"/g)].map((match) => match[1] ?? ''));
    const link: string | undefined = /<a href="([^"]*)" rel="next"/.exec(html)?.[1];
    next = link === undefined ? undefined : decoded(link);
  }
  return { said, codes };
}

test('each choice lists as many procedures as it promises, alone and beside other choices', async () => {
  const { url } = await startTestPortal();
  for (const start of ['/thu-tuc', `/thu-tuc?cap=${encodeURIComponent('xã')}&doi-tuong=nguoi-dan`]) {
    const choices = offered(await (await fetch(`${url}${start}`)).text());
    expect(choices.length).toBeGreaterThan(15);
    const here = await listed(url, start);
    for (const { href, n, chosen } of choices) {
      const { said, codes } = await listed(url, href);
      expect(new Set(codes).size, href).toBe(codes.length);
      expect(codes.length, href).toBe(said);
      // One that holds already says what is listed now; its link takes it back.
      expect(chosen ? here.said : said, href).toBe(n);
    }
  }
}, 120_000);

test('a choice that holds is shown with a way out, and the others keep holding', async () => {
  const { url } = await startTestPortal();
  const html = await (await fetch(`${url}/thu-tuc?viec=nha-dat&doi-tuong=nguoi-dan&cap=${encodeURIComponent('xã')}`)).text();
  const chips = /<ul class="chosen"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? '';
  expect(textOf(chips)).toMatch(/Việc trong đời: Nhà đất .*Dành cho ai: Người dân .*Cấp giải quyết: Xã, phường .*Bỏ tất cả lựa chọn/);
  const ways = [...chips.matchAll(/href="([^"]*)"/g)].map((match) => decoded(match[1] ?? ''));
  expect(ways).toEqual([
    '/thu-tuc?doi-tuong=nguoi-dan&cap=x%C3%A3',
    '/thu-tuc?viec=nha-dat&cap=x%C3%A3',
    '/thu-tuc?viec=nha-dat&doi-tuong=nguoi-dan',
    '/thu-tuc',
  ]);
  expect(html).toContain('<title>Nhà đất, Người dân, Xã, phường: Thủ tục hành chính');
  expect(html).toContain('name="robots" content="noindex"');
});

test('a choice that there is not lists nothing, says so, leads out, and fills no cache', async () => {
  const { app, url } = await startTestPortal();
  for (const [address, out] of [
    ['/thu-tuc?cap=huyen&viec=sinh-con', '/thu-tuc?viec=sinh-con'],
    ['/thu-tuc?linh-vuc=khong-co', '/thu-tuc'],
  ] as const) {
    const answer = await fetch(`${url}${address}`);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('Không có thủ tục nào khớp');
    expect(html).toContain(`<a href="${out}"`);
    expect(app.cache.get(address)).toBeUndefined();
  }
});

test('a place in the list that is not there leads to its beginning', async () => {
  const { url } = await startTestPortal();
  for (const place of ['sau=9.999999', 'truoc=x', `sau=${'1'.repeat(300)}`]) {
    const answer = await fetch(`${url}/en/thu-tuc?doi-tuong=nguoi-dan&${place}`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')], place).toEqual([302, '/en/thu-tuc?doi-tuong=nguoi-dan']);
  }
});

test('procedures of one name stand together and are told apart; those of other provinces and former agencies are not passed off', async () => {
  const { app, url } = await startTestPortal();
  await addProcedures(app, [
    listedProcedure('1.900001', { name: 'Thủ tục cấp thẻ thử (thực hiện tại cấp huyện)', executing: ['Công an huyện'] }),
    listedProcedure('1.900002', { name: 'Cấp thẻ thử', executing: ['Ủy ban nhân dân cấp xã', 'Sở Tư pháp'] }),
    listedProcedure('1.900003', { name: 'Cấp thẻ thử nữa', executing: ['Sở Y tế tỉnh Quảng Trị'] }),
  ]);
  const html = await (await fetch(`${url}/thu-tuc?linh-vuc=${encodeURIComponent('Lĩnh vực thử')}`)).text();
  const main = textOf(/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '');
  expect(html.match(/<h2[^>]*>Cấp thẻ thử<\/h2>/g)).toHaveLength(1);
  expect(main).toMatch(
    /2 thủ tục cùng tên.*Mã 1\.900001 : Cấp thẻ thử Công an huyện đang đối chiếu.*Mã 1\.900002 : Cấp thẻ thử UBND cấp xã và 1 cơ quan khác/,
  );
  expect(main).toContain('1.900003 · nguồn chưa ghi cơ quan thực hiện');
  expect(main).not.toContain('Quảng Trị');
});

test('what was withdrawn is listed only when asked for, and marked', async () => {
  const { app, url } = await startTestPortal();
  const withdrawal = { on: '2026-07-01', note: '', replaced_by: null };
  const before = await listed(url, '/thu-tuc');
  expect(await (await fetch(`${url}/thu-tuc`)).text()).not.toContain('Đã bãi bỏ');
  await addProcedures(app, [
    listedProcedure('1.900001', { name: 'Đăng ký hộ khẩu', withdrawal }),
    listedProcedure('1.900002', { name: 'Đăng ký thử' }),
  ]);
  const after = await listed(url, '/thu-tuc');
  expect(after.codes).not.toContain('1.900001');
  expect(after.said).toBe(before.said + 1);
  const link = offered(await (await fetch(`${url}/thu-tuc`)).text()).find(({ href }) => href.includes('tinh-trang'));
  expect(link).toMatchObject({ href: '/thu-tuc?tinh-trang=bai-bo', n: 1 });
  expect(await listed(url, link?.href ?? '')).toEqual({ said: 1, codes: ['1.900001'] });
  expect(await (await fetch(`${url}${link?.href}`)).text()).toContain('Đã bãi bỏ từ ngày 01/07/2026');
});

test('all fields stand by letter with their number, and keep what was chosen before', async () => {
  const { app, url } = await startTestPortal();
  await addProcedures(app, [listedProcedure('1.900001', { field: 'Ấn phẩm' }), listedProcedure('1.900002', { field: '5G' })]);
  const html = await (await fetch(`${url}/thu-tuc/linh-vuc`)).text();
  const rows = await app.reader
    .selectFrom('procedures')
    .select((e) => ['field', e.fn.countAll().as('n')])
    .groupBy('field')
    .execute();
  const text = textOf(html);
  for (const { field, n } of rows) expect(text).toContain(`${field} ${n}`);
  expect([...html.matchAll(/<h2[^>]*>([^<]+)<\/h2>/g)].map((match) => match[1])).toEqual(
    expect.arrayContaining(['Khác', 'Â', 'B', 'C', 'Đ', 'H']),
  );
  const narrowed = await (await fetch(`${url}/thu-tuc/linh-vuc?cap=${encodeURIComponent('xã')}`)).text();
  const link = /<a href="([^"]*linh-vuc=H%E1%BB%99\+t%E1%BB%8Bch)"[\s\S]*?<span class="meta"[^>]*>(\d+)</.exec(narrowed);
  expect(decoded(link?.[1] ?? '')).toBe('/thu-tuc?cap=x%C3%A3&linh-vuc=H%E1%BB%99+t%E1%BB%8Bch');
  expect((await listed(url, decoded(link?.[1] ?? ''))).said).toBe(Number(link?.[2]));
});

test('a row names code, agency, level and how far it goes online', async () => {
  const { app, url } = await startTestPortal();
  const text = textOf(await (await fetch(`${url}/thu-tuc?viec=sinh-con`)).text());
  expect(text).toContain('1.001193 · UBND cấp xã · cấp: Xã · nộp trực tuyến một phần');
  const { name } = await app.reader.selectFrom('procedures').select('name').where('code', '=', '1.001193').executeTakeFirstOrThrow();
  expect(text).toContain(displayName(name));
});
