import { describe, expect, test } from 'vitest';
import { findArticleInWork } from '#newsroom/work-store.ts';
import type { App } from '#platform/app.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { hostileAddresses } from '../support/hostile-words.ts';
import { startTestPortal } from '../support/server.ts';
import { type Answer, addStaff, StaffBrowser } from '../support/staff.ts';

const title = 'Một cửa lưu động';
const slug = 'mot-cua-luu-dong';
const home = '/quan-tri/bai-viet';

interface Newsroom {
  readonly app: App;
  readonly url: string;
  readonly clock: ReturnType<typeof clockAt>;
  readonly ha: StaffBrowser;
  readonly binh: StaffBrowser;
  /** The page of Hà's draft. */
  readonly here: string;
}

/** An editor, a publisher, and a draft of the editor's. */
async function newsroom(): Promise<Newsroom> {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ clock });
  const { url } = await startTestPortal(app);
  await addStaff(app, { userName: 'ha.nguyen', name: 'Nguyễn Thị Hà', roles: ['editor'] });
  await addStaff(app, { userName: 'binh.tran', name: 'Trần Văn Bình', roles: ['publisher'] });
  const [ha, binh] = [new StaffBrowser(url), new StaffBrowser(url)];
  await ha.signIn('ha.nguyen');
  await binh.signIn('binh.tran');
  const begun = await ha.post(`${home}/moi`, { 'tieu-de': title });
  expect([begun.status, begun.location]).toEqual([303, expect.stringMatching(/^\/quan-tri\/bai-viet\/\d+$/)]);
  return { app, url, clock, ha, binh, here: begun.location ?? '' };
}

const written = (change: Readonly<Record<string, string>> = {}) => ({
  viec: 'luu',
  ban: '1',
  'tieu-de': title,
  'tom-tat': 'Cán bộ về tận thôn.',
  'chu-de': 'Sáng kiến',
  ngay: '22/11/2026',
  nguon: 'Tổ biên tập',
  'than-bai': 'Chủ nhật hằng tuần.',
  ...change,
});
const row = async (app: App, at = slug) => {
  const found = await findArticleInWork(app.reader, at);
  if (!found) throw new Error(`no article ${at}`);
  return found;
};
const alertOf = ({ html }: Answer) => /role="alert"[\s\S]*?<\/div>/.exec(html)?.[0].replace(/<[^>]*>/g, ' ') ?? '';

test('an editor may not do what is the publisher’s, whatever is posted', async () => {
  const { app, ha, here } = await newsroom();
  await ha.post(here, written({ viec: 'gui' }));
  const before = await row(app);
  expect(before.state).toBe('submitted');
  const version = String(before.version);
  for (const forged of [
    { viec: 'duyet' },
    { viec: 'hen', 'ngay-dang': '2026-11-23', 'gio-dang': '10:00' },
    { viec: 'rut', 'ly-do-rut': 'x' },
    { viec: 'dia-chi', 'dia-chi': 'cho-khac' },
    { viec: 'khong-co' },
  ]) {
    const answer = await ha.post(here, { ban: version, ...forged });
    expect([answer.status, alertOf(answer)], forged.viec).toEqual([422, expect.stringContaining('Chưa làm được')]);
  }
  expect((await ha.get(`${here}/dang-ngay`)).status).toBe(403);
  expect((await ha.post(`${here}/dang-ngay`, { ban: version, 'ly-do': 'gấp' })).status).toBe(403);
  expect((await ha.post(`${home}/noi-bat`, { viec: 'them', bai: slug, 'thu-tu': '' })).status).toBe(403);
  // Text is the editor's again only when it is given back.
  const late = await ha.post(here, written({ ban: version, 'than-bai': 'Sửa lén.' }));
  expect([late.status, late.html.includes('Sửa lén.')]).toEqual([422, true]);
  expect(await row(app)).toEqual(before);
});

