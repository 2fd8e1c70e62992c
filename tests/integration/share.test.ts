import { expect, test } from 'vitest';
import { clockAt, openTestApp } from '../support/app.ts';
import { startTestPortal } from '../support/server.ts';

/** Width and height that a PNG states of itself. */
async function pngSize(answer: Response): Promise<string> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

test('the manifest names the portal in Vietnamese, and each of its icons is there in the size it states', async () => {
  const { app, url } = await startTestPortal();
  const answer = await fetch(`${url}/manifest.webmanifest`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/manifest+json; charset=utf-8');
  expect(answer.headers.get('etag')).not.toBeNull();
  const manifest = (await answer.json()) as { icons: { src: string; sizes: string; type: string; purpose: string }[] };
  expect(manifest).toMatchObject({
    name: app.site.name,
    short_name: app.site.short_name,
    lang: 'vi',
    start_url: '/',
    display: 'standalone',
  });
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await fetch(`${url}${src}`);
    expect(icon.headers.get('content-type'), src).toBe(type);
    if (type === 'image/png') expect(await pngSize(icon), src).toBe(sizes);
  }
  expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(
    expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']),
  );
});

test('security.txt says whom to tell, and expires a year after it was read', async () => {
  const { app, url } = await startTestPortal(await openTestApp({ clock: clockAt('2027-03-01T10:00:00Z') }));
  const answer = await fetch(`${url}/.well-known/security.txt`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const text = await answer.text();
  const fields = Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/: (.*)/).slice(0, 2)),
  );
  expect(fields).toEqual({
    Contact: app.site.email === '' ? app.site.petitions : `mailto:${app.site.email}`,
    Expires: '2028-02-29T00:00:00Z',
    'Preferred-Languages': 'vi, en',
    Canonical: 'https://cchc.example.vn/.well-known/security.txt',
  });
});

test('humans.txt is read as Vietnamese', async () => {
  const { url } = await startTestPortal();
  const answer = await fetch(`${url}/humans.txt`, { headers: { 'accept-encoding': 'br' } });
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(await answer.text()).toContain('Đội ngũ xây dựng cổng');
});

test('a page that is shared has its own title and address and the portal’s picture, and every file its head names is there', async () => {
  const { url } = await startTestPortal();
  const html = await (await fetch(`${url}/thu-tuc/1.004194`)).text();
  const tags = Object.fromEntries(
    [...html.matchAll(/<meta property="([^"]+)" content="([^"]*)"/g)].map(([, name = '', value]) => [name, value]),
  );
  expect(tags).toMatchObject({
    'og:title': 'Đăng ký tạm trú',
    'og:type': 'website',
    'og:url': 'https://cchc.example.vn/thu-tuc/1.004194',
    'og:locale': 'vi_VN',
    'og:image': 'https://cchc.example.vn/chia-se.png',
  });
  expect(await pngSize(await fetch(`${url}/chia-se.png`))).toBe(`${tags['og:image:width']}x${tags['og:image:height']}`);
  const files = [...(html.split('</head>')[0] ?? '').matchAll(/<link [^>]*href="(\/[^"]+)"/g)].map(([, file]) => file);
  expect(files).toEqual(expect.arrayContaining(['/favicon.ico', '/favicon.svg', '/apple-touch-icon.png', '/manifest.webmanifest']));
  for (const file of files) expect((await fetch(`${url}${file}`)).status, file).toBe(200);
  const article = await fetch(`${url}/tin-tuc/huong-dan-3724-muc-tran-20-phan-tram-va-moc-thang-12`);
  expect(await article.text()).toContain('property="og:type" content="article"');
});

test('the service worker is asked for anew each time, and speaks for the whole portal', async () => {
  const { url } = await startTestPortal();
  const answer = await fetch(`${url}/sw.js`);
  expect(answer.headers.get('content-type')).toContain('javascript');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
  expect((await answer.text()).length).toBeLessThan(30_000);
});
