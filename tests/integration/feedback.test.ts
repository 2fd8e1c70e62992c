import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { submitArticle } from '#newsroom/service.ts';
import type { App } from '#platform/app.ts';
import { clockAt, openTestApp, temporaryDir } from '../support/app.ts';
import { runCommand } from '../support/process.ts';
import { startTestPortal } from '../support/server.ts';

const procedure = '/thu-tuc/1.001193';
const article = '/tin-tuc/huong-dan-3724-muc-tran-20-phan-tram-va-moc-thang-12';

/** As a browser without script posts a form. */
function post(address: string, body: Record<string, string> | FormData, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(address, {
    method: 'POST',
    body: body instanceof FormData ? body : new URLSearchParams(body),
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
    redirect: 'manual',
  });
}

async function stored(app: App): Promise<readonly unknown[]> {
  await app.feedback.flush();
  return app.reader.selectFrom('page_feedback').selectAll().orderBy('path').orderBy('answer').execute();
}

test('an answer is posted to the page itself and leads back to it with thanks; only totals of the day are kept, for all languages together', async () => {
  const { app, url } = await startTestPortal();
  const sent = await post(`${url}${procedure}`, { answer: 'yes' });
  expect([sent.status, sent.headers.get('location'), sent.headers.get('set-cookie')]).toEqual([303, `${procedure}#cam-on`, null]);
  const english = await post(`${url}/en${procedure}`, { answer: 'yes' });
  expect([english.status, english.headers.get('location')]).toEqual([303, `/en${procedure}#cam-on`]);
  await post(`${url}${procedure}`, { answer: 'unclear' });
  expect((await post(`${url}${article}`, { answer: 'wrong' })).headers.get('location')).toBe(`${article}#cam-on`);
  expect(await stored(app)).toEqual([
    { path: procedure, day: '2026-11-22', answer: 'unclear', n: 1 },
    { path: procedure, day: '2026-11-22', answer: 'yes', n: 2 },
    { path: article, day: '2026-11-22', answer: 'wrong', n: 1 },
  ]);
  await post(`${url}${procedure}`, { answer: 'yes' });
  expect(await stored(app)).toContainEqual({ path: procedure, day: '2026-11-22', answer: 'yes', n: 3 });
});

test('the page stays the same kept page for everybody, before and after an answer', async () => {
  const { app, url } = await startTestPortal();
  const before = await fetch(`${url}${procedure}`);
  const etag = before.headers.get('etag') ?? '';
  await before.text();
  const kept = app.cache.get(procedure);
  expect(kept).toBeDefined();
  await post(`${url}${procedure}`, { answer: 'incomplete' });
  await stored(app);
  expect(app.cache.get(procedure)).toBe(kept);
  expect((await fetch(`${url}${procedure}`, { headers: { 'if-none-match': etag } })).status).toBe(304);
  // No such thing as a second page for those who have answered.
  await (await fetch(`${url}${procedure}?cam-on=1`)).text();
  expect(app.cache.get(procedure)).toBe(kept);
});

