import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { submitArticle } from '#newsroom/service.ts';
import { drawSharePicture, sharePicture } from '#newsroom/share-picture.ts';
import { pageLetters } from '#ui/letters.ts';
import { anArticle, publish } from '../support/articles.ts';
import { startTestPortal } from '../support/server.ts';

const launch = '/tin-tuc/ra-mat-giao-dien-chuyen-trang-cai-cach-hanh-chinh-ha-noi';

/** The addresses of the articles in a list, in its order. */
const listed = (html: string) => [...html.matchAll(/<h2[^>]*><a [^>]*href="(?:\/en)?(\/tin-tuc\/[a-z0-9-]+)"/g)].map((match) => match[1]);
/** What stands beside a choice: how many it would list. */
const countBeside = (html: string, label: string) =>
  new RegExp(`<span[^>]*>${label}</span>\\s*<span class="n"[^>]*>([^<]+)</span>`).exec(html)?.[1];

test('a reader picks a topic and a month, sees how many there are of each, and gives each up again', async () => {
  const { app, url } = await startTestPortal();
  const read = async (path: string) => (await fetch(`${url}${path}`)).text();
  const all = await read('/tin-tuc');
  expect(all).toContain('20 tin');
  const { n } = await app.reader
    .selectFrom('articles')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('topics', 'like', '%Sáng kiến%')
    .executeTakeFirstOrThrow();
  expect(countBeside(all, 'Sáng kiến')).toBe(String(n));
  const topic = await read('/tin-tuc?chu-de=sang-kien');
  expect(listed(topic)).toHaveLength(n);
  expect(topic).toContain('<title>Sáng kiến · Tin tức · ');
  expect(topic).toContain('<link rel="canonical" href="https://cchc.example.vn/tin-tuc?chu-de=sang-kien"');
  const both = await read('/tin-tuc?chu-de=sang-kien&thang=2024-11');
  expect(listed(both)).toHaveLength(Number(countBeside(topic, 'tháng 11/2024')));
  for (const without of ['/tin-tuc?thang=2024-11', '/tin-tuc?chu-de=sang-kien']) expect(both).toContain(`<a href="${without}"`);
  expect(both).toContain('content="noindex"');
  // What is known only to the year is found under its year.
  const year = await read('/tin-tuc?thang=2019');
  expect(listed(year)).toHaveLength(2);
  expect(year).toContain('năm 2019');
});

test('the pages of a topic go on within the topic', async () => {
  const { app, url } = await startTestPortal();
  for (let i = 1; i <= 12; i++) await publish(app, `tin-thu-${i}`, `Tin thử ${i}`);
  const first = await (await fetch(`${url}/tin-tuc?chu-de=sang-kien`)).text();
  expect(first).toContain('href="/tin-tuc?chu-de=sang-kien&amp;trang=2" rel="next"');
  const second = await (await fetch(`${url}/tin-tuc?chu-de=sang-kien&trang=2`)).text();
  expect(new Set([...listed(first), ...listed(second)]).size).toBe(15);
  expect((await fetch(`${url}/tin-tuc?chu-de=sang-kien&trang=3`)).status).toBe(404);
});

test.each([
  ['/tin-tuc?thang=2030-01', null, []],
  ['/tin-tuc?chu-de=khong-co', 'khong-co', []],
  ['/tin-tuc?chu-de=%3Cscript%3E&thang=2024', '&lt;script&gt;', ['/tin-tuc?thang=2024']],
  ['/tin-tuc?thang=13/2024', '13/2024', []],
])('%s lists nothing, says why and leads on', async (path, unknown, others) => {
  const { url } = await startTestPortal();
  const answer = await fetch(`${url}${path}`);
  const html = await answer.text();
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(listed(html)).toEqual([]);
  expect(html).toContain('Không có mục nào như vậy');
  if (unknown !== null) expect(html).toContain(`Cổng không có lựa chọn “${unknown}”.`);
  for (const other of ['/tin-tuc', ...others]) expect(html).toContain(`<a href="${other}">`);
});

test('the news can be followed as Atom and as JSON, all of them or one topic, each entry with its own moments', async () => {
  const { app, url } = await startTestPortal();
  const title = 'Sở A & B: <b>“kết quả”</b>';
  await publish(app, 'tin-co-dau', title);
  const answer = await fetch(`${url}/tin-tuc/atom.xml?chu-de=sang-kien`);
  expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  const atom = await answer.text();
  const entries = atom.split('<entry>').slice(1);
  expect(entries.length).toBeGreaterThan(1);
  for (const entry of entries) expect(entry).toContain('term="Sáng kiến"');
  for (const entry of entries) expect(entry).toMatch(/<updated>2026-11-22T[^<]+Z<\/updated>/);
  expect(entries.find((entry) => entry.includes('/tin-tuc/tin-co-dau'))).toContain(
    '<![CDATA[Sở A &amp; B: &lt;b&gt;“kết quả”&lt;/b&gt;]]>',
  );
  expect(atom).toContain('<link rel="self" href="https://cchc.example.vn/tin-tuc/atom.xml?chu-de=sang-kien"/>');
  expect(atom).toContain('<title>Sáng kiến: ');

  const json = await fetch(`${url}/tin-tuc/feed.json`);
  expect(json.headers.get('content-type')).toBe('application/feed+json; charset=utf-8');
  const feed = (await json.json()) as { feed_url: string; items: { id: string; url: string; title: string; date_published?: string }[] };
  expect(feed.feed_url).toBe('https://cchc.example.vn/tin-tuc/feed.json');
  expect(feed.items).toHaveLength(21);
  expect(feed.items.find((item) => item.url.endsWith('/tin-co-dau'))?.title).toBe(title);
  const launched = feed.items.find((item) => item.url === `https://cchc.example.vn${launch}`);
  expect(launched).toMatchObject({ id: launched?.url, date_published: '2024-11-16T05:00:00.000Z' });
  const ofYear = feed.items.find((item) => item.url.includes('dao-tao-boi-duong-can-bo-ha-noi-2020'));
  expect(ofYear).not.toHaveProperty('date_published');

  for (const file of ['feed.xml', 'atom.xml', 'feed.json'])
    expect((await fetch(`${url}/tin-tuc/${file}?chu-de=khong-co`)).status, file).toBe(404);
  const page = await (await fetch(`${url}/tin-tuc?chu-de=sang-kien`)).text();
  for (const file of ['feed.xml', 'atom.xml', 'feed.json']) expect(page).toContain(`href="/tin-tuc/${file}?chu-de=sang-kien"`);
});

