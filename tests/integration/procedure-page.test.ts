import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { applyImport, readFiles } from '#procedures/import-service.ts';
import { findProcedure } from '#procedures/store.ts';
import { openTestApp } from '../support/app.ts';
import { addProcedures, procedureOf } from '../support/catalogue.ts';
import { detailFile, nationalJson } from '../support/national-json.ts';
import { method, nationalRecord, paper } from '../support/records.ts';
import { sampleProcedures } from '../support/sample-procedures.ts';
import { startTestPortal, type TestPortal } from '../support/server.ts';

async function portalWith(...procedures: Parameters<typeof addProcedures>[1]): Promise<TestPortal> {
  const portal = await startTestPortal();
  await addProcedures(portal.app, procedures);
  return portal;
}

const textOf = (html: string) =>
  html
    .replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ');

/** What a person reads on a page: all of it, its short answers, and one section. */
async function read(url: string, code: string) {
  const answer = await fetch(`${url}/thu-tuc/${code}`);
  const html = await answer.text();
  return {
    status: answer.status,
    html,
    text: textOf(html),
    answers: textOf(/<ul class="answers">[\s\S]*?(?=<div class="sharebar")/.exec(html)?.[0] ?? ''),
    section: (id: string) => textOf(new RegExp(`<section class="section" id="${id}">[\\s\\S]*?</section>`).exec(html)?.[0] ?? ''),
  };
}

test('a procedure that only an import knows is answered from its record', async () => {
  const { url } = await portalWith(procedureOf(nationalRecord()));
  const { answers, section } = await read(url, '9.000001');
  expect(answers).toContain('2 giấy tờ');
  expect(answers).toContain('UBND xã, phường');
  expect(answers).toContain('3 ngày làm việc');
  expect(answers).toContain('Nguồn không ghi phí');
  expect(section('giay-to')).toMatch(/Tờ khai theo mẫu 1 bản chính; mẫu kèm theo: Mẫu số 01\.docx Bản sao căn cước 1 bản sao/);
  expect(section('thong-tin')).toContain('12/QĐ-BTP , công bố ngày 16/01/2026 (10 tháng trước)');
});

test("the editors' words answer while they are about the decision in force, and no longer after a newer one", async () => {
  const { app, url } = await startTestPortal();
  const digested = await findProcedure(app.reader, '1.004194');
  if (!digested?.digest) throw new Error('no such procedure');
  const record = nationalRecord({
    code: '1.004194',
    decision: { number: digested.digest.decision_no, day: digested.digest.decision_date, published: null },
  });
  await addProcedures(app, [{ ...digested, record }]);
  expect((await read(url, '1.004194')).answers).toContain('Trực tuyến 7.000 đồng; trực tiếp 15.000 đồng');
  await addProcedures(app, [{ ...digested, record: nationalRecord({ code: '1.004194' }) }]);
  const after = await read(url, '1.004194');
  expect(after.answers).not.toContain('7.000');
  expect(after.answers).toContain('Nguồn không ghi phí');
  expect(after.section('thong-tin')).toContain('KT3');
});

test('what is doubtful is shown as being checked, with a reason, and never corrected', async () => {
  const { url } = await portalWith(...sampleProcedures());
  const { answers, section, text } = await read(url, '9.000002');
  expect(answers).toContain('15 đến 20 ngày, tùy trường hợp');
  expect(answers).toContain('45 đồng đang đối chiếu số tiền nhỏ bất thường');
  expect(answers).not.toContain('45.000');
  expect(answers).toContain('UBND xã, phường hoặc UBND thành phố Hà Nội (nguồn ghi: UBND cấp huyện ) đang đối chiếu');
  expect(answers).not.toContain('HCM');
  expect(section('co-quan')).toContain('Sở An toàn thực phẩm - TP.HCM đang đối chiếu cơ quan của địa phương khác');
  expect(section('cach-nop')).toContain('Nguồn chỉ ghi số 1. đang đối chiếu');
  expect(section('cach-nop')).toContain('nguồn ghi 0 đồng đang đối chiếu nguồn ghi 0 đồng nhưng lời bên cạnh nêu số tiền thu 135.000 đồng');
  expect(section('thong-tin')).toMatch(/1\/QĐ-CŨ , công bố ngày 03\/02\/2014 \(12 năm trước\) đang đối chiếu/);
  expect(text).not.toMatch(/1 khác|[Mm]iễn phí/);
});

test('a mandatory part that the record lacks is said to be on its way, what is only "if any" is said not to be stated', async () => {
  const bare = nationalRecord({
    steps: [],
    methods: [],
    cases: [],
    audiences: [],
    results: [],
    legal_basis: [],
    agencies: { executing: [], authority: [], authorized: [], coordinating: [] },
  });
  const { url } = await portalWith(procedureOf(bare));
  const { answers, section } = await read(url, '9.000001');
  expect(answers.match(/đang cập nhật/g)).toHaveLength(3);
  expect(answers).toContain('đang đối chiếu nguồn không ghi cơ quan thực hiện');
  for (const id of ['giay-to', 'cac-buoc', 'cach-nop', 'co-quan', 'thong-tin']) expect(section(id), id).toContain('đang cập nhật');
  for (const id of ['dieu-kien', 'ket-qua']) expect(section(id), id).toContain('Nguồn không ghi');
});

test('a procedure known from a list only says so, and leads to the national portal', async () => {
  const { url } = await portalWith(...sampleProcedures());
  const { html, text } = await read(url, '9.000004');
  expect(text).toContain('Chi tiết của thủ tục này chưa được nhập về cổng');
  expect(html).toContain('href="https://dichvucong.gov.vn"');
  expect(text).toContain('UBND xã, phường');
});