test('nobody reaches an article that is not there', async () => {
  const { binh } = await newsroom();
  for (const number of ['999999', '0', '1e3', 'abc', '9'.repeat(30)]) {
    expect((await binh.get(`${home}/${number}`)).status, number).toBe(404);
    expect((await binh.post(`${home}/${number}`, { viec: 'duyet', ban: '1' })).status, number).toBe(404);
    expect((await binh.post(`${home}/${number}/luu.json`, written())).status, number).toBe(404);
  }
});

test('a stale page changes nothing: it says who saved and when, keeps what was typed, and shows where both differ', async () => {
  const { app, ha, binh, here, clock } = await newsroom();
  clock.set('2026-11-22T03:05:00Z');
  expect((await ha.post(here, written())).location).toBe(`${here}?xong=luu`);
  const stale = await binh.post(here, written({ 'than-bai': 'Thứ Bảy hằng tuần.' }));
  expect(stale.status).toBe(422);
  expect(alertOf(stale)).toContain('Nguyễn Thị Hà đã lưu bài này lúc 10:05 ngày 22/11/2026');
  expect(stale.html).toMatch(/<del[^>]*>.*Chủ nhật.*<\/del>/);
  expect(stale.html).toMatch(/<ins[^>]*>.*Thứ Bảy.*<\/ins>/);
  expect(stale.html).toContain('>Thứ Bảy hằng tuần.</textarea>');
  const silent = await binh.post(`${here}/luu.json`, written({ 'than-bai': 'Thứ Bảy hằng tuần.' }));
  expect([silent.status, JSON.parse(silent.html).message]).toEqual([409, expect.stringContaining('Nguyễn Thị Hà đã lưu')]);
  expect((await row(app)).body).toContain('Chủ nhật');
  expect((await binh.post(here, written({ ban: '2', 'than-bai': 'Thứ Bảy hằng tuần.' }))).status).toBe(303);
  expect((await ha.post(here, written({ viec: 'gui', ban: '2' }))).status).toBe(422);
});