test('an article says how long it takes to read and of which day it is, leads to its topics and to related news', async () => {
  const { url } = await startTestPortal();
  const html = await (await fetch(`${url}${launch}`)).text();
  expect(html).toContain('đọc khoảng 2 phút');
  expect(html).toContain('<time datetime="2024-11-16">16/11/2024</time>');
  expect(html).toContain('<a href="/tin-tuc?chu-de=chuyen-doi-so">Chuyển đổi số</a>');
  const related = html.split('Tin liên quan')[1] ?? '';
  expect([...related.matchAll(/<h3[^>]*><a [^>]*href="(\/tin-tuc\/[^"]+)"/g)].map((match) => match[1])).toHaveLength(4);
  expect(related).not.toContain(`href="${launch}"`);
});

test('search engines are told what an article is, and no text of it can leave the script that says so', async () => {
  const { app, url } = await startTestPortal();
  await publish(app, 'tin-hiem', '</script><script>alert(1)</script>');
  const described = async (path: string) => {
    const html = await (await fetch(`${url}${path}`)).text();
    return JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '') as Record<string, unknown>;
  };
  expect(await described(launch)).toMatchObject({
    '@type': 'NewsArticle',
    headline: 'Hà Nội bấm nút ra mắt giao diện chuyên trang Cải cách hành chính',
    datePublished: '2024-11-16',
    inLanguage: 'vi',
    image: `https://cchc.example.vn${launch}/anh-chia-se.png`,
    mainEntityOfPage: `https://cchc.example.vn${launch}`,
    publisher: { '@type': 'GovernmentOrganization', name: app.site.agency },
  });
  expect((await described('/tin-tuc/tin-hiem')).headline).toBe('</script><script>alert(1)</script>');
});

test('an article is shared with a picture of its own, which follows its title and is not drawn for what is not public', async () => {
  const { app, url } = await startTestPortal();
  const html = await (await fetch(`${url}${launch}`)).text();
  expect(html).toContain(`<meta property="og:image" content="https://cchc.example.vn${launch}/anh-chia-se.png"`);
  const answer = await fetch(`${url}${launch}/anh-chia-se.png`);
  expect(answer.headers.get('content-type')).toBe('image/png');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.length).toBeLessThan(100_000);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', ...sharePicture });
  const again = await fetch(`${url}${launch}/anh-chia-se.png`, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
  await publish(app, 'tin-khac', 'Tin khác');
  const other = Buffer.from(await (await fetch(`${url}/tin-tuc/tin-khac/anh-chia-se.png`)).arrayBuffer());
  expect(other.equals(bytes)).toBe(false);
  await submitArticle(app, anArticle('tin-cho-duyet', 'Tin chờ duyệt'), 'Nguyễn Văn A');
  for (const slug of ['tin-cho-duyet', 'khong-co']) expect((await fetch(`${url}/tin-tuc/${slug}/anh-chia-se.png`)).status, slug).toBe(404);
});

test('the longest title that there may be fits into a picture of less than 100 kB', async () => {
  const title = 'Đẩy mạnh ứng dụng trí tuệ, nghiệp vụ chuyển đổi số '.repeat(4).slice(0, 160);
  const bytes = await drawSharePicture({
    title,
    portal: 'Cải cách hành chính Hà Nội',
    foot: '16/11/2024 · Chỉ đạo điều hành, Chuyển đổi số',
  });
  expect(bytes.length).toBeLessThan(100_000);
});

test('every letter of Vietnamese is drawn, each with its own marks', () => {
  const letters = [...'aăâeêioôơuưyđ'].flatMap((letter) =>
    ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'].map((tone) => (letter + (letter === 'đ' ? '' : tone)).normalize('NFC')),
  );
  const all = [...new Set([...letters, ...letters.map((letter) => letter.toUpperCase())])];
  const drawn = all.map((letter) => pageLetters().outline(letter, { x: 0, y: 0, size: 100 }));
  expect(all).toHaveLength(146);
  expect(new Set(drawn).size).toBe(all.length);
  for (const outline of drawn) expect(outline).toMatch(/^M/);
  // Letters and marks that come apart are put together.
  expect(pageLetters().outline('ế'.normalize('NFD'), { x: 0, y: 0, size: 100 })).toBe(drawn[all.indexOf('ế')]);
});