test('a withdrawn procedure stays, says since when and why, and leads to the one that replaced it', async () => {
  const { url } = await portalWith(...sampleProcedures());
  const { status, html, text } = await read(url, '9.000005');
  expect(status).toBe(200);
  expect(text).toContain('không còn thực hiện Từ ngày 01/06/2026. Bãi bỏ theo quyết định mới.');
  expect(html).toMatch(/<a href="\/thu-tuc\/9\.000001"[^>]*>Xác nhận mẫu để kiểm thử</);
  expect(text).not.toContain('Nộp hồ sơ tại');
});

test('that a list no longer holds it is a matter of the staff: citizens are told nothing', async () => {
  const { url } = await portalWith(procedureOf(nationalRecord(), { missing: { since: '2026-10-01', from: 'danh-sach-moi.xlsx' } }));
  expect((await read(url, '9.000001')).text).not.toMatch(/danh-sach-moi|không thấy/);
});

test('a former, long or badly typed code leads to the code of today, for pages in both languages and for programs', async () => {
  const { app, url } = await portalWith(procedureOf(nationalRecord()));
  await app.writer.insertInto('procedure_former_codes').values({ former: '8.000001', procedure: '9.000001' }).execute();
  const leads = async (path: string) => {
    const answer = await fetch(`${url}${path}`, { redirect: 'manual' });
    return `${answer.status} ${answer.headers.get('location')}`;
  };
  for (const given of ['8.000001', '8.000001.000.00.00.H26', '9000001', '9.000001.01', '9.000001.H26', '%209.000001%20'])
    expect(await leads(`/thu-tuc/${given}`), given).toBe('301 /thu-tuc/9.000001');
  expect(await leads('/en/thu-tuc/8.000001')).toBe('301 /en/thu-tuc/9.000001');
  expect(await leads('/api/v1/procedures/8.000001')).toBe('301 /api/v1/procedures/9.000001');
  expect(await leads('/thu-tuc/9.000009.H26')).toBe('404 null');
  expect(await leads('/api/v1/procedures/9.000009')).toBe('404 null');
});

test('a code that is in use is not led elsewhere, even if another procedure once had it', async () => {
  const { app, url } = await portalWith(procedureOf(nationalRecord()), procedureOf(nationalRecord({ code: '9.000002' })));
  await app.writer.insertInto('procedure_former_codes').values({ former: '9.000001', procedure: '9.000002' }).execute();
  expect((await read(url, '9.000001')).status).toBe(200);
});

test('the history tells when which parts changed and by which file, but not by whom', async () => {
  const { app, url } = await portalWith(procedureOf(nationalRecord()));
  const entry = { procedure: '9.000001', person: 'Nguyễn Thị Lan', source_sha256: 'f00d', previous: null };
  await app.writer
    .insertInto('procedure_history')
    .values([
      { ...entry, version: 1, at: '2026-10-01T20:00:00.000Z', act: 'added', source_file: 'danh-sach.xlsx', parts: '[]' },
      { ...entry, version: 2, at: '2026-11-01T03:00:00.000Z', act: 'changed', source_file: 'chi-tiet.json', parts: '["methods","steps"]' },
    ])
    .execute();
  const { section, html } = await read(url, '9.000001');
  expect(section('lich-su')).toContain(
    '01/11/2026. Thay đổi: trình tự thực hiện; cách nộp, thời hạn, phí (theo tệp chi-tiet.json ) 02/10/2026. Đưa vào danh mục (theo tệp danh-sach.xlsx )',
  );
  expect(html).not.toMatch(/Nguyễn Thị Lan|f00d/);
});

test('the history says when a full record came to a procedure that had none, and calls nothing of it "others"', async () => {
  const app = await openTestApp();
  await applyImport(app, atCommand('Người thử'), await readFiles(app, [detailFile('tep.jsonl', [nationalJson({ code: '1.001193' })])]));
  const { url } = await startTestPortal(app);
  const { section } = await read(url, '1.001193');
  expect(section('lich-su')).toContain('22/11/2026. Thay đổi: có bản ghi đầy đủ; tên; lĩnh vực; cơ quan ban hành');
  expect(section('lich-su')).not.toContain('phần khác');
});

test('search engines get a description that no text of the source can break out of', async () => {
  const name = 'Xác nhận </script><script>alert(1)</script> mẫu';
  const { url } = await portalWith(procedureOf(nationalRecord({ name })));
  const { html } = await read(url, '9.000001');
  const [, data = ''] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html) ?? [];
  expect(JSON.parse(data)).toMatchObject({
    '@type': 'GovernmentService',
    name,
    identifier: '9.000001',
    url: 'https://cchc.example.vn/thu-tuc/9.000001',
  });
  expect(html).toContain('<link rel="canonical" href="https://cchc.example.vn/thu-tuc/9.000001">');
});

test('the largest of procedures stays within the weight of a page', async () => {
  const words = (n: number) => Array.from({ length: n }, (_, i) => `từ${(i * 7919) % 4093}`).join(' ');
  const large = nationalRecord({
    steps: [{ name: '', text: `Bước 1: ${words(3500)}` }],
    methods: Array.from({ length: 18 }, () => method({ note: words(60) })),
    cases: Array.from({ length: 15 }, (_, i) => ({
      name: `Trường hợp ${i}`,
      papers: Array.from({ length: 15 }, (_, j) => paper(`${words(30)} ${j}`)),
    })),
  });
  const { url } = await portalWith(procedureOf(large));
  const page = await fetch(`${url}/thu-tuc/9.000001`, { headers: { 'accept-encoding': 'br' } });
  expect((await page.text()).length).toBeGreaterThan(100_000);
  expect(Number(page.headers.get('content-length'))).toBeLessThan(24_000);
});
