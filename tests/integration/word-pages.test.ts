import { expect, test } from 'vitest';
import type { Role } from '#accounts/model/role.ts';
import { verifyAudit } from '#platform/audit.ts';
import { addressWith } from '#ui/page-number.ts';
import { forgetContent, openTestApp } from '../support/app.ts';
import { hiddenField, withoutValues } from '../support/form-fields.ts';
import { hostileWords } from '../support/hostile-words.ts';
import { startTestPortal } from '../support/server.ts';
import { addStaff, StaffBrowser, startStaffPortal } from '../support/staff.ts';

const list = '/quan-tri/tim-kiem/tu';
const wordPath = (loai: string, tu?: string) => addressWith(`${list}/sua`, { loai, tu });
const synonym = { viec: 'luu', alias: 'giấy con cò', official: 'đăng ký khai sinh', codes: '1.001193', scope: 'procedure', query: '' };
const soon = { timeout: 5000 };

test('what found nothing becomes a word of citizens, and everybody finds it, in every process, on the kept page too', async () => {
  const { app, url, browser } = await startStaffPortal();
  const other = await startTestPortal(await openTestApp({ dataDir: app.config.dataDir }));
  const page = `/tim-kiem?q=${encodeURIComponent('giấy con cò')}`;
  const finds = async (at: string) => (await (await fetch(`${at}${page}`)).text()).includes('/thu-tuc/1.001193"');
  for (const at of [url, other.url]) expect(await finds(at)).toBe(false);
  await app.writer
    .insertInto('search_misses')
    .values([
      { text: 'giấy con cò', day: '2026-11-22', n: 3 },
      { text: 'giấy con cò', day: '2026-11-20', n: 4 },
      { text: 'zzzz qqqq', day: '2026-11-22', n: 5 },
      { text: 'câu tìm cũ', day: '2026-10-01', n: 99 },
    ])
    .execute();
  const misses = (await browser.get('/quan-tri/tim-kiem')).html;
  expect(misses.indexOf('giấy con cò</a>')).toBeLessThan(misses.indexOf('zzzz qqqq</a>'));
  expect(misses).toMatch(/giấy con cò<\/a>.*?<\/th> <td[^>]*>7<\/td> <td[^>]*>2<\/td> <td[^>]*>22\/11\/2026/);
  expect(misses).toContain('href="/tim-kiem?q=zzzz+qqqq"');
  expect(misses).not.toContain('câu tìm cũ');
  expect((await browser.get('/quan-tri/tim-kiem?ngay=90')).html).toContain('câu tìm cũ');
  const filtered = (await browser.get('/quan-tri/tim-kiem?loc=CON+C%C3%92')).html;
  expect([filtered.includes('giấy con cò</a>'), filtered.includes('zzzz')]).toEqual([true, false]);
  const [, add = ''] = /href="(\/quan-tri\/tim-kiem\/tu\/sua[^"]*gi%E1%BA%A5y[^"]*)"/.exec(misses) ?? [];
  const address = add.replaceAll('&amp;', '&').replaceAll('&#38;', '&');
  expect((await browser.get(address)).html).toContain('value="giấy con cò"');

  const tried = await browser.post(address, { ...synonym, viec: 'thu' });
  expect(tried.status).toBe(200);
  const [now = '', after = ''] = tried.html.slice(tried.html.indexOf('Hiện nay')).split('Sau khi lưu');
  expect([now.includes('/thu-tuc/1.001193"'), after.includes('/thu-tuc/1.001193"')]).toEqual([false, true]);
  expect(tried.html).toContain('Chưa lưu gì');
  expect(tried.html).toContain('đăng ký khai sinh</textarea>');
  expect(await finds(url)).toBe(false);

  const saved = await browser.post(address, synonym);
  expect([saved.status, saved.location]).toEqual([303, `${wordPath('synonym', 'giấy con cò')}&xong=luu`]);
  for (const at of [url, other.url]) await expect.poll(() => finds(at), soon).toBe(true);
  const mended = (await browser.get(saved.location ?? '')).html;
  expect(mended).toContain('Mọi người tìm được theo từ này ngay');
  expect(mended).toContain('10:00 22/11/2026: Nguyễn Thị Lan');
  expect((await browser.get('/quan-tri/tim-kiem')).html).toContain('Đã có từ này');
  const row = await app.reader.selectFrom('audit').selectAll().where('act', '=', 'search.change_words').executeTakeFirstOrThrow();
  expect(row).toMatchObject({ object: 'synonym:giấy con cò', person: 'Nguyễn Thị Lan', before: null });
  expect(JSON.parse(row.after ?? '')).toMatchObject({ active: true, official: ['đăng ký khai sinh'], codes: ['1.001193'] });
  expect((await verifyAudit(app.reader)).broken).toBeNull();
});

