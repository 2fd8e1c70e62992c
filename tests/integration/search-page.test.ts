import { describe, expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { applyImport, readFiles } from '#procedures/import-service.ts';
import { openTestApp } from '../support/app.ts';
import { detailFile, nationalJson } from '../support/national-json.ts';
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
    const { status, results, text } = await search(url, { q: 'dang ky khai sinh' });
    expect(status).toBe(200);
    const birth = results.find((one) => one.href === '/thu-tuc/1.001193');
    expect(birth?.name).toBe('Đăng ký khai sinh');
    expect(birth?.text).toContain('Thủ tục · 1.001193 · cấp: Xã');
    expect(birth?.text).toContain('Nơi giải quyết: UBND xã, phường');
    expect(birth?.html).toMatch(/<mark[^>]*>khai<\/mark>/);
    expect(text).toContain('Kết quả cho “dang ky khai sinh”');
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

describe('how the question was read is said openly', () => {
  test('a misspelled word is shown corrected, with a way to what was typed', async () => {
    const { url } = await startTestPortal();
    const { text, links, results } = await search(url, { q: 'trích lụt khai sinh', loai: 'procedure' });
    expect(text).toContain('Đang hiện kết quả cho “trích lục khai sinh”; tìm đúng “trích lụt khai sinh”.');
    expect(results[0]?.href).toBe('/thu-tuc/2.000635');
    const href = links.get('tìm đúng “trích lụt khai sinh”') ?? '';
    expect(Object.fromEntries(new URLSearchParams(href.split('?')[1]))).toEqual({ q: 'trích lụt khai sinh', loai: 'procedure', dung: '1' });
    const exactly = await search(url, href.split('?')[1] ?? '');
    expect(exactly.text).toContain('Đang tìm đúng những chữ đã gõ');
    expect(exactly.text).not.toContain('trích lục khai sinh');
    const back = exactly.links.get('Tìm theo cách thường') ?? '';
    expect((await search(url, back.split('?')[1] ?? '')).text).toContain('Đang hiện kết quả cho “trích lục khai sinh”');
  });

  test.each([
    ['ddawng kys tamj trus', 'Telex', 'đăng ký tạm trú', '/thu-tuc/1.004194'],
    ['d9a8ng ky1 ke61t ho6n', 'VNI', 'đăng ký kết hôn', '/thu-tuc/1.000894'],
  ])('%j is read as %s', async (typed, method, read, first) => {
    const { url } = await startTestPortal();
    const { text, results } = await search(url, { q: typed });
    expect(text).toContain(`Chữ đã gõ được đọc theo kiểu gõ ${method}. Đang hiện kết quả cho “${read}”; tìm đúng “${typed}”.`);
    expect(results[0]?.href).toBe(first);
  });

  test.each([
    ['kết hôn cần giấy tờ gì', 'giấy tờ cần có', '/thu-tuc/1.000894#giay-to'],
    ['đăng ký tạm trú bao nhiêu tiền', 'phí, lệ phí', '/thu-tuc/1.004194#phi'],
    ['làm hộ chiếu bao lâu', 'thời hạn', '/thu-tuc/1.001456#thoi-han'],
    ['đổi giấy phép lái xe ở đâu', 'nơi nộp', /^\/thu-tuc\/3\.00034\d#noi-nop$/],
  ])('%j is a question for a part: the first result opens there', async (typed, part, first) => {
    const { url } = await startTestPortal();
    const { text, results } = await search(url, { q: typed });
    expect(text).toContain(`phần ${part}`);
    expect(results[0]?.href).toMatch(first);
    expect(results[0]?.text).toContain(`Mở thẳng phần: ${part}`);
    expect(results.slice(1).some((one) => one.href.includes('#'))).toBe(false);
  });

  test('a word of several meanings leads to a choice, each meaning with results of its own', async () => {
    const { url } = await startTestPortal();
    const { text, links } = await search(url, { q: 'nhập khẩu', loai: 'procedure' });
    expect(text).toContain('Bạn muốn tìm…');
    const href = links.get('Nhập hộ khẩu (đăng ký thường trú)') ?? '';
    const { results, text: chosen } = await search(url, href.split('?')[1] ?? '');
    expect(results[0]?.href).toBe('/thu-tuc/1.004222');
    expect(chosen).not.toContain('Bạn muốn tìm…');
  });

  test('words that people use are shown with the official ones', async () => {
    const { url } = await startTestPortal();
    const { text } = await search(url, { q: 'mất sổ đỏ' });
    expect(text).toContain('mất sổ đỏ, tìm cả: cấp lại giấy chứng nhận do bị mất');
  });

  test('what the portal does not have is told kindly, with who may help', async () => {
    const { url } = await startTestPortal();
    const weather = await search(url, { q: 'thời tiết hôm nay' });
    expect(weather.text).toContain('Việc này nằm ngoài cổng');
    expect(weather.text).toContain('không có tin thời tiết');
    expect(weather.links.get('tìm xã, phường nơi ở')).toBe('/co-quan');
    expect(weather.text).not.toContain('Không tìm thấy');
    expect((await search(url, { q: 'phản ánh' })).links.get('Mở pakn.dichvucong.gov.vn')).toBe('https://pakn.dichvucong.gov.vn');
  });

  test('the number of a dossier is sent to the national portal', async () => {
    const { url } = await startTestPortal();
    const { text, links } = await search(url, { q: 'H26.103-260611-0001' });
    expect(text).toContain('Đây là mã số hồ sơ');
    expect(links.get('Tra cứu hồ sơ tại Cổng Dịch vụ công quốc gia')).toBe('https://dichvucong.gov.vn');
  });

  test('in English it is said in English, and what is Vietnamese is marked', async () => {
    const { url } = await startTestPortal();
    const { text, main, links } = await search(url, { q: 'ddawng kys tamj trus' }, '/en');
    expect(text).toContain(
      'What you typed was read as Telex typing. Showing results for “đăng ký tạm trú”; search for exactly “ddawng kys tamj trus”.',
    );
    expect(main).toMatch(/<b lang="vi"[^>]*>“đăng ký tạm trú”/);
    expect(links.get('search for exactly “ddawng kys tamj trus”')).toBe('/en/tim-kiem?q=ddawng+kys+tamj+trus&dung=1');
    const ambiguous = await search(url, { q: 'tam tru' }, '/en');
    expect((await search(url, { q: 'tạm trú' }, '/en')).main).toContain('Results for “<span lang="vi">tạm trú</span>”');
    expect(ambiguous.text).toContain('Did you mean…');
    expect(ambiguous.links.get('Tạm trú cho người nước ngoài')).toMatch(/^\/en\/tim-kiem\?q=/);
  });
});

describe('procedures of one name', () => {
  test('are told apart by what is written beside them', async () => {
    const app = await openTestApp();
    const { url } = await startTestPortal(app);
    await applyImport(
      app,
      atCommand('Người thử'),
      await readFiles(app, [
        detailFile('tep.jsonl', [
          nationalJson({
            name: 'Đăng ký khai sinh (cấp tỉnh)',
            isWard: false,
            isProvince: true,
            categoriesDetails: [{ code: 'G15-TP07', name: 'Hộ tịch' }],
            departmentsExecuting: [{ code: 'STP', name: 'Sở Tư pháp' }],
          }),
        ]),
      ]),
    );
    const { results } = await search(url, { q: 'đăng ký khai sinh', loai: 'procedure' });
    const same = results.filter((result) => result.name === 'Đăng ký khai sinh');
    expect(same.map((result) => result.href).sort()).toEqual(['/thu-tuc/1.001193', '/thu-tuc/9.000001']);
    for (const result of same) expect(result.text).toContain('Có thủ tục khác cùng tên');
    const provincial = same.find((result) => result.href.endsWith('9.000001'));
    expect(provincial?.text).toContain('9.000001 · cấp: Tỉnh/thành phố');
    expect(provincial?.text).toContain('Nơi giải quyết: Sở Tư pháp');
    expect(provincial?.text).toContain('Đăng ký khai sinh (cấp tỉnh) (Hộ tịch)');
    expect(results.filter((result) => result.text.includes('cùng tên'))).toHaveLength(2);
  });
});

describe('what found nothing', () => {
  test('is counted by its words alone; numbers and addresses of persons never are', async () => {
    const app = await openTestApp();
    const { url } = await startTestPortal(app);
    for (const q of [
      'ZZZZ qqqq',
      'zzzz  qqqq',
      'gọi 0912 345 678',
      '001099012345',
      'zzz@example.vn',
      'H26.103-260611-0001',
      'thời tiết',
      '9.999999',
    ])
      await search(url, { q });
    // It would find nothing without the filter either.
    await search(url, { q: 'zzzz qqqq', cap: 'xã' });
    await fetch(`${url}/api/v1/search/suggest?q=zzzz+qq`);
    await app.misses.flush();
    expect(await app.reader.selectFrom('search_misses').selectAll().execute()).toEqual([{ text: 'zzzz qqqq', day: '2026-11-22', n: 3 }]);
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
