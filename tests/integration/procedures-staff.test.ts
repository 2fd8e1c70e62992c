import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import type { Role } from '#accounts/model/role.ts';
import { verifyAudit } from '#platform/audit.ts';
import { applyImport, readFiles } from '#procedures/import-service.ts';
import { findProcedure } from '#procedures/store.ts';
import { openTestApp, temporaryDir } from '../support/app.ts';
import { hostileWords } from '../support/hostile-words.ts';
import { detailFile, listFile, nationalJson } from '../support/national-json.ts';
import { startTestPortal } from '../support/server.ts';
import { addStaff, StaffBrowser } from '../support/staff.ts';

const at = '/quan-tri/thu-tuc/1.001193';
const words = {
  viec: 'loi',
  note: 'Ở Hà Nội nộp tại bất kỳ điểm phục vụ hành chính công nào.',
  aliases: 'giấy khai sinh cho bé\n  làm khai   sinh \n\nlàm khai sinh',
  papers: 'Tờ khai\nGiấy chứng sinh',
  agencies: 'UBND phường, xã nơi cư trú',
  time: 'Trong ngày',
  fee: 'Không thu',
  version: '0',
  decision: '163/QĐ-BTP',
};

async function portal() {
  const { app, url } = await startTestPortal();
  const signedIn = async (userName: string, name: string, ...roles: Role[]) => {
    await addStaff(app, { userName, name, roles });
    const browser = new StaffBrowser(url);
    await browser.signIn(userName);
    return browser;
  };
  const page = async (path: string) => (await fetch(`${url}${path}`)).text();
  return { app, url, page, editor: await signedIn('ha.nguyen', 'Nguyễn Thị Hà', 'editor'), signedIn };
}