describe('what cannot be an article is refused in words, with everything kept', () => {
  const json = (content: unknown) => JSON.stringify({ type: 'doc', content });
  const deep = (n: number): unknown => (n === 0 ? { type: 'paragraph' } : { type: 'blockquote', content: [deep(n - 1)] });
  const words = (text: string, marks: unknown[] = []) => [{ type: 'paragraph', content: [{ type: 'text', text, marks }] }];
  test.each([
    ['too deep', { 'than-bai-json': json([deep(40)]) }, 'lồng nhau quá nhiều lớp'],
    ['too long', { 'than-bai-json': json(words('dài '.repeat(60_000))) }, 'quá dài, tối đa 200 kB'],
    ['too long as Markdown', { 'than-bai': 'dài '.repeat(60_000) }, 'quá dài, tối đa 200 kB'],
    ['a node that there is not', { 'than-bai-json': json([{ type: 'iframe' }]) }, 'chưa nhận được'],
    ['no JSON', { 'than-bai-json': '{' }, 'Không đọc được biểu mẫu'],
    ['a day that there is not', { ngay: '31/02/2026' }, 'ngày của tin'],
    ['four topics', { 'chu-de': 'Không có chủ đề này' }, 'chủ đề'],
    ['a source that is script', { 'nguon-dia-chi': 'javascript:alert(1)' }, 'nguồn'],
    ['a procedure that there is not', { 'thu-tuc': '9.999999' }, 'Không có thủ tục mã “9.999999”'],
    ['a document that there is not', { 'van-ban': '9999/KH' }, 'Không có văn bản “9999/KH”'],
  ])('%s', async (_name, change, said) => {
    const { app, ha, here } = await newsroom();
    const answer = await ha.post(here, written({ 'tieu-de': 'Tiêu đề <b>"vừa gõ"', ...change }));
    expect([answer.status, alertOf(answer)]).toEqual([422, expect.stringContaining(said)]);
    expect(answer.html).toMatch(/value="Tiêu đề (<|&lt;|&#60;)b/);
    expect(answer.html).not.toMatch(/undefined|\[object Object\]|NaN/);
    expect((await row(app)).version).toBe(1);
    const silent = await ha.post(`${here}/luu.json`, written(change));
    expect([silent.status, JSON.parse(silent.html).message]).toEqual([422, expect.stringContaining(said)]);
  });

  test('an address that is script', async () => {
    const { app, ha, here } = await newsroom();
    for (const href of hostileAddresses) {
      const answer = await ha.post(
        `${here}/luu.json`,
        written({ 'than-bai-json': json(words('bấm', [{ type: 'link', attrs: { href } }])) }),
      );
      expect([answer.status, JSON.parse(answer.html).message], href).toEqual([422, expect.stringContaining('chỉ nhận liên kết')]);
    }
    expect((await row(app)).version).toBe(1);
  });
});

test('a preview link shows the draft to whoever has it, says what it is, is never kept, and ends', async () => {
  const { app, url, ha, binh, here, clock } = await newsroom();
  await ha.post(here, written());
  const made = await ha.post(here, { viec: 'chia-se' });
  const [address = '', token = ''] = /\/xem-truoc\/([\w-]{24})/.exec(made.html) ?? [];
  expect(token).not.toBe('');
  expect(JSON.stringify(await app.reader.selectFrom('article_previews').selectAll().execute())).not.toContain(token);
  expect(JSON.stringify(await app.reader.selectFrom('audit').selectAll().execute())).not.toContain(token);
  const anybody = new StaffBrowser(url);
  const shown = await anybody.get(address);
  expect(shown.status).toBe(200);
  expect(shown.html).toContain('Bản xem trước, chưa phải bài đã đăng');
  expect(shown.html).toContain('<p>Chủ nhật hằng tuần.</p>');
  expect(shown.html).not.toContain('Nguyễn Thị Hà');
  expect([shown.headers.get('cache-control'), shown.headers.get('x-robots-tag'), shown.headers.get('etag')]).toEqual([
    'no-store',
    'noindex',
    null,
  ]);
  const status = async (path: string) => (await anybody.get(path)).status;
  expect(await status('/xem-truoc/AAAAAAAAAAAAAAAAAAAAAAAA')).toBe(404);
  expect(await status(`${address}x`)).toBe(404);

  // Whoever may make one may end another's; a forged number ends nothing.
  expect(alertOf(await binh.post(here, { viec: 'thu-hoi', 'duong-dan': '99' }))).toContain('không có đường dẫn xem trước này');
  expect(await status(address)).toBe(200);
  expect((await binh.post(here, { viec: 'thu-hoi', 'duong-dan': '1' })).status).toBe(303);
  expect(await status(address)).toBe(404);

  const other = /\/xem-truoc\/[\w-]{24}/.exec((await ha.post(here, { viec: 'chia-se' })).html)?.[0] ?? '';
  expect(await status(other)).toBe(200);
  const at = await row(app);
  await ha.post(here, { viec: 'bo', ban: String(at.version) });
  expect(await status(other)).toBe(404);
  await ha.post(here, { viec: 'lay-lai', ban: String(at.version + 1) });
  expect(await status(other)).toBe(200);
  clock.set('2026-11-29T03:00:00Z');
  expect(await status(other)).toBe(404);
});

test('a draft that is put away is in no list of work, keeps its text, and comes back', async () => {
  const { app, ha, binh, here } = await newsroom();
  await ha.post(here, written());
  expect((await ha.post(here, { viec: 'bo', ban: '2' })).location).toBe(`${home}?xong=bo`);
  const list = await ha.get(home);
  expect(list.html).not.toContain(title);
  expect((await ha.get(`${home}?tinh-trang=discarded`)).html).toContain(title);
  expect((await ha.post(here, written({ ban: '3' }))).status).toBe(422);
  expect((await binh.post(here, { viec: 'lay-lai', ban: '3' })).location).toBe(`${here}?xong=lay-lai`);
  expect(await row(app)).toMatchObject({ state: 'draft', discarded_at: null, body: expect.stringContaining('Chủ nhật hằng tuần.') });
  const acts = await app.reader.selectFrom('audit').select(['act', 'person']).where('object', '=', slug).orderBy('id').execute();
  expect(acts.map(({ act }) => act)).toEqual(['article.create', 'article.edit', 'article.discard', 'article.bring_back']);
});

test('publishing without a second person asks for the password again and for a reason, and waits for somebody else', async () => {
  const { app, url, ha, binh, here, clock } = await newsroom();
  await ha.post(here, written());
  clock.set('2026-11-22T03:15:00Z');
  const open = /href="([^"]*dang-ngay[^"]*)"/.exec((await binh.get(here)).html)?.[1] ?? '';
  expect(open).toBe(`${here}/dang-ngay?ban=2`);
  expect((await binh.get(open)).location).toBe(`/quan-tri/dang-nhap?tiep=${encodeURIComponent(open)}`);
  // While the password was typed, somebody changed what would be published.
  await ha.post(here, written({ ban: '2', 'than-bai': 'Thứ Bảy hằng tuần.' }));
  await binh.signIn('binh.tran');
  const changed = await binh.get(open);
  expect([changed.status, alertOf(changed), changed.html.includes('name="ly-do"')]).toEqual([
    422,
    expect.stringContaining('Nguyễn Thị Hà đã lưu bài này'),
    false,
  ]);
  const blind = await binh.post(open, { ban: '2', 'ly-do': 'Bão số 3' });
  expect([blind.status, alertOf(blind)]).toEqual([422, expect.stringContaining('Nguyễn Thị Hà đã lưu bài này')]);
  expect(blind.html).toContain('>Bão số 3</textarea>');
  expect((await binh.get(`${here}/dang-ngay?ban=3`)).html).toContain('<p>Thứ Bảy hằng tuần.</p>');
  // The reason took long: what could be opened can be sent.
  clock.set('2026-11-22T03:26:00Z');
  const bare = await binh.post(`${here}/dang-ngay`, { ban: '3', 'ly-do': ' ' });
  expect([bare.status, alertOf(bare)]).toEqual([422, expect.stringContaining('Cần ghi rõ lý do')]);
  expect((await binh.post(`${here}/dang-ngay`, { ban: '3', 'ly-do': 'Bão số 3' })).location).toBe(`${here}?xong=dang-ngay`);
  expect(await row(app)).toMatchObject({ state: 'published', forced: 1 });
  expect((await binh.get(here)).html).not.toContain('Tôi đã xem, bài đúng');
  expect(alertOf(await binh.post(here, { viec: 'xem-lai', ban: '4' }))).toContain('người thứ hai');
  await addStaff(app, { userName: 'lan.nguyen', name: 'Nguyễn Thị Lan', roles: ['publisher'] });
  const lan = new StaffBrowser(url);
  await lan.signIn('lan.nguyen');
  expect((await lan.get(home)).html).toContain('cần người khác xem lại');
  expect((await lan.post(here, { viec: 'xem-lai', ban: '4' })).location).toBe(`${here}?xong=xem-lai`);
});

test('featured articles are moved by buttons; who pressed on an old page is told so', async () => {
  const { binh } = await newsroom();
  const page = await binh.get(`${home}/noi-bat`);
  const orderOf = ({ html }: Answer) => [...html.matchAll(/<h2[^>]*><a href="\/tin-tuc\/([^"]+)"/g)].map(([, one]) => one ?? '');
  const before = orderOf(page);
  const offered = [...page.html.matchAll(/<option value="([^"]+)"/g)].map(([, one]) => one ?? '');
  const [a = '', b = ''] = offered;
  const press = (viec: string, bai: string, order: readonly string[]) =>
    binh.post(`${home}/noi-bat`, { viec, bai, 'thu-tu': order.join(' ') });
  expect((await press('them', a, before)).status).toBe(303);
  expect((await press('them', b, [...before, a])).status).toBe(303);
  expect(orderOf(await binh.get(`${home}/noi-bat`))).toEqual([...before, a, b]);
  expect((await press('len', b, [...before, a, b])).status).toBe(303);
  expect(orderOf(await binh.get(`${home}/noi-bat`))).toEqual([...before, b, a]);
  const late = await press('bo', b, [...before, a, b]);
  expect([late.status, alertOf(late)]).toEqual([422, expect.stringContaining('vừa được người khác đổi')]);
  expect((await press('bo', b, [...before, b, a])).status).toBe(303);
  expect((await press('xuong', 'khong-co', [...before, a])).status).toBe(422);
  expect(orderOf(await binh.get(`${home}/noi-bat`))).toEqual([...before, a]);
});

test('without script a table that nobody touched stays as it is, whatever else is changed', async () => {
  const { app, ha, here } = await newsroom();
  const cell = (text: string, colspan = 1) => ({
    type: 'table_cell',
    attrs: { colspan, rowspan: 1 },
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  });
  const rows = [[cell('Hai cột', 2)], [cell('a'), cell('b')]].map((content) => ({ type: 'table_row', content }));
  const body = JSON.stringify({ type: 'doc', content: [{ type: 'table', content: rows }] });
  expect((await ha.post(here, written({ 'than-bai-json': body }))).status).toBe(303);
  const shown = /<textarea[^>]*name="than-bai"[^>]*>([^<]*)</.exec((await ha.get(here)).html)?.[1] ?? '';
  expect(shown).toContain('Hai cột');
  const posted = written({ ban: '2', 'tieu-de': 'Tiêu đề khác', 'than-bai': shown.replaceAll('\n', '\r\n') });
  expect((await ha.post(here, posted)).status).toBe(303);
  expect(await row(app)).toMatchObject({ title: 'Tiêu đề khác', body });
});

test('a document that is withdrawn stays where it is named; a number of two documents is asked about', async () => {
  const { app, ha, here } = await newsroom();
  const [one, two] = await app.reader
    .selectFrom('documents')
    .select(['slug', 'number'])
    .where('state', '=', 'published')
    .limit(2)
    .execute();
  expect((await ha.post(here, written({ 'van-ban': one?.slug ?? '' }))).status).toBe(303);
  await app.writer
    .updateTable('documents')
    .set({ state: 'withdrawn' })
    .where('slug', '=', one?.slug ?? '')
    .execute();
  expect((await ha.post(`${here}/luu.json`, written({ ban: '2', 'van-ban': one?.slug ?? '', 'tom-tat': 'Khác.' }))).status).toBe(200);
  await app.writer
    .updateTable('documents')
    .set({ state: 'published', number: two?.number ?? '' })
    .where('slug', '=', one?.slug ?? '')
    .execute();
  const both = await ha.post(here, written({ ban: '3', 'van-ban': two?.number ?? '' }));
  expect([both.status, alertOf(both)]).toEqual([422, expect.stringContaining('Có nhiều văn bản mang số')]);
  for (const { slug: address } of [one, two].filter((document) => document !== undefined)) expect(alertOf(both)).toContain(address);
});

test('the title of a new article is read as every other: without controls and turned directions', async () => {
  const { app, ha } = await newsroom();
  await ha.post(`${home}/moi`, { 'tieu-de': 'Một\u0007 cửa\u0000 mới', 'dia-chi': 'mot-cua-moi' });
  expect((await row(app, 'mot-cua-moi')).title).toBe('Một cửa mới');
});
