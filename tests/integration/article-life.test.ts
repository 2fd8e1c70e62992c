import { expect, test } from 'vitest';
import { changeAddress } from '#newsroom/address-service.ts';
import { createDraft, returnToDraft, saveDraft, submitDraft } from '#newsroom/draft-service.ts';
import { parseFields } from '#newsroom/model/draft.ts';
import { approve, correct, withdraw } from '#newsroom/publication-service.ts';
import { restoreRevision } from '#newsroom/revision-service.ts';
import { addMediaRow, binh, bodyOfLines, done, ha, wholeFields } from '../support/editors.ts';
import { hostileWords } from '../support/hostile-words.ts';
import { startTestPortal } from '../support/server.ts';

async function eventually(check: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come true within ten seconds');
}

test('an article lives from its first word to its withdrawal between two people, and everybody sees each step', async () => {
  const { app, url } = await startTestPortal();
  const get = (path: string) => fetch(`${url}${path}`, { redirect: 'manual' });
  const page = async (slug: string) => (await get(`/tin-tuc/${slug}`)).text();
  const found = async () => (await app.search.query({ text: 'một cửa lưu động', page: { limit: 1, offset: 0 } })).hits[0]?.code;
  const listed = async () => [await (await get('/tin-tuc')).text(), await (await get('/tin-tuc/feed.xml')).text()];

  let at = done(await createDraft(app, ha, 'mot-cua-luu-dong', wholeFields({ title: '', body: bodyOfLines(' ') })));
  expect(await submitDraft(app, ha, at)).toMatchObject({ reason: 'incomplete', missing: ['title', 'body'] });
  at = done(await saveDraft(app, ha, at, wholeFields()));
  at = done(await submitDraft(app, ha, at));
  expect((await get('/tin-tuc/mot-cua-luu-dong')).status).toBe(404);
  expect(await approve(app, ha, at)).toEqual({ kind: 'refused', reason: 'same-person' });
  expect(await returnToDraft(app, binh, at, ' ')).toMatchObject({ reason: 'no-note' });
  at = done(await returnToDraft(app, binh, at, 'Thêm thời gian nhận hồ sơ.'));
  at = done(
    await saveDraft(app, ha, at, wholeFields({ body: bodyOfLines('Bộ phận một cửa lưu động đến tận thôn.', 'Thứ Bảy hằng tuần.') })),
  );
  at = done(await submitDraft(app, ha, at));
  at = done(await approve(app, binh, at));
  await eventually(async () => (await page('mot-cua-luu-dong')).includes('<p>Thứ Bảy hằng tuần.</p>'));
  await eventually(async () => (await listed()).every((text) => text.includes('/tin-tuc/mot-cua-luu-dong')));
  expect(await found()).toBe('mot-cua-luu-dong');

  const fields = wholeFields({ body: bodyOfLines('Bộ phận một cửa lưu động đến tận thôn.', 'Chủ nhật hằng tuần.') });
  expect(await correct(app, binh, at, { fields, note: '' })).toMatchObject({ reason: 'no-note' });
  at = done(await correct(app, binh, at, { fields, note: 'Sửa ngày nhận hồ sơ: Chủ nhật, không phải thứ Bảy.' }));
  await eventually(async () => (await page('mot-cua-luu-dong')).includes('<p>Chủ nhật hằng tuần.</p>'));
  const corrected = await page('mot-cua-luu-dong');
  expect(corrected).toMatch(/Đính chính[\s\S]*<time datetime="2026-11-22">[\s\S]*Sửa ngày nhận hồ sơ/);

  at = done(await changeAddress(app, binh, at, 'mot-cua-ve-thon'));
  await eventually(async () => (await get('/tin-tuc/mot-cua-luu-dong')).status === 301);
  const moved = await get('/tin-tuc/mot-cua-luu-dong');
  expect([moved.status, moved.headers.get('location')]).toEqual([301, '/tin-tuc/mot-cua-ve-thon']);
  expect((await get('/en/tin-tuc/mot-cua-luu-dong')).headers.get('location')).toBe('/en/tin-tuc/mot-cua-ve-thon');
  expect((await get('/tin-tuc/mot-cua-ve-thon')).status).toBe(200);
  expect(await found()).toBe('mot-cua-ve-thon');
  expect(await createDraft(app, ha, 'mot-cua-luu-dong', wholeFields())).toMatchObject({ reason: 'slug-taken' });

  const shown = at.version;
  at = done(await withdraw(app, binh, at, 'Nguồn tin đã đính chính: chưa có thôn nào được phục vụ.'));
  for (const slug of ['mot-cua-ve-thon', 'mot-cua-luu-dong']) {
    await eventually(async () => (await get(`/tin-tuc/${slug}`)).status === 410);
    const gone = await get(`/tin-tuc/${slug}`);
    const html = await gone.text();
    expect(html).toContain('Nguồn tin đã đính chính: chưa có thôn nào được phục vụ.');
    expect(html).not.toContain('Chủ nhật hằng tuần');
  }
  await eventually(async () => !(await listed()).some((text) => text.includes('mot-cua-ve-thon')));
  expect(await found()).not.toBe('mot-cua-ve-thon');

  at = done(await restoreRevision(app, binh, at, { version: shown }));
  expect(at.state).toBe('draft');
  expect((await get('/tin-tuc/mot-cua-ve-thon')).status).toBe(410);
  at = done(await submitDraft(app, ha, at));
  at = done(await approve(app, binh, at));
  await eventually(async () => (await page('mot-cua-ve-thon')).includes('<p>Chủ nhật hằng tuần.</p>'));
  expect((await get('/tin-tuc/mot-cua-luu-dong')).status).toBe(301);

  const audit = await app.reader
    .selectFrom('audit')
    .select(['person', 'staff', 'act', 'before', 'after'])
    .where('act', 'like', 'article.%')
    .orderBy('id')
    .execute();
  expect(audit.map(({ act, person }) => `${act.slice(8)} ${person.split(' ').at(-1)}`)).toEqual([
    'create Hà',
    'edit Hà',
    'submit Hà',
    'return Bình',
    'edit Hà',
    'submit Hà',
    'approve Bình',
    'correct Bình',
    'change_address Bình',
    'withdraw Bình',
    'restore_revision Bình',
    'submit Hà',
    'approve Bình',
  ]);
  expect(audit[9]?.staff).toBe('tk-binh');
  expect(JSON.parse(audit[9]?.before ?? '')).toMatchObject({ state: 'published', withdrawn_reason: null });
  expect(JSON.parse(audit[9]?.after ?? '')).toMatchObject({
    state: 'withdrawn',
    withdrawn_reason: 'Nguồn tin đã đính chính: chưa có thôn nào được phục vụ.',
  });
});