test('a procedure is found by its name without diacritics, by its code and by what is wrong with it', async () => {
  const { app, editor } = await portal();
  const codes = async (query: string) =>
    [...(await editor.get(`/quan-tri/thu-tuc?${query}`)).html.matchAll(/thu-tuc\/(\d\.\d{6})"/g)].map(([, code]) => code);
  expect(await codes('q=khai+sinh')).toContain('1.001193');
  expect(await codes('q=lam+GIAY+khai+sinh')).toContain('1.001193');
  expect(await codes('q=1.001193')).toEqual(['1.001193']);
  expect((await editor.get('/quan-tri/thu-tuc?q=zzzz')).html).toContain('Không có thủ tục nào như vậy');
  await applyImport(app, atCommand('Người thử'), await readFiles(app, [detailFile('a.jsonl', [nationalJson({ code: '1.001193' })])]));
  expect(await codes('loc=lui-lai')).toEqual(['1.001193']);
  await applyImport(app, atCommand('Người thử'), await readFiles(app, [listFile('b.xlsx', [{ code: '9.000009' }])]));
  expect(await codes('loc=khong-thay')).toEqual(['1.001193']);
  expect(await codes('loc=chua-viet')).toEqual(['9.000009']);
});

test('an editor writes the words of the city: the page, the search and the audit follow', async () => {
  const { app, editor, page } = await portal();
  expect((await editor.get(at)).html).toContain('Lời dưới đây viết theo quyết định 163/QĐ-BTP và đang hiện');
  expect((await editor.post(at, words)).location).toBe(`${at}?xong=loi`);
  expect((await editor.get(`${at}?xong=loi`)).html).toContain('Nguyễn Thị Hà sửa lúc 10:00 22/11/2026');
  await expect.poll(() => page('/thu-tuc/1.001193'), { timeout: 10_000 }).toContain(words.note);
  const html = await page('/thu-tuc/1.001193');
  for (const text of [
    'UBND phường, xã nơi cư trú',
    'Trong ngày',
    'Không thu',
    'giấy khai sinh cho bé, làm khai sinh',
    'Cổng sửa lời tóm tắt',
  ])
    expect(html, text).toContain(text);
  expect((await app.search.query({ text: 'giấy khai sinh cho bé', page: { limit: 1, offset: 0 } })).hits[0]?.code).toBe('1.001193');
  const audit = await app.reader
    .selectFrom('audit')
    .select(['person', 'before', 'after'])
    .where('act', '=', 'procedure.change_notes')
    .execute();
  expect(audit).toHaveLength(1);
  expect(audit[0]).toMatchObject({
    person: 'Nguyễn Thị Hà',
    before: expect.stringContaining('làm giấy khai sinh'),
    after: expect.stringContaining('Trong ngày'),
  });
  expect((await editor.get(at)).html).toContain('Nguyễn Thị Hà');
  expect((await verifyAudit(app.reader)).broken).toBeNull();
});

test('words that were changed in the portal outlast a new start and new content', async () => {
  const dataDir = temporaryDir();
  const first = await openTestApp({ dataDir });
  const { changeWords } = await import('#procedures/words-service.ts');
  const typed = { note: 'Ghi chú mới', papers: ['Tờ khai'], time: '', fee: '', agencies: [], aliases: ['khai sinh bé'] };
  const seen = { version: 0, decision: '163/QĐ-BTP', compared: false };
  expect(await changeWords(first, atCommand('Hà'), '1.001193', typed, seen)).toEqual({ kind: 'done' });
  await first.writer.updateTable('settings').set({ value: 'older' }).where('key', '=', 'content').execute();
  const second = await openTestApp({ dataDir });
  expect((await findProcedure(second.reader, '1.001193'))?.words).toMatchObject({ note: 'Ghi chú mới', version: 1, editor: 'Hà' });
});

test('what somebody else saved meanwhile is not overwritten: both versions are shown, and nothing typed is lost', async () => {
  const { editor, signedIn, app } = await portal();
  const other = await signedIn('binh', 'Trần Văn Bình', 'editor');
  await other.post(at, { ...words, time: 'Bản của Bình' });
  const answer = await editor.post(at, { ...words, time: 'Bản của Hà' });
  expect(answer.status).toBe(422);
  for (const text of ['Trần Văn Bình đã lưu lời của thủ tục này', 'Bản của Hà', 'Bản của Bình', 'name="version" value="1"'])
    expect(answer.html, text).toContain(text);
  expect((await findProcedure(app.reader, '1.001193'))?.words?.time).toBe('Bản của Bình');
  expect((await editor.post(at, { ...words, time: 'Bản của Hà', version: '1' })).status).toBe(303);
});

test('a mistake in a field brings neither the version nor the decision of now: the change is told first', async () => {
  const { app, editor, signedIn } = await portal();
  const other = await signedIn('binh', 'Trần Văn Bình', 'editor');
  const long = { ...words, note: 'a'.repeat(501) };
  const at0 = await editor.post(at, long);
  expect([at0.html.includes('Tối đa 500 ký tự'), at0.html.includes('name="version" value="0"')]).toEqual([true, true]);
  await other.post(at, { ...words, time: 'Bản của Bình' });
  const stale = await editor.post(at, long);
  expect([stale.status, stale.html.includes('Trần Văn Bình đã lưu lời'), stale.html.includes('Bản của Bình')]).toEqual([422, true, true]);
  expect(stale.html).toContain('name="version" value="1"');
  await applyImport(app, atCommand('Người thử'), await readFiles(app, [detailFile('a.jsonl', [nationalJson({ code: '1.001193' })])]));
  // Told of the version alone, they still carry the decision by which they wrote.
  const both = await editor.post(at, { ...words, time: 'Bản của Hà' });
  expect(both.html).toContain('name="version" value="1"');
  expect(both.html).toContain('name="decision" value="163/QĐ-BTP"');
  const decided = await editor.post(at, { ...long, version: '1', compared: '1' });
  expect([decided.status, decided.html.includes('quyết định 12/QĐ-BTP đã được nhập')]).toEqual([422, true]);
  expect(decided.html).toContain('name="decision" value="12/QĐ-BTP"');
  // The tick was about the older decision.
  expect(decided.html).not.toMatch(/id="compared"[^>]*checked/);
  expect((await findProcedure(app.reader, '1.001193'))?.words?.time).toBe('Bản của Bình');
});

test('words step back behind a newer decision, until an editor says that they were compared with it', async () => {
  const { app, editor, page } = await portal();
  await editor.post(at, words);
  await applyImport(app, atCommand('Người thử'), await readFiles(app, [detailFile('a.jsonl', [nationalJson({ code: '1.001193' })])]));
  await expect.poll(() => page('/thu-tuc/1.001193'), { timeout: 10_000 }).not.toContain(words.note);
  expect((await editor.get('/quan-tri/thu-tuc')).html).toContain('1 thủ tục có quyết định mới hơn lời tóm tắt');
  expect((await editor.get(at)).html).toContain('nay đã nhập quyết định 12/QĐ-BTP');
  // Written beside the old decision, by a page that was opened before the import.
  expect((await editor.post(at, { ...words, version: '1', time: 'Khác' })).html).toContain('quyết định 12/QĐ-BTP đã được nhập');
  const now = { ...words, version: '1', decision: '12/QĐ-BTP', time: 'Ba ngày' };
  expect((await editor.post(at, now)).status).toBe(303);
  expect(await page('/thu-tuc/1.001193')).not.toContain('Ba ngày');
  expect((await editor.post(at, { ...now, version: '2', compared: '1' })).status).toBe(303);
  await expect.poll(() => page('/thu-tuc/1.001193'), { timeout: 10_000 }).toContain('Ba ngày');
});

test.each([
  [{ note: 'a'.repeat(501) }, 'Tối đa 500 ký tự'],
  [{ aliases: Array.from({ length: 31 }, (_, i) => `tên ${i}`).join('\n') }, 'Tối đa 30 dòng, mỗi dòng tối đa 80 ký tự'],
  [{ papers: 'a'.repeat(301) }, 'Tối đa 40 dòng, mỗi dòng tối đa 300 ký tự'],
  [{ viec: 'khac' }, 'Không đọc được biểu mẫu'],
])('words that are too long are refused at their field, and kept (%#)', async (change, told) => {
  const { editor, app } = await portal();
  const { status, html } = await editor.post(at, { ...words, ...change });
  expect([status, html.includes(told), html.includes('UBND phường, xã nơi cư trú')]).toEqual([422, true, true]);
  expect((await findProcedure(app.reader, '1.001193'))?.words).toBeNull();
});

test('script in any field comes out as words, to the staff and to everybody', async () => {
  const { app, editor, page, signedIn } = await portal();
  const publisher = await signedIn('minh', 'Trần Minh', 'publisher');
  const raw = hostileWords.join('\n').slice(0, 2_000);
  const hostile = {
    note: raw.slice(0, 480),
    time: raw.slice(0, 380),
    fee: raw.slice(0, 380),
    papers: raw,
    agencies: raw.split('\n').slice(0, 9).join('\n'),
    aliases: raw
      .split('\n')
      .map((line) => line.slice(0, 80))
      .slice(0, 25)
      .join('\n'),
  };
  expect((await editor.post(at, { ...words, ...hostile })).location).toBe(`${at}?xong=loi`);
  await publisher.post(at, { viec: 'bai-bo', withdrawal: raw.slice(0, 490), replaced_by: '' });
  const event = {
    title_vi: '<script>alert(1)</script>',
    title_en: '"><img src=x onerror=alert(1)>',
    icon: 'car',
    code: '1.001193',
    door_vi: '<svg onload=alert(1)>',
    door_en: "' onmouseover='alert(1)",
    more: '',
    version: '0',
  };
  expect((await editor.post('/quan-tri/su-kien/them', event)).location).toMatch(/^\/quan-tri\/su-kien\?xong=them#/);
  app.cache.drop(['content']);
  const refused = await editor.post(at, { ...words, ...hostile, version: '9', note: `${raw.slice(0, 480)}${'a'.repeat(50)}` });
  for (const html of [
    refused.html,
    (await editor.get(at)).html,
    (await editor.get('/quan-tri/su-kien')).html,
    await page('/thu-tuc/1.001193'),
    await page('/'),
    await page('/en'),
  ]) {
    expect(html).toContain('alert(1)');
    // What stands within an attribute's quotes is words already; Astro escapes the quotes.
    const markup = html.replace(/="[^"]*"/g, '=""');
    expect(markup).not.toMatch(
      /<script>alert|<img src=x|<svg onload|<svg><animate|<iframe srcdoc|<object data|<body onload|<details open ontoggle|<style>@import/i,
    );
    expect(markup).not.toMatch(/<[a-z][^>]*\son(error|load|mouseover|focus|toggle|begin)=/i);
  }
});

test('forged codes and other roles get nowhere', async () => {
  const { app, editor, signedIn } = await portal();
  for (const path of ['/quan-tri/thu-tuc/9.999999', '/quan-tri/thu-tuc/%27--', '/quan-tri/su-kien/khong-co']) {
    expect((await editor.get(path)).status, path).toBe(404);
    expect([404, 403]).toContain((await editor.post(path, { ...words })).status);
  }
  const appraiser = await signedIn('an.le', 'Lê An', 'appraiser', 'survey_manager');
  for (const path of ['/quan-tri/thu-tuc', at, '/quan-tri/su-kien', '/quan-tri/su-kien/them', '/quan-tri/nhap-thu-tuc']) {
    expect((await appraiser.get(path)).status, path).toBe(403);
    expect((await appraiser.post(path, words)).status, path).toBe(403);
  }
  expect(await app.reader.selectFrom('procedure_words').selectAll().execute()).toEqual([]);
});

test('a publisher withdraws a procedure with a reason and what replaces it, and takes it back; an editor cannot', async () => {
  const { app, editor, signedIn, page } = await portal();
  const publisher = await signedIn('minh', 'Trần Minh', 'publisher');
  const order = { viec: 'bai-bo', withdrawal: 'Bãi bỏ theo Quyết định 9/QĐ-BTP', replaced_by: '1.000656' };
  expect((await editor.get(at)).html).toContain('Người duyệt đăng đánh dấu bãi bỏ được');
  expect(await editor.post(at, order)).toMatchObject({ status: 422, html: expect.stringContaining('Vai trò của bạn không gồm việc này') });
  for (const replaced_by of ['1.001193', '9.999999', '<b>']) {
    const answer = await publisher.post(at, { ...order, replaced_by });
    expect([answer.status, answer.html.includes('Thủ tục thay thế phải có trong danh mục')]).toEqual([422, true]);
    expect(answer.html).toContain('Bãi bỏ theo Quyết định 9/QĐ-BTP</textarea>');
  }
  expect((await publisher.post(at, { ...order, withdrawal: 'ab' })).html).toContain('Lý do có 5 đến 500 ký tự');
  expect((await publisher.post(at, order)).location).toBe(`${at}?xong=bai-bo`);
  expect((await publisher.post(at, order)).html).toContain('đã được đánh dấu bãi bỏ');
  await expect.poll(() => page('/thu-tuc/1.001193'), { timeout: 10_000 }).toContain('Bãi bỏ theo Quyết định 9/QĐ-BTP');
  expect((await publisher.post(at, { viec: 'khoi-phuc' })).location).toBe(`${at}?xong=khoi-phuc`);
  expect((await findProcedure(app.reader, '1.001193'))?.withdrawal).toBeNull();
  const acts = await app.reader.selectFrom('audit').select(['act', 'person']).where('object', '=', '1.001193').orderBy('id').execute();
  expect(acts).toEqual([
    { act: 'procedure.withdraw', person: 'Trần Minh' },
    { act: 'procedure.restore', person: 'Trần Minh' },
  ]);
});