test('a word of content/ that staff set aside or wrote anew stays so when content is loaded again, however it is spelt there', async () => {
  const { app, browser } = await startStaffPortal();
  const path = wordPath('synonym', 'sổ đỏ');
  const seen = hiddenField((await browser.get(path)).html, 'seen');
  expect((await browser.post(path, { viec: 'bo', seen })).location).toBe(`${list}?xong=bo`);
  expect((await browser.get(path)).html).toContain('Từ này đã được bỏ');
  expect((await browser.get(`${list}?tinh-trang=bo`)).html).toContain('sổ đỏ</a>');
  await app.writer
    .updateTable('search_synonyms')
    .set({ alias: 'Sổ  Đỏ' })
    .where('kind', '=', 'synonym')
    .where('alias', '=', 'sổ đỏ')
    .execute();
  await forgetContent(app);
  const again = await openTestApp({ dataDir: app.config.dataDir });
  const page = { limit: 5, offset: 0 };
  expect((await again.search.query({ text: 'sổ đỏ', page })).interpretation.synonyms).toEqual([]);
  const back = await browser.get(wordPath('synonym', 'sổ đỏ'));
  const used = await browser.post(wordPath('synonym', 'sổ đỏ'), {
    ...synonym,
    seen: hiddenField(back.html, 'seen'),
    official: 'giấy chứng nhận quyền sử dụng đất',
    codes: '',
  });
  expect(used.status).toBe(303);
  expect((await app.search.query({ text: 'sổ đỏ', page })).interpretation.synonyms).toHaveLength(1);
  const rows = await app.reader
    .selectFrom('audit')
    .select(['before', 'after'])
    .where('act', '=', 'search.change_words')
    .orderBy('id')
    .execute();
  expect(rows.map(({ after }) => JSON.parse(after ?? '').active)).toEqual([false, true]);
  expect(JSON.parse(rows[0]?.before ?? '')).toMatchObject({ active: true, source: 'content/' });
});

test('an ambiguous word asks back, and what the portal does not have is said, as soon as they are saved', async () => {
  const { app, browser } = await startStaffPortal();
  const choices: [string, string][] = [
    ['choice_label', 'Giấy khai sinh'],
    ['choice_query', 'đăng ký khai sinh'],
    ['choice_label', 'Giấy kết hôn'],
    ['choice_query', 'đăng ký kết hôn'],
    ['choice_label', ''],
    ['choice_query', ''],
  ];
  const fields: [string, string][] = [['viec', 'luu'], ['alias', 'tờ quan trọng'], ...choices];
  expect((await browser.post(wordPath('ambiguous'), fields)).status).toBe(303);
  expect((await app.search.query({ text: 'tờ quan trọng', page: { limit: 5, offset: 0 } })).interpretation.chooser?.choices).toHaveLength(
    2,
  );
  const outside = { viec: 'luu', alias: 'xem bói', note: 'Cổng này không xem bói.', url: 'https://example.vn/' };
  expect((await browser.post(wordPath('outside'), outside)).status).toBe(303);
  expect((await app.search.query({ text: 'xem bói', page: { limit: 5, offset: 0 } })).interpretation.outside?.note).toBe(
    'Cổng này không xem bói.',
  );
  const shown = (await browser.get(wordPath('ambiguous', 'tờ quan trọng'))).html;
  expect(shown).toContain('value="đăng ký kết hôn"');
  expect((await browser.get(`${list}?loc=xem+boi&tinh-trang=can-bo&loai=outside`)).html).toContain('xem bói</a>');
});

