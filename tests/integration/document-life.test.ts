import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { editDocument, publishDocument } from '#newsroom/document-service.ts';
import { findDocument } from '#newsroom/document-store.ts';
import type { TypedDocument } from '#newsroom/model/document-input.ts';
import { forgetContent, openTestApp } from '../support/app.ts';
import { publishedDocument, typedDocument } from '../support/documents.ts';
import { addStaff, bothVersions, StaffBrowser, versionIn } from '../support/staff.ts';
import { idOf, pdf, startNewsroom } from '../support/uploads.ts';

const list = '/quan-tri/van-ban';

/** The fields of the form as a browser posts them. */
function fieldsOf({ attachments, ...typed }: TypedDocument, more: Readonly<Record<string, string>> = {}): [string, string][] {
  return [...Object.entries({ ...typed, ...more }), ...attachments.map((id): [string, string] => ['attachments', id])];
}

const create = (browser: StaffBrowser, change: Partial<TypedDocument> = {}) => browser.post(`${list}/moi`, fieldsOf(typedDocument(change)));

test('a document is written by one, published by another, edited, withdrawn and opened again: pages, search and audit follow', async () => {
  const { app, url, ha, binh, minh } = await startNewsroom();
  const read = async (path: string) => {
    const answer = await fetch(`${url}${path}`);
    return { status: answer.status, html: await answer.text() };
  };
  // Pages that are kept follow within moments.
  const soon = (path: string) => expect.poll(async () => (await read(path)).html, { timeout: 10_000 });
  const soonStatus = (path: string) => expect.poll(async () => (await read(path)).status, { timeout: 10_000 });
  const file = idOf(await ha.uploadFile('/quan-tri/kho-tep', { mo_ta: 'Toàn văn quyết định' }, { name: 'qđ 77.pdf', bytes: pdf() }));
  expect((await read('/van-ban')).html).not.toContain('Quyết định 77/QĐ-UBND');
  const created = await create(ha, { attachments: [file], in_force: '1/12/2026', topic: 'Sáng kiến' });
  const slug = '77-qd-ubnd-2026';
  const here = `${list}/${slug}`;
  expect([created.status, created.location]).toEqual([303, `${here}?xong=soan`]);
  expect((await read(`/van-ban/${slug}`)).status).toBe(404);
  expect((await ha.get(created.location ?? '')).html).toContain('người khác có vai trò đăng bài phải xem và đăng');
  expect((await ha.get(`${list}?trang-thai=ban-thao&q=luu+dong`)).html).toContain('1 văn bản');
  expect((await ha.post(here, { viec: 'dang', phien_ban: '1' })).html).toContain('Vai trò của bạn không gồm việc này');

  const published = await binh.post(here, { viec: 'dang', phien_ban: versionIn((await binh.get(here)).html) });
  expect(published.location).toBe(`${here}?xong=dang`);
  const page = (await read(`/van-ban/${slug}`)).html;
  expect(page).toContain(`<a href="/tep/${file}/tai-ve" download>Toàn văn quyết định</a> (PDF, 1 kB)`);
  expect(page).toMatch(/<dt>Có hiệu lực từ<\/dt>\s*<dd>01\/12\/2026/);
  await soon('/van-ban').toContain('Quyết định 77/QĐ-UBND');
  expect((await read('/tim-kiem?q=mot+cua+luu+dong+tai+cac+thon')).html).toContain(`/van-ban/${slug}`);
  await soon('/sitemap.xml').toContain(`/van-ban/${slug}`);
  expect((await ha.post(`/quan-tri/kho-tep/${file}`, { viec: 'go' })).html).toContain('Chưa gỡ được');

  // Who may only write does not change what is public.
  const edit = (browser: StaffBrowser, phien_ban: string, change: Partial<TypedDocument>) =>
    browser.post(here, fieldsOf(typedDocument({ attachments: [file], ...change }), { viec: 'sua', phien_ban }));
  expect((await edit(ha, '2', { title: 'Của người viết' })).html).toContain('không làm được ở tình trạng hiện nay');
  expect((await edit(minh, '2', { title: 'Về bộ phận một cửa đến tận ngõ' })).location).toBe(`${here}?xong=sua`);
  await soon(`/van-ban/${slug}`).toContain('đến tận ngõ');
  const stale = await edit(binh, '2', { title: 'Lời của người mở trước' });
  expect([stale.status, stale.html.includes('Lê Minh đã thay đổi văn bản này lúc'), stale.html.includes('Lời của người mở trước')]).toEqual(
    [422, true, true],
  );
  // What the other one wrote stands beside it; nothing else differs.
  expect(bothVersions(stale.html)).toEqual([['Về bộ phận một cửa đến tận ngõ', 'Lời của người mở trước']]);
  const unread = await edit(binh, '3', { title: ' ' });
  expect([bothVersions(unread.html), versionIn(unread.html)]).toEqual([[], '3']);

  // The same page of results is kept for everybody before and after the withdrawal.
  const results = '/tim-kiem?q=mot+cua+den+tan+ngo';
  await soon(results).toContain(`/van-ban/${slug}`);
  expect((await fetch(`${url}${results}`)).headers.get('cache-control')).toContain('public');
  expect((await binh.post(here, { viec: 'rut', phien_ban: '3', ly_do: ' ' })).html).toContain('Hãy ghi lý do');
  expect((await binh.post(here, { viec: 'rut', phien_ban: '3', ly_do: 'Đăng nhầm <b>dự thảo</b>.' })).location).toBe(`${here}?xong=rut`);
  await soonStatus(`/van-ban/${slug}`).toBe(410);
  const gone = await read(`/van-ban/${slug}`);
  expect([gone.status, gone.html.includes('Đăng nhầm &lt;b&gt;dự thảo&lt;/b&gt;.')]).toEqual([410, true]);
  expect((await fetch(`${url}/en/van-ban/${slug}`)).status).toBe(410);
  await soon('/van-ban').not.toContain('Quyết định 77/QĐ-UBND');
  await soon(results).not.toContain(`/van-ban/${slug}`);

  expect((await binh.post(here, { viec: 'mo-lai', phien_ban: '4' })).location).toBe(`${here}?xong=mo-lai`);
  expect((await read(`/van-ban/${slug}`)).status).toBe(410);
  expect((await minh.post(here, { viec: 'dang', phien_ban: '5' })).html).toContain('phải có người thứ hai');
  expect((await binh.post(here, { viec: 'dang', phien_ban: '5' })).location).toBe(`${here}?xong=dang`);
  await soonStatus(`/van-ban/${slug}`).toBe(200);

  const acts = await app.reader
    .selectFrom('audit')
    .select(['act', 'person', 'before', 'after'])
    .where('object', '=', slug)
    .orderBy('id')
    .execute();
  expect(acts.map(({ act, person }) => `${act} ${person}`)).toEqual([
    'document.create Nguyễn Thị Hà',
    'document.publish Trần Văn Bình',
    'document.edit Lê Minh',
    'document.withdraw Trần Văn Bình',
    'document.reopen Trần Văn Bình',
    'document.publish Trần Văn Bình',
  ]);
  expect(JSON.parse(acts[2]?.before ?? '')).toMatchObject({ title: 'Về bộ phận một cửa lưu động tại các thôn', in_force: '2026-12-01' });
  expect(JSON.parse(acts[2]?.after ?? '')).toMatchObject({ title: 'Về bộ phận một cửa đến tận ngõ', in_force: null });
});

