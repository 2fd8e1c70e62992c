import { describe, expect, test } from 'vitest';
import { startTestPortal } from '../support/server.ts';

async function search(url: string, parameters: Record<string, string> | string, language = '') {
  const answer = await fetch(`${url}${language}/tim-kiem?${typeof parameters === 'string' ? parameters : new URLSearchParams(parameters)}`);
  const html = await answer.text();
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  return { status: answer.status, html, main, text: textOf(main), results: results(main), links: links(main) };
}

const entities: Readonly<Record<string, string>> = {
  '&#38;': '&',
  '&amp;': '&',
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
};
const decoded = (text: string) => text.replace(/&(?:#\d+|\w+);/g, (entity) => entities[entity] ?? entity);
const textOf = (html: string) => decoded(html.replace(/<[^>]+>/g, '')).replace(/\s+/g, ' ');

/** The results, each with its address, its name and everything that it says. */
function results(main: string) {
  const list = /<ol class="rows[^>]*>(.*?)<\/ol>/s.exec(main)?.[1] ?? '';
  return [...list.matchAll(/<li[^>]*>(.*?)<\/li>/gs)].map(([, item = '']) => ({
    href: /<h2[^>]*><a[^>]*href="([^"]+)"/.exec(item)?.[1] ?? '',
    name: textOf(/<h2[^>]*>(.*?)<\/h2>/s.exec(item)?.[1] ?? ''),
    text: textOf(item),
    html: item,
  }));
}