test('an unknown answer or reason is refused with a page that leads back, in both languages, and counts nothing', async () => {
  const { app, url } = await startTestPortal();
  const twice = new FormData();
  twice.append('answer', 'yes');
  twice.append('answer', 'wrong');
  for (const body of [{}, { answer: 'no' }, { answer: 'maybe' }, { reason: 'unclear' }, { answer: 'Số của tôi là 0912345678' }, twice]) {
    const answer = await post(`${url}${procedure}`, body as Record<string, string>);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('Câu trả lời chưa được ghi nhận');
    expect(html).toMatch(/<a href="\/thu-tuc\/1\.001193"[^>]*>Đăng ký khai sinh<\/a>/);
    expect(html).not.toContain('0912345678');
  }
  const english = await post(`${url}/en${article}`, { answer: 'maybe' });
  expect([english.status, await english.text()]).toEqual([
    422,
    expect.stringMatching(/The answer was not recorded[\s\S]*href="\/en\/tin-tuc\//),
  ]);
  const json = await post(`${url}${procedure}`, {}, { 'content-type': 'application/json' });
  expect(json.status).toBe(422);
  expect(await stored(app)).toEqual([]);
});

test('what else is posted beside an answer is kept nowhere', async () => {
  const { app, url } = await startTestPortal();
  expect((await post(`${url}${procedure}`, { answer: 'wrong', comment: 'Nguyễn Văn A, 0912345678' })).status).toBe(303);
  expect(await stored(app)).toEqual([{ path: procedure, day: '2026-11-22', answer: 'wrong', n: 1 }]);
});

test('an answer about what is no page, or no page of the public yet, is refused and counts nothing', async () => {
  const { app, url } = await startTestPortal();
  const draft = {
    slug: 'chua-dang',
    title: 'Chưa đăng',
    summary: 'x',
    published: '2026-11-22',
    source: { name: 'Tổ biên tập' },
    body: 'x',
  };
  await submitArticle(app, { ...draft, topics: ['Sáng kiến'], documents: [] }, 'Nguyễn Văn A');
  for (const path of [
    '/thu-tuc/9.999999',
    '/tin-tuc/khong-co',
    '/tin-tuc/chua-dang',
    '/tin-tuc/feed.xml',
    '/en/thu-tuc/x',
    '/thu-tuc/a%2Fb',
    '/thu-tuc/%20',
  ]) {
    const answer = await post(`${url}${path}`, { answer: 'yes' });
    expect(answer.status, path).toBe(404);
    expect(await answer.text(), path).toMatch(/Không có trang này|This page does not exist/);
  }
  for (const path of ['/thu-tuc', '/tin-tuc', '/van-ban/4210-qd-ubnd-2021', `/huu-ich${procedure}`]) {
    expect((await post(`${url}${path}`, { answer: 'yes' })).status, path).toBe(405);
  }
  expect(await stored(app)).toEqual([]);
});

test('an answer posted from another site is refused and counts nothing', async () => {
  const { app, url } = await startTestPortal();
  expect((await post(`${url}${procedure}`, { answer: 'wrong' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect(await stored(app)).toEqual([]);
});

test('the place that receives the answers is no page to look at: it leads to the page itself, and nowhere outside', async () => {
  const { url } = await startTestPortal();
  const look = await fetch(`${url}/en/huu-ich${procedure}`, { redirect: 'manual' });
  expect([look.status, look.headers.get('location')]).toEqual([302, `/en${procedure}`]);
  for (const path of ['/huu-ich', '/huu-ich//evil.example', '/huu-ich/gioi-thieu', '/huu-ich/thu-tuc/9.999999'])
    expect((await fetch(`${url}${path}`, { redirect: 'manual' })).status, path).toBe(404);
});

test('counting takes no write lock: answers are taken while another process is writing', async () => {
  const { app, url } = await startTestPortal();
  const other = await openTestApp({ dataDir: app.config.dataDir });
  await other.writer.transaction().execute(async () => {
    expect((await post(`${url}${procedure}`, { answer: 'yes' })).status).toBe(303);
  });
  expect(await stored(app)).toHaveLength(1);
});

test('nothing about a person is stored: a path, a day, an answer, how often, and not even in which order', async () => {
  const app = await openTestApp({ clock: clockAt('2026-11-22T06:18:31.443Z') });
  const table = (await app.reader.introspection.getTables()).find(({ name }) => name === 'page_feedback');
  expect(table?.columns.map(({ name }) => name).sort()).toEqual(['answer', 'day', 'n', 'path']);
  app.feedback.count(procedure, 'yes');
  expect(JSON.stringify(await stored(app))).not.toContain('06:18');
  await expect(sql`select rowid from page_feedback`.execute(app.writer)).rejects.toThrow(/no such column: rowid/);
});

test('totals are kept for the days that are set, and older ones are dropped', async () => {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const { app } = await startTestPortal(await openTestApp({ clock }));
  app.feedback.count(procedure, 'yes');
  await stored(app);
  const daysOn = (n: number) => clock.set(new Date(Date.parse('2026-11-22T03:00:00Z') + n * 86_400_000).toISOString());
  daysOn(400);
  expect(await stored(app)).toHaveLength(1);
  daysOn(401);
  expect(await stored(app)).toEqual([]);
});

test('two processes add to the same totals', async () => {
  const one = await openTestApp();
  const two = await openTestApp({ dataDir: one.config.dataDir });
  for (const app of [one, two, two]) app.feedback.count(procedure, 'yes');
  await stored(one);
  expect(await stored(two)).toEqual([{ path: procedure, day: '2026-11-22', answer: 'yes', n: 3 }]);
});

test('editors read by a command which pages help least, with shares only where ten or more have answered', async () => {
  const dataDir = temporaryDir();
  const app = await openTestApp({ dataDir, clock: { now: () => new Date() } });
  const times = (n: number, path: string, answer: Parameters<App['feedback']['count']>[1]) => {
    for (let i = 0; i < n; i++) app.feedback.count(path, answer);
  };
  times(7, procedure, 'unclear');
  times(2, procedure, 'wrong');
  times(3, procedure, 'yes');
  times(4, article, 'incomplete');
  times(5, article, 'yes');
  times(1, '/tin-tuc/da-go', 'other-need');
  times(30, '/thu-tuc/1.004194', 'yes');
  await stored(app);
  const run = (...args: string[]) => runCommand('feedback', args, { DATA_DIR: dataDir }).ended;

  const { code, output } = await run();
  expect(code).toBe(0);
  expect(output).toMatch(/^Từ \d\d\/\d\d\/\d{4} đến \d\d\/\d\d\/\d{4}: 52 câu trả lời về 4 trang\./);
  const lines = output.split('\n').slice(3);
  expect(lines).toEqual([
    `${procedure}  Đăng ký khai sinh`,
    '    không 9, có 3 (75 % không hữu ích): khó hiểu 7, thông tin sai hoặc cũ 2',
    expect.stringMatching(/^\/tin-tuc\/huong-dan-3724\S+ {2}\p{L}/u),
    '    không 4, có 5 (dưới 10 câu trả lời, chưa tính tỷ lệ): thiếu thông tin 4',
    '/tin-tuc/da-go  (trang không còn)',
    '    không 1, có 0 (dưới 10 câu trả lời, chưa tính tỷ lệ): không phải điều tôi cần 1',
    '',
  ]);

  const csv = (await run('--days', '1', '--csv')).output.trimEnd().split('\r\n');
  expect(csv[0]).toBe('\u{FEFF}path,name,yes,no,no_percent,unclear,incomplete,wrong,other-need');
  expect(csv[1]).toBe(`${procedure},Đăng ký khai sinh,3,9,75,7,0,2,0`);
  expect(csv[4]).toMatch(/^\/thu-tuc\/1\.004194,.*,30,0,0,0,0,0,0$/);

  for (const days of ['0', 'x', '401']) {
    expect(await run('--days', days)).toMatchObject({ code: 1, output: expect.stringMatching(/^--days phải là số nguyên từ 1 đến 400/) });
  }
});