test('documents replace each other both ways, never in a circle, and only by what is there', async () => {
  const { app, url, binh } = await startNewsroom();
  const old = await publishedDocument(app, { number: '1/QĐ', slug: 'so-1' });
  await publishedDocument(app, { number: '2/QĐ', slug: 'so-2' });
  await publishedDocument(app, { number: '3/QĐ', slug: 'so-3' });
  const replace = (slug: string, replaced_by: string, phien_ban = '2') =>
    binh.post(
      `${list}/${slug}`,
      fieldsOf(typedDocument({ number: slug, replaced_by, status: 'đã được thay thế' }), { viec: 'sua', phien_ban }),
    );
  expect((await replace(old, 'so-2')).status).toBe(303);
  expect((await replace('so-2', 'so-3')).status).toBe(303);
  expect(await (await fetch(`${url}/van-ban/so-1`)).text()).toMatch(/đã được thay thế bởi\s*<a href="\/van-ban\/so-2">/);
  expect(await (await fetch(`${url}/van-ban/so-2`)).text()).toMatch(/<dt>Thay thế<\/dt>\s*<dd><a href="\/van-ban\/so-1">/);
  for (const [slug, by, words] of [
    ['so-3', 'so-1', 'thay thế nhau thành vòng tròn'],
    ['so-3', 'so-3', 'bởi chính nó'],
    ['so-3', 'khong-co', 'không có trên cổng hoặc đã được rút'],
    ['so-3', '../x', 'Hãy chọn văn bản thay thế trong danh sách'],
  ] as const) {
    const answer = await replace(slug, by);
    expect([answer.status, answer.html.includes(words)], by).toEqual([422, true]);
  }
  expect(await findDocument(app.reader, 'so-3')).not.toHaveProperty('replaced_by');
});