test('what would mislead people is refused at its field, and all that was typed stays', async () => {
  const { browser } = await startStaffPortal();
  await browser.post(wordPath('synonym'), { ...synonym, alias: 'con cò', official: 'giấy con chim', codes: '' });
  const wrong: [field: string, changes: Record<string, string>, said: string][] = [
    ['alias', { alias: '1.004194' }, 'mã thủ tục hoặc mã hồ sơ'],
    ['alias', { alias: 'mã 1004194' }, 'mã thủ tục hoặc mã hồ sơ'],
    ['alias', { alias: '000.00.01.H26-260611-0001' }, 'mã thủ tục hoặc mã hồ sơ'],
    ['alias', { alias: ' ?! ' }, 'Hãy ghi từ người dân gõ'],
    ['alias', { alias: 'chữ '.repeat(25) }, 'Hãy ghi từ người dân gõ'],
    ['alias', { alias: 'CCCD' }, 'Đã có từ “cccd”'],
    ['official', { official: '' }, 'Hãy ghi lời của thủ tục'],
    ['official', { official: 'x'.repeat(201) }, 'Hãy ghi lời của thủ tục'],
    ['official', { official: 'Giấy Con Cò', codes: '' }, 'giống hệt từ này'],
    ['official', { alias: 'giấy con chim', official: 'con cò' }, 'Vòng lặp'],
    ['codes', { codes: '12345' }, 'Mã thủ tục có dạng'],
    ['codes', { codes: '9.999999' }, 'Không có thủ tục mã 9.999999'],
    ['scope', { scope: 'khac' }, 'Hãy chọn từ này nói về điều gì'],
  ];
  for (const [field, changes, said] of wrong) {
    const answer = await browser.post(wordPath('synonym'), { ...synonym, query: 'câu thử còn đây', ...changes });
    expect([answer.status, answer.html.includes(said), answer.html.includes(`id="${field}-loi"`)], JSON.stringify(changes)).toEqual([
      422,
      true,
      true,
    ]);
    expect(answer.html).toContain('value="câu thử còn đây"');
  }
  const meanings = (label: string, query: string) =>
    [
      ['viec', 'luu'],
      ['alias', 'giấy lạ'],
      ['choice_label', label],
      ['choice_query', query],
      ['choice_label', 'Kết hôn'],
      ['choice_query', 'kết hôn'],
    ] as [string, string][];
  for (const [label, query, said] of [
    ['Chính nó', 'giấy lạ', 'lại là một từ nhiều nghĩa'],
    ['Sổ', 'sổ đỏ', 'lại là một từ nhiều nghĩa'],
    ['', 'khai sinh', 'Cần từ 2 đến 8 nghĩa'],
  ] as const)
    expect((await browser.post(wordPath('ambiguous'), meanings(label, query))).html, query).toContain(said);
  const outside = { viec: 'luu', alias: 'giấy lạ', note: 'Không có.', url: '' };
  for (const [changes, said] of [
    [{ url: 'javascript:alert(1)' }, 'Địa chỉ phải bắt đầu bằng https://'],
    [{ note: '' }, 'Hãy viết lời nhắn'],
    [{ alias: 'Phường Ba Đình' }, 'tên đầy đủ'],
  ] as const)
    expect((await browser.post(wordPath('outside'), { ...outside, ...changes })).html).toContain(said);
});

test('two editors of one word: the second is told, and nothing of theirs is lost', async () => {
  const { app, browser } = await startStaffPortal();
  const path = wordPath('synonym', 'cccd');
  const seen = hiddenField((await browser.get(path)).html, 'seen');
  expect((await browser.post(path, { ...synonym, official: 'thẻ căn cước', codes: '', seen })).status).toBe(303);
  const late = await browser.post(path, { ...synonym, official: 'lời của người thứ hai', codes: '', seen });
  expect([late.status, late.html.includes('vừa thay đổi từ này'), late.html.includes('lời của người thứ hai</textarea>')]).toEqual([
    422,
    true,
    true,
  ]);
  expect(late.html.slice(late.html.indexOf('Bản đang được lưu'))).toContain('thẻ căn cước');
  const fresh = hiddenField(late.html, 'seen');
  expect(fresh).not.toBe(seen);
  const removed = await browser.post(path, { viec: 'bo', seen });
  expect([removed.status, hiddenField(removed.html, 'seen')]).toEqual([422, fresh]);
  expect((await app.search.query({ text: 'cccd', page: { limit: 1, offset: 0 } })).interpretation.synonyms[0]?.official).toBe(
    'thẻ căn cước',
  );
  // Told once, they save knowingly.
  expect((await browser.post(path, { ...synonym, official: 'lời của người thứ hai', codes: '', seen: fresh })).status).toBe(303);
  expect((await browser.get(`${list}/sua?loai=khac`)).status).toBe(404);
  expect((await browser.post(`${list}/sua?loai=khac`, synonym)).status).toBe(404);
});

