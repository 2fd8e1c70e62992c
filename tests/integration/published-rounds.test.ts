import { expect, test } from 'vitest';
import { forgetContent, openTestApp, temporaryDir } from '../support/app.ts';
import { startTestPortal } from '../support/server.ts';

async function portal() {
  const { url } = await startTestPortal();
  /** What a person reads in the middle of a page. */
  const read = async (path: string) => {
    const html = (await (await fetch(`${url}${path}`)).text()).split('<main')[1]?.split('</main>')[0] ?? '';
    return {
      html,
      text: html
        .replace(/<[^>]+>/g, ' ')
        .replaceAll('\u00a0', ' ')
        .replaceAll(/\s+/g, ' '),
    };
  };
  return { url, read };
}

/** The row of a table that names an agency. */
const rowOf = (html: string, code: string) =>
  (html.split('<tr').find((row) => row.includes(`/co-quan/${code}"`)) ?? '').replace(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

test('the round of 2022 shows the figures as printed, marks what cannot be and says why', async () => {
  const { read } = await portal();
  const { html, text } = await read('/chi-so/da-cong-bo/so-2022');
  expect(text).toContain('Biết chỉ số của 21 cơ quan trong số 22 cơ quan.');
  expect(text).toContain('Trung bình 85,73 %. Công bố 23/03/2023.');
  expect(text).toContain('Cổng chưa có bảng gốc của UBND Thành phố.');
  expect(html).toContain('https://nld.com.vn/');
  const transport = rowOf(html, 'SGTVT-truoc-2025');
  expect(transport).toContain('9 Sở Giao thông vận tải 81,41');
  expect(transport).toContain('đang đối chiếu Báo in 81,41, nhưng ở hạng 9 thì chỉ số phải là 88,33 – 88,83.');
  expect(transport).toContain('số đúng có thể là 88,41');
  expect(transport).toContain('81,01 – 81,07');
  const environment = rowOf(html, 'STNMT-truoc-2025');
  expect(environment).toContain('chưa có số');
  expect(environment).toContain('phải là 87,85 – 88,07, nhưng theo thứ hạng thì phải là 81,01 – 81,21');
  expect(
    html
      .split('<tr')
      .slice(1)
      .filter((row) => row.includes('đang đối chiếu')),
  ).toHaveLength(2);
});

test('a round of which little is known says how little', async () => {
  const { read } = await portal();
  const finance = await read('/chi-so/da-cong-bo/so-2020');
  expect(rowOf(finance.html, 'STC-truoc-2025')).toContain('92,76 Điểm thẩm định: 66,40; Điểm điều tra xã hội học: 26,36');
  expect(finance.text).toContain('Quyết định 2001/QĐ-UBND');
  expect(finance.text).toContain('Còn 20 cơ quan nữa chưa biết hạng và chỉ số.');
  const last = await read('/chi-so/da-cong-bo/so-2024');
  expect(last.text).toContain('Chưa biết chỉ số của cơ quan nào trong số 23 cơ quan. Biết hạng của 1 cơ quan.');
  const districts = await read('/chi-so/da-cong-bo/quan-huyen-2023');
  expect(rowOf(districts.html, '019')).toMatch(/–\s+chưa rõ hạng Quận Nam Từ Liêm 95,7/);
  expect(rowOf(districts.html, '004')).toMatch(
    /12 Quận Long Biên chưa có số .* Nguồn: Kinh tế & Đô thị|12 Quận Long Biên chưa có số .* Nguồn: Kinh tế &amp; Đô thị/,
  );
});

test('all rounds are listed by year, the newest first, and found from the index', async () => {
  const { read } = await portal();
  const { html, text } = await read('/chi-so/da-cong-bo');
  expect([...html.matchAll(/<h2[^>]*>Năm (\d{4})/g)].map(([, year]) => year)).toEqual(['2024', '2023', '2022', '2021', '2020', '2019']);
  expect(html.match(/href="\/chi-so\/da-cong-bo\/[a-z-]+-\d{4}"/g)).toHaveLength(12);
  expect(text).toContain('Đứng đầu: Quận Đống Đa , 96,3 %.');
  expect(text).toContain('2 chỗ đang đối chiếu');
  for (const number of ['6677', '4210', '3598', '5666']) expect(html).toContain(`/van-ban/${number}-qd-ubnd-`);
  expect((await read('/chi-so')).html).toContain('href="/chi-so/da-cong-bo"');
});

test('a round can be taken away as a table and for machines; one that is not there is not found', async () => {
  const { url } = await portal();
  const csv = await fetch(`${url}/chi-so/da-cong-bo/so-2022.csv`);
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const rows = (await csv.text()).trimEnd().split('\r\n');
  expect(rows).toHaveLength(23);
  expect(rows).toContainEqual(
    expect.stringMatching(/^so-2022,2022,department,9,22,SGTVT-truoc-2025,Sở Giao thông vận tải,GTVT,81\.41,85\.73,,found,"Báo in 81,41/),
  );
  const json = await fetch(`${url}/chi-so/da-cong-bo/so-2020.json`);
  expect(json.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await json.json()).toMatchObject({
    id: 'so-2020',
    agencies: 22,
    values_known: 2,
    mean: null,
    rows: [{ agency: 'STC-truoc-2025', value: '92.76', parts: [{ value: '66.40' }, { value: '26.36' }], doubts: [] }, { rank: 22 }],
  });
  for (const path of ['so-2018', 'so-2018.csv', 'so-2018.json'])
    expect((await fetch(`${url}/chi-so/da-cong-bo/${path}`)).status, path).toBe(404);
});

test('an agency shows its published indices; one of today leads to those that it was formed from', async () => {
  const { read } = await portal();
  const finance = await read('/co-quan/STC-truoc-2025');
  expect(finance.text).toContain('Chỉ số cải cách hành chính qua các năm');
  expect(finance.text).toContain('Năm 2023: 93,89 %, hạng 2/22; trung bình khối 88,4 %.');
  expect(finance.text).toContain('2020 1/22 92,76 –');
  expect(finance.text).toContain(
    'Đổi bộ tiêu chí sau năm 2020, hai bên không so sánh được: Quyết định 6677/QĐ-UBND được thay bằng Quyết định 4210/QĐ-UBND',
  );
  expect(finance.html).toContain('href="/chi-so/da-cong-bo/so-2022"');
  const transport = await read('/co-quan/SGTVT-truoc-2025');
  expect(transport.text).toMatch(/2022 9\/22 81,41 85,73 đang đối chiếu/);
  expect(transport.html).not.toContain('<figure class="chart trend"');
  const today = await read('/co-quan/STC');
  expect(today.html).toContain('href="/co-quan/STC-truoc-2025#chi-so-qua-cac-nam"');
  expect(today.text).toContain('Sở Kế hoạch và Đầu tư : 2022 (82,01 %)');
  expect((await read('/co-quan/00004')).text).not.toContain('Chỉ số cải cách hành chính qua các năm');
});

test('the satisfaction of the city is held against its targets, in words, in the table and in the picture', async () => {
  const { url, read } = await portal();
  const { html, text } = await read('/chi-so');
  expect(text).toContain('2023: 83,57 %, dưới mục tiêu trên 85 %.');
  expect(text).toContain('2025: chưa có số liệu; mục tiêu 90 – 95 %.');
  expect(text).toContain('Nguồn không nói mục tiêu được đo bằng SIPAS hay bằng khảo sát riêng của Thành phố');
  expect(html).toContain('href="/tin-tuc/sipas-par-index-papi-ha-noi-2021-2022"');
  expect(text).toMatch(/2025 – – – 90 – 95/);
  expect((await (await fetch(`${url}/chi-so/du-lieu/sipas.svg`)).text()).replaceAll('\u00a0', ' ')).toContain('mục tiêu 90 – 95');
});

test('in English the page speaks English, and marks what is Vietnamese', async () => {
  const { read } = await portal();
  const { html, text } = await read('/en/chi-so/da-cong-bo/so-2022');
  expect(text).toContain('The index of 21 agencies is known, out of 22.');
  expect(rowOf(html, 'SGTVT-truoc-2025')).toContain(
    'being checked 81.41 was printed, but at rank 9 the index would have to be 88.33 – 88.83.',
  );
});

test('a figure that is mended in content/ reaches a portal that has it already, and what is taken out is gone', async () => {
  const dataDir = temporaryDir();
  const first = await openTestApp({ dataDir });
  const stored = (app: typeof first) => app.reader.selectFrom('published_rounds').select(['id', 'definition']).orderBy('id').execute();
  const series = (app: typeof first) => app.reader.selectFrom('indicators').selectAll().orderBy('id').execute();
  const [rounds, indicators] = [await stored(first), await series(first)];
  await first.writer.updateTable('published_rounds').set({ definition: '{}' }).where('id', '=', 'so-2022').execute();
  await first.writer.insertInto('published_rounds').values({ id: 'so-1999', year: 1999, list: 'department', definition: '{}' }).execute();
  await first.writer.updateTable('indicators').set({ series: '{}' }).where('id', '=', 'sipas').execute();
  await forgetContent(first);
  const second = await openTestApp({ dataDir });
  expect(await stored(second)).toEqual(rounds);
  expect(await series(second)).toEqual(indicators);
});