test('by which draft a document will be replaced, nobody outside learns before that one is public', async () => {
  const { url, app, ha, binh } = await startNewsroom();
  await publishedDocument(app, { number: '1/QĐ', slug: 'so-1' });
  await create(ha, { number: '2/QĐ', slug: 'so-2' });
  const replaced = typedDocument({ number: '1/QĐ', replaced_by: 'so-2', status: 'đã được thay thế' });
  expect((await binh.post(`${list}/so-1`, fieldsOf(replaced, { viec: 'sua', phien_ban: '2' }))).status).toBe(303);
  const table = async () => (await fetch(`${url}/van-ban.csv`)).text();
  await expect.poll(table, { timeout: 10_000 }).toContain('đã được thay thế');
  expect(await table()).not.toContain('/van-ban/so-2');
  expect((await binh.post(`${list}/so-2`, { viec: 'dang', phien_ban: '1' })).status).toBe(303);
  await expect.poll(table, { timeout: 10_000 }).toMatch(/so-2,.*so-1/);
});

test('what is wrong is said at its field with everything that was typed kept; an address belongs to one document', async () => {
  const { app, ha, lan } = await startNewsroom();
  const wrong = await create(ha, { issued: '31/02/2026', title: 'Trích yếu "đã" gõ <i>', attachments: [] });
  expect([wrong.status, wrong.html.includes('Ngày ban hành chưa đúng'), wrong.html.includes('id="issued-loi"')]).toEqual([422, true, true]);
  for (const kept of ['value="31/02/2026"', 'gõ &lt;i', 'Mỗi thôn có một buổi trong tuần.']) expect(wrong.html).toContain(kept);
  expect((await create(ha, { attachments: ['0123456789abcdef01234567'] })).html).toContain('không còn trong kho');
  expect((await create(ha, { slug: 'moi' })).html).toContain('không được là “moi”');
  expect((await create(ha)).status).toBe(303);
  expect((await create(lan)).html).toContain('đã thuộc về một văn bản khác');
  expect((await create(lan, { slug: '5666-qd-ubnd-2025' })).html).toContain('đã thuộc về một văn bản khác');
  expect(await app.reader.selectFrom('documents').select('slug').where('state', '=', 'draft').execute()).toHaveLength(1);
  expect((await ha.get(`${list}/khong-co`)).status).toBe(404);
  expect((await ha.post(`${list}/khong-co`, { viec: 'dang', phien_ban: '1' })).status).toBe(404);
  expect((await ha.post(`${list}/77-qd-ubnd-2026`, { viec: 'xoa-het', phien_ban: '1' })).status).toBe(422);
});

test('who wrote the draft last does not publish it, whoever began it', async () => {
  const { ha, binh, minh } = await startNewsroom();
  const here = `${list}/77-qd-ubnd-2026`;
  await create(ha);
  const changed = await binh.post(here, fieldsOf(typedDocument({ title: 'Sửa trước khi đăng' }), { viec: 'sua', phien_ban: '1' }));
  expect(changed.status).toBe(303);
  expect((await binh.post(here, { viec: 'dang', phien_ban: '2' })).html).toContain('phải có người thứ hai');
  expect((await minh.post(here, { viec: 'dang', phien_ban: '1' })).html).toContain('Trần Văn Bình đã thay đổi');
  expect((await minh.post(here, { viec: 'dang', phien_ban: '2' })).status).toBe(303);
});

test('others of the staff neither see the library nor documents', async () => {
  const { app, url } = await startNewsroom();
  await addStaff(app, { userName: 'cham.diem', name: 'Người thẩm định', roles: ['appraiser', 'survey_manager'] });
  const browser = new StaffBrowser(url);
  await browser.signIn('cham.diem');
  const denied = [
    list,
    `${list}/moi`,
    `${list}/5666-qd-ubnd-2025`,
    '/quan-tri/kho-tep',
    '/quan-tri/kho-tep/abc',
    '/quan-tri/kho-tep/chon.json',
  ];
  for (const path of denied) expect((await browser.get(path)).status, path).toBe(403);
  expect((await create(browser)).status).toBe(403);
  expect((await browser.uploadFile('/quan-tri/kho-tep/tai-len.json', { mo_ta: 'Ảnh' }, { name: 'a.pdf', bytes: pdf() })).status).toBe(403);
});

test('what the newsroom changed of a document of content/ stays so at the next start', async () => {
  const app = await openTestApp();
  const by = atCommand('Trần Thị B');
  const slug = '5666-qd-ubnd-2025';
  const edited = await editDocument(app, by, { slug, version: 1 }, typedDocument({ number: '5666/QĐ-UBND' }));
  expect(edited).toMatchObject({ kind: 'done', state: 'published' });
  expect(await publishDocument(app, by, { slug, version: 2 })).toMatchObject({ kind: 'refused' });
  await forgetContent(app);
  const restarted = await openTestApp({ dataDir: app.config.dataDir });
  expect((await findDocument(restarted.reader, slug))?.title).toBe('Về bộ phận một cửa lưu động tại các thôn');
});
