import { describe, expect, test } from 'vitest';
import type { App } from '#platform/app.ts';
import { submitResponse } from '#survey/service.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { fillEveryAgency } from '../support/every-agency.ts';
import { wardResponse } from '../support/responses.ts';
import { startTestPortal } from '../support/server.ts';

const form = 'HN-WARD-9-2026';

/** Half of them content with everything, half with nothing. */
async function answer(app: App, agency: string, n: number): Promise<void> {
  await Promise.all(Array.from({ length: n }, (_, i) => submitResponse(app, wardResponse({ agency }, i % 2 === 0 ? 5 : 1))));
}

async function textOf(url: string, path: string): Promise<string> {
  const got = await fetch(`${url}${path}`);
  expect(got.status, path).toBe(200);
  return (await got.text()).replaceAll('&#34;', '"').replaceAll('&quot;', '"');
}

/** The words of each row of the first table of a page, as they are read. */
function rowsOf(html: string): readonly string[] {
  const body = /<table[^>]*>.*?<\/table>/s.exec(html)?.[0] ?? '';
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => wordsOf(row)).slice(1);
}

function wordsOf(html: string): string {
  return html
    .replace(/<span class="(?:unit|visually-hidden)"[^>]*>.*?<\/span>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The rows of a table for spreadsheets without its mark, the heads first. */
const csvRows = (csv: string) =>
  csv
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .map((row) =>
      [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''),
    );

interface ScoreJson {
  readonly code: string;
  readonly n: number | null;
  readonly display: string;
  readonly percent: string | null;
  readonly interval: { readonly low: string; readonly high: string } | null;
}
interface AgencyJson {
  readonly instruments: readonly {
    readonly id: string;
    readonly n: number | null;
    readonly received: number | null;
    readonly overall: ScoreJson;
    readonly factors: readonly ScoreJson[];
  }[];
  readonly history: readonly { readonly instrument: string; readonly overall: ScoreJson }[];
}
interface LiveJson {
  readonly agencies: readonly {
    readonly code: string;
    readonly n: number | null;
    readonly received: number | null;
    readonly overall: ScoreJson;
    readonly factors: readonly ScoreJson[];
  }[];
}
interface ComparisonJson {
  readonly scores: readonly {
    readonly code: string;
    readonly agencies: readonly (ScoreJson & { readonly agency: string })[];
    readonly pairs: readonly {
      readonly higher: string;
      readonly lower: string;
      readonly difference: { readonly points: string; readonly sure: boolean } | null;
    }[];
  }[];
}

// Wards, by how many answered.
const wards = { 9: '00004', 10: '00008', 29: '00025', 30: '00070', 99: '00082', 100: '00091' } as const;
const levels = { 9: 'nothing', 10: 'count', 29: 'count', 30: 'value', 99: 'value', 100: 'ranked' } as const;
const counts = [9, 10, 29, 30, 99, 100] as const;
const shownFrom = 30;

test('what may not be shown of an agency stands on no page and in no file, and what may is the same everywhere', async () => {
  const app = await openTestApp();
  for (const n of counts) await answer(app, wards[n], n);
  const { url } = await startTestPortal(app);
  const live = JSON.parse(await textOf(url, `/chi-so/du-lieu/${form}.json`)) as LiveJson;
  const list = rowsOf(await textOf(url, `/chi-so/dang-tinh/${form}`));
  const heat = rowsOf(await textOf(url, `/chi-so/dang-tinh/${form}/yeu-to`));
  const csv = csvRows(await textOf(url, `/chi-so/du-lieu/${form}.csv`));
  const factors = csvRows(await textOf(url, `/chi-so/du-lieu/yeu-to/${form}.csv`));
  expect(live.agencies).toHaveLength(counts.length);
  expect(heat).toHaveLength(counts.length);
  for (const n of counts) {
    const code = wards[n];
    const own = live.agencies.find((agency) => agency.code === code);
    const name = (await app.reader.selectFrom('agencies').select('name').where('code', '=', code).executeTakeFirstOrThrow()).name;
    expect(own?.overall.display, `${n}`).toBe(levels[n]);
    // What is shown moves in steps of ten, so that the last nine are not told yet.
    const told = own?.overall.n ?? null;
    if (n === 9) expect([told, own?.n, own?.received]).toEqual([null, null, null]);
    else expect(told).toBeGreaterThanOrEqual(10);
    const shown = n >= shownFrom;
    expect(own?.overall.percent === null, `${n}`).toBe(!shown);
    const row = list.find((one) => one.startsWith(`${name} `)) ?? '';
    const cells = heat.find((one) => one.startsWith(`${name} `)) ?? '';
    const [low, high] = [own?.overall.interval?.low ?? '', own?.overall.interval?.high ?? ''];
    if (shown) {
      const percent = own?.overall.percent ?? '';
      const comma = (text: string) => text.replace('.', ',');
      expect(row).toBe(`${name} ${told} ${comma(percent)} ${comma(low)} – ${comma(high)}`);
      expect(cells).toBe([name, ...[own?.overall, ...(own?.factors ?? [])].map((one) => comma(one?.percent ?? '')), told].join(' '));
      expect(csv).toContainEqual([code, name, String(told), percent, low, high, String(own?.received), '0']);
    } else {
      expect(row).toMatch(n === 9 ? /Chưa đủ 10 phiếu/ : new RegExp(`Chưa đủ số phiếu: có ${told}, cần ít nhất 30`));
      expect(`${row}${cells}`).not.toMatch(/%|\d,\d/);
      expect(cells).toBe(`${name} – – – – ${told ?? '–'}`);
      expect(csv.find(([one]) => one === code)?.slice(2, 6)).toEqual([told === null ? '' : String(told), '', '', '']);
    }
    const expected = [own?.overall, ...(own?.factors ?? [])].map((one) => [
      code,
      one?.code,
      one?.n === null ? '' : String(one?.n),
      one?.percent ?? '',
      one?.interval?.low ?? '',
      one?.interval?.high ?? '',
    ]);
    expect(factors.filter(([one]) => one === code).map(([one, , factor, , ...rest]) => [one, factor, ...rest])).toEqual(expected);

    const file = JSON.parse(await textOf(url, `/chi-so/du-lieu/co-quan/${code}.json`)) as AgencyJson;
    const api = (await (await fetch(`${url}/api/v1/agencies/${code}/satisfaction`)).json()) as AgencyJson;
    expect(file).toEqual(api);
    const survey = api.instruments.find(({ id }) => id === form);
    expect([survey?.overall, survey?.factors, survey?.n, survey?.received]).toEqual([own?.overall, own?.factors, own?.n, own?.received]);
    expect(api.history.map(({ overall }) => overall)).toEqual([own?.overall]);
    const agencyRows = csvRows(await textOf(url, `/chi-so/du-lieu/co-quan/${code}.csv`)).slice(1);
    expect(agencyRows.map((row) => [code, row[2], ...row.slice(4, 8)])).toEqual(expected);
  }

  const address = `don-vi=${wards[9]}&don-vi=${wards[29]}&don-vi=${wards[30]}&don-vi=${wards[100]}`;
  const compared = JSON.parse(await textOf(url, `/chi-so/du-lieu/so-sanh.json?${address}`)) as ComparisonJson;
  for (const { agencies, pairs } of compared.scores) {
    expect(agencies.map(({ agency, percent }) => [agency, percent === null])).toEqual([
      [wards[9], true],
      [wards[29], true],
      [wards[30], false],
      [wards[100], false],
    ]);
    // One pair of six is shown on both sides.
    expect(pairs.filter(({ difference }) => difference !== null).map(({ higher, lower }) => [higher, lower].sort())).toEqual([
      [wards[30], wards[100]],
    ]);
  }
  expect(compared.scores[0]?.agencies.map(({ agency: _agency, ...score }) => score)).toEqual(
    ([9, 29, 30, 100] as const).map((n) => live.agencies.find(({ code }) => code === wards[n])?.overall),
  );
  const beside = csvRows(await textOf(url, `/chi-so/du-lieu/so-sanh.csv?${address}`)).slice(1);
  expect(beside).toEqual([wards[9], wards[29], wards[30], wards[100]].flatMap((code) => factors.filter(([one]) => one === code)));
  const page = rowsOf(await textOf(url, `/chi-so/so-sanh?${address}`)).filter((row) => !/do ngẫu nhiên|Chung/.test(row));
  expect(page.filter((row) => row.includes('Chưa đủ 10 phiếu'))).toHaveLength(4);
  expect(page.filter((row) => /có \d+, cần ít nhất 30/.test(row))).toHaveLength(4);
  expect(page.filter((row) => /\d,\d\d – \d/.test(row))).toHaveLength(8);
});

describe('the list of agencies', () => {
  async function filled() {
    const app = await openTestApp();
    await fillEveryAgency(app, form, (place) => (place < 4 ? ([12, 7, 0, 29][place] ?? 0) : 30 + place));
    return startTestPortal(app);
  }
  const path = `/chi-so/dang-tinh/${form}`;

  test('is ordered by a press on a head, which says so, and those without figures stay at the end', async () => {
    const { url } = await filled();
    const usual = await textOf(url, path);
    expect(usual).toMatch(/<th[^>]*aria-sort="descending"[^>]*>\s*<a href="[^"]*chieu=tang"[^>]*>Khoảng tham khảo/);
    expect(usual).toContain('aria-sort="none"');
    const most = await textOf(url, `${path}?sap-xep=so-phieu`);
    const numbers = rowsOf(most).map((row) => Number(/ (\d+) \d+,\d\d /.exec(row)?.[1] ?? 0));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    const fewest = rowsOf(await textOf(url, `${path}?sap-xep=so-phieu&chieu=tang`));
    for (const rows of [rowsOf(most), fewest, rowsOf(usual), rowsOf(await textOf(url, `${path}?sap-xep=ten&chieu=giam`))]) {
      expect(rows).toHaveLength(126);
      expect(rows.slice(-4).map((row) => /Chưa đủ số phiếu|Chưa đủ 10 phiếu|Chưa có câu trả lời/.exec(row)?.[0])).toEqual([
        'Chưa đủ số phiếu',
        'Chưa đủ số phiếu',
        'Chưa đủ 10 phiếu',
        'Chưa có câu trả lời',
      ]);
    }
    const names = rowsOf(await textOf(url, `${path}?sap-xep=ten`)).slice(0, -4);
    expect([names[0], names.at(-1)].map((row) => row?.split(' ').slice(0, 2).join(' '))).toEqual([
      expect.stringMatching(/^Phường /),
      expect.stringMatching(/^Xã /),
    ]);
  });

  test('is narrowed by a part of a name without accents and by the kind of agency; the order stays', async () => {
    const { url } = await filled();
    const found = await textOf(url, `${path}?tim=HAI+ba+tr&loai=phuong&sap-xep=ten`);
    expect(rowsOf(found).map((row) => row.split(' ').slice(0, 4).join(' '))).toEqual(['Phường Hai Bà Trưng']);
    expect(found).toContain('Đang xem 1 cơ quan.');
    expect(found).toContain('<input type="hidden" name="sap-xep" value="ten">');
    expect(found).toContain('noindex');
    const communes = rowsOf(await textOf(url, `${path}/yeu-to?loai=xa`));
    expect(communes.length).toBeGreaterThan(50);
    expect(communes.filter((row) => !row.startsWith('Xã '))).toEqual([]);
  });

  test('that finds nobody says why and leads back, in both views', async () => {
    const { url } = await filled();
    for (const page of [path, `${path}/yeu-to`]) {
      const html = await textOf(url, `${page}?tim=${encodeURIComponent('<b>zzz')}&loai=huyen`);
      expect(html).toContain('Không tìm thấy cơ quan có tên chứa “&lt;b&gt;zzz”');
      expect(html).toContain('Không có loại cơ quan “huyen”.');
      expect(html).toContain(`<a href="${page}">Xem tất cả cơ quan</a>`);
      expect(rowsOf(html)).toEqual([]);
    }
  });
});

describe('agencies beside each other', () => {
  async function two() {
    const app = await openTestApp();
    await Promise.all(Array.from({ length: 60 }, (_, i) => submitResponse(app, wardResponse({ agency: '00004' }, i < 54 ? 5 : 1))));
    await Promise.all(Array.from({ length: 60 }, (_, i) => submitResponse(app, wardResponse({ agency: '00008' }, i < 18 ? 5 : 1))));
    await Promise.all(Array.from({ length: 60 }, (_, i) => submitResponse(app, wardResponse({ agency: '00025' }, i < 52 ? 5 : 1))));
    return startTestPortal(app);
  }
  const pageOf = async (url: string, query: string) => wordsOf(await textOf(url, `/chi-so/so-sanh?${query}`));

  test('it is said in words whether they can be told apart', async () => {
    const { url } = await two();
    expect(await pageOf(url, 'don-vi=00008&don-vi=00004')).toMatch(
      /Phường Ba Đình cao hơn Phường Ngọc Hà 60,00 điểm phần trăm \(khoảng tham khảo \d+,\d\d đến \d+,\d\d\): khó có thể chỉ do ngẫu nhiên\./,
    );
    expect(await pageOf(url, 'don-vi=00004&don-vi=00025')).toMatch(
      /Chưa thể nói Phường Ba Đình hay Phường Giảng Võ hơn: chênh lệch 3,33 điểm phần trăm \(khoảng tham khảo −\d+,\d\d đến \d+,\d\d\) có thể do ngẫu nhiên\./,
    );
    const three = await pageOf(url, 'don-vi=00004&don-vi=00008&don-vi=00025');
    expect(three).toContain(
      'Khác nhau, khó có thể chỉ do ngẫu nhiên: Phường Ba Đình cao hơn Phường Ngọc Hà; Phường Giảng Võ cao hơn Phường Ngọc Hà.',
    );
    expect(three).toContain('Xem từng cặp (3 cặp)');
  });

  test('nothing chosen is a form and no complaint; one, unknown, former and repeated ones are each named', async () => {
    const { url } = await two();
    const empty = await textOf(url, '/chi-so/so-sanh');
    expect(empty).not.toContain('class="notice');
    expect([...empty.matchAll(/<select[^>]* name="don-vi"/g)]).toHaveLength(2);
    // Who comes from the list of a questionnaire goes on with it.
    expect(await textOf(url, `/chi-so/so-sanh?bo-cau-hoi=${form}`)).toContain(`<option value="${form}" selected>`);
    expect(await pageOf(url, 'don-vi=00004')).toContain('Mới chọn Phường Ba Đình. Hãy chọn thêm ít nhất một cơ quan khác.');
    const odd = await pageOf(url, 'don-vi=00004&don-vi=00004&don-vi=xyz&don-vi=001');
    expect(odd).toContain('Phường Ba Đình được chọn hai lần; chỉ tính một lần.');
    expect(odd).toContain('Không có cơ quan mang mã “xyz”.');
    expect(odd).toContain('Quận Ba Đình hiện không được đánh giá trên cổng nên không so sánh được.');
    expect(odd).toContain('Mới chọn Phường Ba Đình.');
    const six = ['00004', '00008', '00025', '00070', '00082', '00091'].map((code) => `don-vi=${code}`).join('&');
    expect(await pageOf(url, six)).toContain('Chỉ so sánh được nhiều nhất 5 cơ quan một lần');
    for (const query of ['', 'don-vi=00004', 'don-vi=00004&don-vi=xyz'])
      for (const ending of ['csv', 'json']) expect((await fetch(`${url}/chi-so/du-lieu/so-sanh.${ending}?${query}`)).status).toBe(404);
  });

  test('a department and a ward are compared by the questionnaire that asks about both, and by no other', async () => {
    const { url } = await two();
    const both = await pageOf(url, 'don-vi=00004&don-vi=SNV');
    expect(both).toContain('Chưa so được Phường Ba Đình với Sở Nội vụ: có nơi chưa đủ số phiếu để nêu tỷ lệ.');
    expect(both).toContain('Phiếu hài lòng về giải quyết thủ tục (2017–2021). Đánh giá thường xuyên năm 2026');
    const wrong = await pageOf(url, `don-vi=00004&don-vi=SNV&bo-cau-hoi=${form}`);
    expect(wrong).toContain(`Bộ câu hỏi “${form}” không có, hoặc không hỏi về tất cả các cơ quan đã chọn.`);
    expect(wrong).not.toContain('60,00');
  });

  test('where no questionnaire asks about both, that is said', async () => {
    const { app, url } = await two();
    await app.writer.deleteFrom('instruments').where('id', '=', 'SIPAS-G1-2017').execute();
    expect(await pageOf(url, 'don-vi=00004&don-vi=SNV')).toContain('được hỏi bằng những bộ câu hỏi khác nhau nên không so sánh được');
  });

  test('the page of an agency with figures leads there', async () => {
    const { url } = await two();
    expect(await textOf(url, '/co-quan/00004')).toContain('<a href="/chi-so/so-sanh?don-vi=00004">So sánh với cơ quan khác</a>');
  });
});

test('the page of an agency shows its trend over years, of which only the last two stand in full', async () => {
  const clock = clockAt('2025-08-22T03:00:00Z');
  const app = await openTestApp({ clock });
  for (const [day, n] of [
    ['2025-08-22T03:00:00Z', 40],
    ['2026-06-22T03:00:00Z', 60],
    ['2027-06-22T03:00:00Z', 100],
  ] as const) {
    clock.set(day);
    await Promise.all(Array.from({ length: n }, (_, i) => submitResponse(app, wardResponse({ agency: '00004' }, i % 10 < n / 20 ? 5 : 1))));
  }
  const { url } = await startTestPortal(app);
  const html = await textOf(url, '/co-quan/00004');
  const trend = rowsOf(html.slice(html.indexOf('Điểm chung qua các đợt')));
  expect(trend.map((row) => /Đánh giá thường xuyên năm (\d+).* (\d+) (\d+,\d\d) /.exec(row)?.slice(1))).toEqual([
    ['2027', '100', '50,00'],
    ['2026', '60', '30,00'],
    ['2025', '40', '20,00'],
  ]);
  expect(trend[0]).toContain('Tăng 20,00 điểm phần trăm so với đợt đủ phiếu trước đó, khó có thể chỉ do ngẫu nhiên');
  expect(trend[1]).toContain('Tăng 10,00 điểm phần trăm so với đợt đủ phiếu trước đó, có thể do ngẫu nhiên');
  expect([...html.matchAll(/class="figure"/g)]).toHaveLength(2);
  const csv = csvRows(await textOf(url, '/chi-so/du-lieu/co-quan/00004.csv'));
  expect(csv.at(-1)?.slice(0, 6)).toEqual([`${form}.2025`, form, 'all', expect.any(String), '40', '20.00']);
});