/** Every link by its words. */
function links(main: string): ReadonlyMap<string, string> {
  return new Map(
    [...main.matchAll(/<a\b[^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)].map(([, href = '', words = '']) => [
      textOf(words).trim(),
      decoded(href),
    ]),
  );
}

describe('the results', () => {
  test('say of each procedure its code, its level and who handles it, with the typed words marked', async () => {
    const { url } = await startTestPortal();
    const { status, results, main } = await search(url, { q: 'dang ky khai sinh' });
    expect(status).toBe(200);
    const birth = results.find((one) => one.href === '/thu-tuc/1.001193');
    expect(birth?.name).toBe('Đăng ký khai sinh');
    expect(birth?.text).toContain('Thủ tục · 1.001193 · cấp: Xã');
    expect(birth?.text).toContain('Nơi giải quyết: UBND xã, phường');
    expect(birth?.html).toMatch(/<mark[^>]*>khai<\/mark>/);
    expect(main).toContain('Kết quả cho “dang ky khai sinh”');
  });

  test('are narrowed by type, level, field and audience, each with its number, and each can be taken back', async () => {
    const { url } = await startTestPortal();
    const first = await search(url, { q: 'khai sinh', loai: 'procedure' });
    const total = Number(/(\d+) kết quả/.exec(first.text)?.[1]);
    const [option, href = ''] = [...first.links].find(([words]) => /^Hộ tịch \d+$/.test(words)) ?? [];
    const counted = Number(option?.split(' ').at(-1));
    expect(counted).toBeGreaterThan(0);
    expect(counted).toBeLessThan(total);
    const field = await search(url, href.split('?')[1] ?? '');
    expect(field.text).toContain(`${counted} kết quả`);
    // The other groups are counted within the field; the field itself as if it were not chosen.
    const level = [...field.links].find(([words]) => /^Xã \d+$/.test(words));
    const both = await search(url, level?.[1].split('?')[1] ?? '');
    expect(both.text).toContain(`${level?.[0].split(' ').at(-1)} kết quả`);
    expect(both.links.has(`${option} Bỏ lựa chọn`)).toBe(true);
    const back = both.links.get('Bỏ lựa chọn Lĩnh vực: Hộ tịch') ?? '';
    expect(new URLSearchParams(back.split('?')[1])).toEqual(new URLSearchParams({ q: 'khai sinh', loai: 'procedure', cap: 'xã' }));
    expect(new URLSearchParams(both.links.get('Bỏ tất cả lựa chọn')?.split('?')[1])).toEqual(
      new URLSearchParams({ q: 'khai sinh', loai: 'procedure' }),
    );
    const audience = [...first.links].find(([words]) => /^Công dân Việt Nam \d+$/.test(words));
    expect((await search(url, audience?.[1].split('?')[1] ?? '')).text).toContain(`${audience?.[0].split(' ').at(-1)} kết quả`);
  });

  test('of every type can be looked at alone', async () => {
    const { url } = await startTestPortal();
    const all = await search(url, { q: 'ba dinh' });
    const [words = '', href = ''] = [...all.links].find(([name]) => /^Cơ quan \(\d+\)$/.test(name)) ?? [];
    const agencies = await search(url, href.split('?')[1] ?? '');
    expect(agencies.text).toContain(`${/\d+/.exec(words)} kết quả`);
    expect(agencies.results.every((one) => one.href.startsWith('/co-quan/'))).toBe(true);
    expect(agencies.links.get('Tất cả')).toBe('/tim-kiem?q=ba+dinh');
  });

  test('go on over pages that keep what was asked for; behind the last there is nothing', async () => {
    const { url } = await startTestPortal();
    const one = await search(url, { q: 'dang ky', loai: 'procedure' });
    expect(one.results).toHaveLength(20);
    const two = await search(url, one.links.get('Trang sau')?.split('?')[1] ?? '');
    expect(two.results.length).toBeGreaterThan(0);
    expect(two.results.map((each) => each.href).filter((href) => one.results.some((each) => each.href === href))).toEqual([]);
    expect(two.main).toContain('start="21"');
    expect((await search(url, { q: 'dang ky', trang: '999' })).status).toBe(404);
    expect((await search(url, { q: 'dang ky', trang: 'x' })).results).toHaveLength(20);
  });

  test('in English keep to English addresses and say what is Vietnamese', async () => {
    const { url } = await startTestPortal();
    const { results, text, main } = await search(url, { q: 'dang ky khai sinh', loai: 'procedure' }, '/en');
    expect(results.map((one) => one.href)).toContain('/en/thu-tuc/1.001193');
    expect(text).toContain('Handled by: UBND xã, phường');
    expect(main).toMatch(/<span lang="vi"[^>]*>UBND xã, phường/);
  });
});

describe('where nothing is found', () => {
  test('there are fields, life events and somebody to ask', async () => {
    const { url } = await startTestPortal();
    const { status, text, links } = await search(url, { q: 'zzzzqqqq' });
    expect(status).toBe(200);
    expect(text).toContain('Không tìm thấy kết quả nào');
    expect(links.get('Khai sinh')).toBe('/tim-kiem?q=Khai+sinh&loai=procedure');
    const field = [...links].find(([words]) => /^Hộ tịch \(\d+\)$/.test(words))?.[1] ?? '';
    expect((await search(url, field.split('?')[1] ?? '')).results.length).toBeGreaterThan(5);
    expect(text).toContain('Sinh con');
    expect(links.get('tìm xã, phường nơi ở')).toBe('/co-quan');
    expect(links.get('Cổng Dịch vụ công quốc gia')).toBe('https://dichvucong.gov.vn');
  });

  test('only because of the filters, it says so and how many there are without them', async () => {
    const { url } = await startTestPortal();
    const { text, links } = await search(url, { q: 'khai sinh', 'linh-vuc': 'Không có lĩnh vực này', cap: 'xã' });
    expect(text).toContain('Không có kết quả với lựa chọn đang lọc');
    expect(links.get('Bỏ lựa chọn Lĩnh vực: Không có lĩnh vực này')).toBe('/tim-kiem?q=khai+sinh&cap=x%C3%A3');
    const [words = '', href = ''] = [...links].find(([name]) => /^Bỏ lọc để xem/.test(name)) ?? [];
    expect(href).toBe('/tim-kiem?q=khai+sinh');
    expect((await search(url, href.split('?')[1] ?? '')).text).toContain(`${/\d+/.exec(words)} kết quả`);
  });

  test('by its code, a procedure is said not to be in the catalogue', async () => {
    const { url } = await startTestPortal();
    const { text } = await search(url, { q: '9.999999' });
    expect(text).toContain('Danh mục không có thủ tục mang mã 9.999999');
  });
});

describe('whatever stands in the address', () => {
  test('a type that there is none of is named with its parameter, and all types are shown', async () => {
    const { url } = await startTestPortal();
    const { status, text, results } = await search(url, { q: 'khai sinh', loai: '<b>thoi-tiet' });
    expect(status).toBe(200);
    expect(text).toContain('(tham số “loai”): <b>thoi-tiet.');
    expect(results.length).toBeGreaterThan(0);
  });

  test('ten thousand letters, in any alphabet, are answered, and it is said how many were looked for', async () => {
    const { url } = await startTestPortal();
    for (const letters of ['a'.repeat(10_000), 'ạ'.repeat(10_000), 'khai sinh '.repeat(1_000)]) {
      const { status, text } = await search(url, { q: letters });
      expect(status).toBe(200);
      expect(text).toContain('chỉ 300 ký tự đầu được tìm');
    }
    const api = await fetch(`${url}/api/v1/search?q=${encodeURIComponent('ạ'.repeat(10_000))}`);
    expect(api.status).toBe(400);
    expect(await api.json()).toMatchObject({ errors: [{ field: 'q' }] });
  });

  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    '</title><svg onload=alert(1)>',
    'javascript:alert(1)',
    '&lt;b&gt; &amp; {{7*7}}',
  ])('%j is text and never markup, wherever it stands', async (evil) => {
    const { url } = await startTestPortal();
    for (const parameters of [
      { q: evil },
      { q: `khai sinh ${evil}` },
      { q: 'khai sinh', 'linh-vuc': evil, cap: evil, 'doi-tuong': evil, loai: evil },
    ]) {
      for (const language of ['', '/en']) {
        const { status, html } = await search(url, parameters, language);
        expect(status).toBe(200);
        const tags = [...html.matchAll(/<[a-z!/](?:[^>"']|"[^"]*"|'[^']*')*>/gi)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));
        expect(tags.filter((tag) => /alert|onerror|onfocus|onload=/.test(tag))).toEqual([]);
        expect(html.replace(/"[^"]*"/g, '""')).not.toMatch(/<script>alert|<img src=x|<svg onload/);
      }
    }
  });

  test('controls, half letters, quotes and broken escapes are answered', async () => {
    const { url } = await startTestPortal();
    for (const query of [
      'q=%00',
      'q=%01%02khai%0Asinh',
      'q=%E0%A4%A',
      'q=%ED%A0%80',
      'q=%22',
      "q='",
      'q=%',
      'q=NEAR(',
      'q=%F0%9F%92%90',
      'trang=-1',
      'dung=x',
      'q=a&q=b',
      'linh-vuc=%00',
      '%00=1',
    ]) {
      const { status, html } = await search(url, query);
      expect(status, query).toBe(200);
      expect(html, query).not.toMatch(/[^\P{Cc}\n\t\r]/u);
    }
  });
});