test('words that are script elsewhere stay words on the page, in the list, the feed and the search', async () => {
  const { app, url } = await startTestPortal();
  await addMediaRow(app, 'a');
  const words = hostileWords.join(' ');
  const given = {
    ...wholeFields(),
    title: words.slice(0, 150),
    summary: words.slice(0, 390),
    source: { name: words.slice(0, 290) },
    body: {
      type: 'doc',
      content: [
        ...bodyOfLines(...hostileWords).content,
        { type: 'image', attrs: { media: 'a', alt: words.slice(0, 290), caption: words.slice(0, 490) } },
      ],
    },
  };
  expect(parseFields({ ...given, source: { name: 'x', url: 'javascript:alert(1)' } }).kind).toBe('refused');
  const read = parseFields(given);
  if (read.kind === 'refused') throw new Error(read.message.key);
  const harmless = '/tin-tuc/huong-dan-3724-muc-tran-20-phan-tram-va-moc-thang-12';
  const get = async (address: string) => (await fetch(`${url}${address}`)).text();
  const own = new Map<string, readonly string[]>();
  for (const address of [harmless, '/tin-tuc', '/tim-kiem?q=mot+cua']) own.set(address, scriptsIn(await get(address)));
  expect(own.get(harmless)?.length).toBeGreaterThan(0);
  const at = done(await submitDraft(app, ha, done(await createDraft(app, ha, 'chu-la', read.fields))));
  done(await approve(app, binh, at));
  await eventually(async () => (await get('/tin-tuc')).includes('alert(1)'));
  for (const [like, address] of [
    [harmless, '/tin-tuc/chu-la'],
    ['/tin-tuc', '/tin-tuc'],
    ['/tim-kiem?q=mot+cua', '/tim-kiem?q=alert'],
  ] as const) {
    const html = await get(address);
    expect(html.includes('onerror='), address).toBe(true);
    expect(scriptsIn(html), address).toEqual(own.get(like));
  }
  const feed = await get('/tin-tuc/feed.xml');
  expect(feed.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')).not.toMatch(/<(script|img|svg|iframe)/i);
});

const tag = /<\/?([a-z][a-z0-9-]*)((?:\s+[^\s"'<>=]+(?:="[^"]*")?)*)\s*\/?>/gi;

/** Whatever of a page can run: tags of script, handlers, addresses that are script; and signs that belong to no tag. */
function scriptsIn(html: string): readonly string[] {
  const found: string[] = [];
  const rest = html.replace('<!DOCTYPE html>', '').replace(tag, (whole, name: string, attributes: string) => {
    const bad = [...attributes.matchAll(/\s([^\s"'<>=]+)(?:="([^"]*)")?/g)].some(
      ([, key = '', value = '']) => /^(on.*|srcdoc|style)$/i.test(key) || /^\s*(javascript|data|vbscript):/i.test(value),
    );
    if (bad || /^(script|style|iframe|object|embed|math|base)$/i.test(name)) found.push(whole);
    return '';
  });
  return [...found, ...(rest.match(/[^\n]{0,40}<[^\n]{0,40}/g) ?? [])];
}