test('editors and publishers alone come to search words and page feedback', async () => {
  const { app, url } = await startStaffPortal();
  const roles: readonly Role[] = ['publisher', 'survey_manager', 'appraiser', 'administrator'];
  for (const role of roles) {
    const userName = `vai.${role.replace('_', '')}`;
    await addStaff(app, { userName, name: `Người ${role}`, roles: [role] });
    const browser = new StaffBrowser(url);
    await browser.signIn(userName);
    const wanted = role === 'publisher' ? 200 : 403;
    for (const path of ['/quan-tri/tim-kiem', list, wordPath('synonym', 'cccd'), '/quan-tri/huu-ich'])
      expect((await browser.get(path)).status, `${role} ${path}`).toBe(wanted);
    const posted = await browser.post(wordPath('synonym'), { ...synonym, alias: `từ của ${role.replace('_', ' ')}` });
    expect(posted.status, role).toBe(role === 'publisher' ? 303 : 403);
  }
  const made = await app.reader.selectFrom('search_synonyms').select('alias').where('source', '!=', 'content/').execute();
  expect(made).toEqual([{ alias: 'từ của publisher' }]);
});

test('script in any field of a word comes out as words, to staff and to who searches', async () => {
  const { url, browser } = await startStaffPortal();
  for (const [i, text] of hostileWords.filter((one) => one.length <= 180).entries()) {
    const refused = await browser.post(wordPath('synonym'), {
      ...synonym,
      alias: text,
      official: text,
      codes: text,
      scope: text,
      query: text,
    });
    expect(withoutValues(refused.html), text).not.toMatch(/<script>alert|<img src=x|<svg[^>]*onload|<iframe srcdoc/i);
    const note = await browser.post(wordPath('outside'), { viec: 'luu', alias: `bói toán ${i} kiểu`, note: text, url: '' });
    expect(note.status, text).toBe(303);
    const found = await (await fetch(`${url}/tim-kiem?q=${encodeURIComponent(`bói toán ${i} kiểu`)}`)).text();
    expect(withoutValues(found), text).not.toMatch(/<script>alert|<img src=x|<svg[^>]*onload|<iframe srcdoc/i);
    expect(withoutValues((await browser.get(`${list}?loc=${encodeURIComponent(text)}`)).html), text).not.toMatch(
      /<script>alert|<img src=x|<iframe srcdoc/i,
    );
  }
}, 60_000);

test('how people call pages is read by page, by days and day by day', async () => {
  const { app, browser } = await startStaffPortal();
  const row = (path: string, day: string, answer: string, n: number) => ({ path, day, answer, n });
  await app.writer
    .insertInto('page_feedback')
    .values([
      row('/thu-tuc/1.001193', '2026-11-22', 'yes', 6),
      row('/thu-tuc/1.001193', '2026-11-21', 'unclear', 5),
      row('/thu-tuc/1.001193', '2026-11-21', 'wrong', 1),
      row('/thu-tuc/9.999999', '2026-11-20', 'incomplete', 2),
      row('/thu-tuc/2.000986', '2026-01-05', 'other-need', 50),
    ])
    .execute();
  const { html } = await browser.get('/quan-tri/huu-ich');
  expect(html).toContain('14 câu trả lời về 2 trang');
  expect(html).toContain('50 %');
  expect(html).toContain('Khó hiểu: 5 · Thông tin sai hoặc cũ: 1');
  expect(html).toContain('Trang không còn');
  expect(html).not.toContain('/thu-tuc/2.000986');
  expect((await browser.get('/quan-tri/huu-ich?ngay=400')).html).toContain('/thu-tuc/2.000986');
  const filtered = (await browser.get('/quan-tri/huu-ich?loc=khai+sinh')).html;
  expect([filtered.includes('/thu-tuc/1.001193'), filtered.includes('9.999999')]).toEqual([true, false]);
  const days = (await browser.get('/quan-tri/huu-ich?xem=%2Fthu-tuc%2F1.001193')).html;
  expect(days.indexOf('22/11/2026</th>')).toBeLessThan(days.indexOf('21/11/2026</th>'));
  expect((await browser.get('/quan-tri/huu-ich?loc=%3Cscript%3Ealert(1)%3C%2Fscript%3E')).html).toContain(
    'Chưa có câu trả lời nào như vậy',
  );
});
