import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { addEvidence } from '#par-index/evidence-service.ts';
import { councilCriteria } from '#par-index/model/criteria.ts';
import { takeStep } from '#par-index/round-service.ts';
import { findRound } from '#par-index/round-store.ts';
import { scoreActsOf } from '#par-index/score-store.ts';
import { findCriteria } from '#par-index/store.ts';
import type { App } from '#platform/app.ts';
import { verifyAudit } from '#platform/audit.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { afterTheYear, at, departmentRound, must, open, openScoredRound, release } from '../support/rounds.ts';
import { startTestPortal } from '../support/server.ts';
import { addStaff, StaffBrowser } from '../support/staff.ts';
import { ordinaryTime } from '../support/template.ts';

const id = departmentRound.id;
const here = `/quan-tri/chi-so/${id}`;

/** People of a round, each signed in with a browser of their own. */
async function people(app: App, url: string) {
  const person = async (
    userName: string,
    name: string,
    role: 'appraiser' | 'survey_manager' | 'publisher' | 'agency_officer',
    agency: string | null = null,
  ) => {
    await addStaff(app, { userName, name, roles: [role], agency });
    const browser = new StaffBrowser(url);
    await browser.signIn(userName);
    return browser;
  };
  return {
    an: await person('van-an', 'Trần Văn An', 'appraiser'),
    // Two people of one name are two people.
    binh: await person('binh', 'Trần Văn An', 'appraiser'),
    survey: await person('khao-sat', 'Lê Khảo Sát', 'survey_manager'),
    publisher: await person('cong-bo', 'Phạm Công Bố', 'publisher'),
    officer: await person('snv', 'Ngô Nội Vụ', 'agency_officer', 'SNV'),
    other: await person('stc', 'Đỗ Tài Chính', 'agency_officer', 'STC'),
  };
}

async function startRound(time = ordinaryTime) {
  const clock = clockAt(time);
  const app = await openTestApp({ clock });
  const { url } = await startTestPortal(app);
  return { app, clock, url, ...(await people(app, url)) };
}

/** The hidden fields of a page's form, as a browser would send them back. */
function hidden(html: string): Record<string, string> {
  const found = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]));
}

const text = (html: string) =>
  html
    .replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

test('a round goes from plan to release by its pages: officer, two appraisers, survey manager and publisher', async () => {
  const { app, clock, url, an, binh, survey, publisher, officer } = await startRound();
  const { title, list, instrument, criteria: setId, rule } = departmentRound;
  const order = { id, title, list, instrument, criteria: setId, rule, year: '2026', wave: '', 'han-appraisal': '2027-03-15' };
  const wrong = await an.post('/quan-tri/chi-so/moi', { ...order, 'han-appraisal': '31/3/2027' });
  expect([wrong.status, wrong.html.includes('value="31/3/2027"'), wrong.html.includes('value="Kỳ 2026: sở"')]).toEqual([422, true, true]);
  expect((await an.post('/quan-tri/chi-so/moi', order)).location).toBe(`${here}?xong=lap`);
  expect((await officer.post('/quan-tri/chi-so/moi', order)).status).toBe(403);
  const round = await findRound(app.reader, id);
  expect(round?.calendar.find(({ act }) => act === 'appraisal')?.due).toBe('2027-03-15');
  const early = await officer.post(`${here}/SNV?phan=self`, { 'diem-1.1': '9', 'thay-1.1': '0' });
  expect([early.status, text(early.html).includes('mới lập kế hoạch')]).toEqual([422, true]);
  // Nobody else takes the steps.
  for (const browser of [officer, survey, publisher]) expect((await browser.post(here, { viec: 'guidance' })).status).toBe(422);
  expect((await an.post(here, { viec: 'guidance' })).location).toBe(`${here}?xong=guidance`);

  const set = await findCriteria(app.reader, departmentRound.criteria);
  const criteria = set ? councilCriteria(set).map(({ code }) => code) : [];
  const scored = async (browser: StaffBrowser, address: string, fields: Record<string, string>) =>
    browser.post(address, { ...hidden((await browser.get(address)).html), ...fields });
  const all = (score: string, reason = '') =>
    Object.fromEntries(
      criteria.flatMap((code) => [
        [`diem-${code}`, score],
        [`ly-do-${code}`, reason],
      ]),
    );
  expect((await scored(officer, `${here}/SNV?phan=self`, all('8,5'))).location).toBe(
    `${here}/SNV?phan=self&xong=diem&so=${criteria.length}`,
  );
  expect((await scored(officer, `${here}/SNV`, all('8'))).status).toBe(422);
  const closing = await an.post(here, { viec: 'self_scores', 'ghi-chu-self_scores': '' });
  expect(text(closing.html)).toContain('Còn 15 cơ quan chưa tự chấm đủ điểm');
  await an.post(here, { viec: 'self_scores', 'ghi-chu-self_scores': 'Hết hạn' });
  // The sheet of one agency by hand, the others by a file.
  expect((await scored(an, `${here}/SNV?phan=check`, all('8', 'Thiếu báo cáo quý 3'))).status).toBe(303);
  const own = await scored(an, `${here}/SNV?phan=decide`, { 'diem-1.1': '8', 'ly-do-1.1': 'Như rà soát' });
  expect([own.status, text(own.html).includes('do những người khác nhau')]).toEqual([422, true]);
  expect((await scored(binh, `${here}/SNV?phan=decide`, all('8', 'Như rà soát'))).status).toBe(303);
  const others = (round?.agencies ?? []).filter((code) => code !== 'SNV');
  const file = [
    'agency,criterion,score,reason',
    ...others.flatMap((agency) => criteria.map((code) => `${agency},${code},7.5,Theo hồ sơ`)),
  ].join('\n');
  for (const [browser, act] of [
    [an, 'check'],
    [binh, 'decide'],
  ] as const) {
    const tried = await upload(browser, { viec: 'thu', phan: act }, file);
    expect(text(tried.html)).toContain(`Xem thử: ${others.length * criteria.length} điểm của 15 cơ quan, không dòng nào sai`);
    const taken = await upload(browser, { ...hidden(tried.html), viec: 'ghi', phan: act, 'noi-dung': file });
    expect(taken.location).toBe(`${here}?xong=tep`);
  }
  expect((await an.post(here, { viec: 'survey_report' })).html).toContain('Vai trò của bạn không gồm việc này');
  expect((await survey.post(here, { viec: 'survey_report' })).html).toContain('còn nhận phiếu đến hết ngày');
  clock.set(afterTheYear);
  for (const [browser, name] of [
    [an, 'van-an'],
    [binh, 'binh'],
    [survey, 'khao-sat'],
    [publisher, 'cong-bo'],
  ] as const)
    await browser.signIn(name);
  expect((await survey.post(here, { viec: 'survey_report' })).location).toBe(`${here}?xong=survey_report`);
  expect((await an.post(here, { viec: 'appraisal' })).location).toBe(`${here}?xong=appraisal`);

  expect(text((await an.get(`${here}/cong-bo`)).html)).toContain('Người công bố phải là người khác với người chốt điểm');
  const plan = await publisher.get(`${here}/cong-bo`);
  expect(text(plan.html)).toContain('Những gì không công bố, và vì sao');
  expect((await publisher.post(`${here}/cong-bo`, { ...hidden(plan.html), ma: id })).html).toContain('Hãy đánh dấu rằng bạn đã đọc');
  expect((await publisher.post(`${here}/cong-bo`, { ma: id, hieu: '1', 'da-xem': 'cu' })).html).toContain(
    'đã thay đổi sau khi bạn mở trang này',
  );
  const forged = await an.post(`${here}/cong-bo`, { ...hidden(plan.html), ma: id, hieu: '1' });
  expect([forged.status, text(forged.html).includes('phải là người khác')]).toEqual([422, true]);
  expect((await publisher.post(`${here}/cong-bo`, { ...hidden(plan.html), ma: id, hieu: '1' })).location).toBe(`${here}?xong=cong-bo`);
  expect((await fetch(`${url}/chi-so/ban-cong-bo/${id}`)).status).toBe(200);

  const audit = await app.reader
    .selectFrom('audit')
    .select(['person', 'staff', 'act', 'object'])
    .where('object', 'like', `${id}%`)
    .orderBy('id')
    .execute();
  expect(audit.map(({ person, act, object }) => `${person} ${act} ${object}`)).toEqual([
    `Trần Văn An round.open ${id}`,
    `Trần Văn An round.step ${id}`,
    `Ngô Nội Vụ score.self ${id}/SNV`,
    `Trần Văn An round.step ${id}`,
    `Trần Văn An score.check ${id}/SNV`,
    `Trần Văn An score.decide ${id}/SNV`,
    `Trần Văn An score.check ${id}`,
    `Trần Văn An score.decide ${id}`,
    `Lê Khảo Sát round.survey_hand_over ${id}`,
    `Trần Văn An round.step ${id}`,
    `Phạm Công Bố round.release ${id}`,
  ]);
  expect(audit.every(({ staff }) => staff !== null)).toBe(true);
  expect((await verifyAudit(app.reader)).broken).toBeNull();
}, 120_000);

function upload(browser: StaffBrowser, fields: Readonly<Record<string, string>>, file?: string) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file !== undefined) form.set('tep', new File([file], 'diem.csv', { type: 'text/csv' }));
  return browser.upload(`${here}/tep-diem`, form);
}

test('whoever decides is not who checked or scored: accounts count, not names, also after the release', async () => {
  const { app, clock, an, binh, publisher } = await startRound();
  await openScoredRound(app, departmentRound, '9.50', '9.00');
  const staff = await app.reader.selectFrom('staff').select(['id', 'user_name']).execute();
  const idOf = (name: string) => staff.find(({ user_name }) => user_name === name)?.id ?? null;
  // An scored for an agency once, before becoming an appraiser.
  await app.writer
    .insertInto('score_acts')
    .values({
      round: id,
      agency: 'STC',
      criterion: '1.1',
      act: 'self',
      score: '9',
      applies: 1,
      reason: '',
      at: '2026-11-22T03:00:00.000Z',
      person: 'Trần Văn An',
      person_id: idOf('van-an'),
    })
    .execute();
  const check = async (browser: StaffBrowser) =>
    (
      await browser.post(`${here}/STC?phan=check`, {
        ...hidden((await browser.get(`${here}/STC?phan=check`)).html),
        'diem-1.1': '8',
        'thay-1.1': await newest(app, 'STC'),
      })
    ).status;
  expect(await check(an)).toBe(422);
  expect(await check(binh)).toBe(303);
  clock.set(afterTheYear);
  for (const [browser, name] of [
    [an, 'van-an'],
    [binh, 'binh'],
    [publisher, 'cong-bo'],
  ] as const)
    await browser.signIn(name);
  const by = at(app, afterTheYear);
  for (const step of ['survey_report', 'appraisal'] as const) await must(takeStep(by, id, step, atCommand('Thư ký')));
  await must(release(app, id));
  const corrected = { 'diem-1.1': '7', 'ly-do-1.1': 'Cộng nhầm một điểm', 'thay-1.1': await newest(app, 'SNV') };
  clock.set('2027-01-21T03:00:00Z');
  await an.signIn('van-an');
  expect((await an.post(`${here}/SNV?phan=decide`, corrected)).status).toBe(303);
  expect(text((await an.get(here)).html)).toContain('Trần Văn An đã sửa quyết định');
  expect(text((await an.get(`${here}/cong-bo`)).html)).toContain('Người công bố phải là người khác');
  await publisher.signIn('cong-bo');
  const plan = await publisher.get(`${here}/cong-bo`);
  const fields = { ...hidden(plan.html), ma: `${id}-dinh-chinh-1`, hieu: '1' };
  const bare = await publisher.post(`${here}/cong-bo`, { ...fields, 'ly-do': 'sai' });
  expect([bare.status, bare.html.includes('>sai</textarea>')]).toEqual([422, true]);
  expect((await publisher.post(`${here}/cong-bo`, { ...fields, 'ly-do': 'Cộng nhầm một điểm của Sở Nội vụ.' })).location).toBe(
    `${here}?xong=cong-bo`,
  );
}, 60_000);

async function newest(app: App, agency: string): Promise<string> {
  const acts = (await scoreActsOf(app.reader, id, agency)).filter(({ criterion }) => criterion === '1.1');
  return String(Math.max(0, ...acts.map((one) => one.id)));
}

test('an officer reaches nothing of another agency, by whichever address or field', async () => {
  const { app, officer, other } = await startRound();
  await must(open(app, departmentRound));
  await must(takeStep(app, id, 'guidance', atCommand('Thư ký')));
  await other.post(`${here}/STC?phan=self`, { 'diem-1.1': '6.25', 'ly-do-1.1': 'Chuyện riêng của STC', 'thay-1.1': '0' });
  const evidence = new FormData();
  for (const [name, value] of Object.entries({ viec: 'them', 'tieu-chi': '1.1', ten: 'Hồ sơ của STC' })) evidence.set(name, value);
  evidence.set('tep', new File([pdf], 'ho-so.pdf'));
  expect((await other.upload(`${here}/STC/tai-lieu`, evidence)).location).toBe(`${here}/STC/tai-lieu?xong=them`);
  for (const path of [`${here}/STC`, `${here}/STC?phan=self`, `${here}/STC/tai-lieu`, `${here}/STC/tai-lieu/1`]) {
    const answer = await officer.get(path);
    expect([answer.status, answer.html.includes('STC')], path).toEqual([403, false]);
  }
  // One's own address with another's number.
  expect((await officer.get(`${here}/SNV/tai-lieu/1`)).status).toBe(404);
  expect((await officer.get(here)).html).not.toContain(`${here}/STC`);
  expect((await officer.post(`${here}/STC?phan=self`, { 'diem-1.1': '1', 'thay-1.1': '1' })).status).toBe(403);
  expect((await officer.upload(`${here}/STC/tai-lieu`, evidence)).status).toBe(403);
  const withdrawn = await officer.post(`${here}/SNV/tai-lieu`, { viec: 'rut', so: '1', 'ly-do': 'Không phải của tôi' });
  expect([withdrawn.status, withdrawn.html.includes('Bạn chỉ làm được việc này với cơ quan của mình')]).toEqual([422, true]);
  const file = 'agency,criterion,score,reason\nSNV,1.1,9,\nSTC,1.1,1,Phá';
  for (const viec of ['thu', 'ghi']) {
    const answer = await upload(officer, { viec, phan: 'self', thay: '0,1' }, file);
    expect([answer.status, text(answer.html).includes('Dòng 3: Bạn chỉ làm được việc này với cơ quan của mình')], viec).toEqual([
      422,
      true,
    ]);
  }
  expect((await scoreActsOf(app.reader, id, 'STC')).map(({ score }) => score)).toEqual(['6.25']);
  expect(await scoreActsOf(app.reader, id, 'SNV')).toEqual([]);
});

test('who scored in between is told, and nothing is overwritten; what was typed stays', async () => {
  const { app, an, binh } = await startRound();
  await openScoredRound(app, departmentRound, '9.50', '9.00');
  const page = `${here}/SNV?phan=check`;
  const seen = hidden((await an.get(page)).html);
  expect((await binh.post(page, { ...hidden((await binh.get(page)).html), 'diem-1.1': '8.75', 'ly-do-1.1': 'Bình vừa ghi' })).status).toBe(
    303,
  );
  const late = await an.post(page, { ...seen, 'diem-1.1': '5', 'ly-do-1.1': 'An ghi sau <b>', 'diem-2.1': '99' });
  expect(late.status).toBe(422);
  expect(text(late.html)).toContain('Có người vừa ghi điểm 1.1 sau khi bạn mở trang này');
  expect(text(late.html)).toContain('vượt mức tối đa 10');
  expect(text(late.html)).toContain('Bình vừa ghi');
  expect(late.html).toMatch(/name="diem-1\.1" value="5"/);
  expect(late.html).toContain('An ghi sau &lt;b&gt;</textarea>');
  expect(
    (await scoreActsOf(app.reader, id, 'SNV'))
      .filter(({ criterion, act }) => criterion === '1.1' && act === 'check')
      .map(({ score }) => score),
  ).toEqual(['9.00', '8.75']);
  expect((await an.post(page, { ...hidden(late.html), 'diem-1.1': '5', 'ly-do-1.1': 'An ghi sau' })).status).toBe(303);
  for (const [fields, said] of [
    [{ 'ly-do-1.1': 'chỉ có lý do' }, 'Có lý do mà chưa có điểm'],
    [{ 'diem-1.1': '5', 'khong-1.1': '1', 'ly-do-1.1': 'hai thứ' }, 'thì để trống ô điểm'],
    [{ 'khong-1.1': '1' }, 'không áp dụng cho cơ quan thì phải ghi lý do'],
    [{}, 'Không có dòng điểm nào'],
  ] as const) {
    const answer = await an.post(page, { ...hidden((await an.get(page)).html), ...fields });
    expect([answer.status, text(answer.html).includes(said)], said).toEqual([422, true]);
  }
});

const pdf = '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

test('evidence is taken by what it holds, not by its name, and goes out as a file to keep', async () => {
  const { app, an, officer, survey } = await startRound();
  await must(open(app, departmentRound));
  await an.post(here, { viec: 'guidance' });
  const address = `${here}/SNV/tai-lieu`;
  const add = (bytes: string | Uint8Array<ArrayBuffer>, name: string, ten = 'Kế hoạch "năm" của Sở') => {
    const form = new FormData();
    for (const [field, value] of Object.entries({ viec: 'them', 'tieu-chi': '2.1', ten, 'dia-chi': '' })) form.set(field, value);
    form.set('tep', new File([bytes], name));
    return officer.upload(address, form);
  };
  const oldWord = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)]);
  for (const [bytes, name, said] of [
    [oldWord, 'anh.jpg', 'không phải loại nào'],
    ['', 'rong.pdf', 'không quá 20 MB'],
    [new Uint8Array(21 * 1024 * 1024), 'to.pdf', 'không quá 20 MB'],
    ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'hinh.png', 'không phải loại nào'],
    ['<!doctype html><script>alert(1)</script>', 'trang.pdf', 'không phải loại nào'],
  ] as const) {
    const answer = await add(bytes, name);
    expect([answer.status, text(answer.html).includes(said)], name).toEqual([422, true]);
    // What was typed stays; the file has to be chosen again, and that is said.
    expect(/value="Kế hoạch &(#34|quot);năm&(#34|quot); của Sở"/.test(answer.html), name).toBe(true);
    expect(text(answer.html)).toContain('hãy chọn lại');
  }
  expect((await add(new Uint8Array(25 * 1024 * 1024), 'qua-to.pdf')).status).toBe(413);
  expect((await officer.upload(address, new FormData())).status).toBe(422);
  expect((await add(pdf, 'ke-hoach.exe')).location).toBe(`${address}?xong=them`);
  const file = await officer.get(`${address}/1`);
  expect(file.html).toBe(pdf);
  expect(file.headers.get('content-type')).toBe('application/pdf');
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="tai-lieu-1\.pdf"; filename\*=UTF-8''K%E1%BA%BF/);
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  expect(file.headers.get('content-security-policy')).toContain('sandbox');
  expect(file.headers.get('cache-control')).toBe('no-store');
  expect((await an.get(`${address}/1`)).html).toBe(pdf);
  // Not for who has nothing to do with scores, nor for whoever is not signed in.
  expect((await survey.get(`${address}/1`)).status).toBe(403);
  // What somebody else added about the agency is theirs.
  const own = atCommand('Tổ công tác');
  const link = { agency: 'SNV', criterion: '2.1', title: 'Biên bản kiểm tra', from: { url: 'https://hanoi.gov.vn/bien-ban' } };
  await must(addEvidence({ ...app, evidenceDir: app.config.evidenceDir }, id, link, own));
  const others = await officer.post(address, { viec: 'rut', so: '2', 'ly-do': 'Bất lợi cho Sở' });
  expect([others.status, (others.html.match(/value="rut"/g) ?? []).length]).toEqual([422, 1]);
  const withdraw = { viec: 'rut', so: '1', 'ly-do': 'x' };
  expect((await officer.post(address, withdraw)).status).toBe(422);
  expect((await officer.post(address, { ...withdraw, 'ly-do': 'Nộp nhầm tệp' })).location).toBe(`${address}?xong=rut`);
  expect((await officer.get(`${address}/1`)).status).toBe(404);
});

test('a file of scores is tried first, and taken whole or not at all', async () => {
  const { app, an, officer } = await startRound();
  await must(open(app, departmentRound));
  await an.post(here, { viec: 'guidance' });
  const header = 'agency,criterion,score,reason';
  for (const [file, said] of [
    ['', 'Hãy chọn một tệp CSV'],
    ['a,b\n1,2', 'Dòng đầu phải là'],
    [`${header}\nSNV,1.1`, 'Dòng 2: Mỗi dòng cần bốn cột'],
    [`${header}\nSNV,1.1,8,\nSNV,2.1,11,\nSNV,3.1,x,`, 'Dòng 4: '],
    [`${header}\n\nSNV,1.1`, 'Dòng 3: Mỗi dòng cần bốn cột'],
    [`${header}\r\n\r\nSNV,1.1,8,"Đủ,\r\nkịp\r\nthời"\r\nSNV,2.1,11,\r\n`, 'Dòng 6: Điểm 11 vượt'],
    [`${header}\n\nSNV,2.1,11,"Đủ,\nkịp thời"\nSNV,1.1,8,`, 'Dòng 3: Điểm 11 vượt'],
    [`${header}\nSNV,1.1,8,"`, 'Tệp không đúng dạng CSV'],
  ] as const) {
    const answer = await upload(officer, { viec: 'thu', phan: 'self' }, file);
    expect([answer.status, text(answer.html).includes(said)], said).toEqual([422, true]);
  }
  const good = `\ufeff${header}\r\nSNV,1.1,8.5,"Đủ, kịp thời"\r\nSNV,2.1,,Không soạn văn bản nào\r\n`;
  const tried = await upload(officer, { viec: 'thu', phan: 'self' }, good);
  expect(tried.status).toBe(200);
  expect(text(tried.html)).toContain('Đủ, kịp thời');
  expect(await scoreActsOf(app.reader, id, 'SNV')).toEqual([]);
  const sent = { ...hidden(tried.html), 'noi-dung': good, phan: 'self', viec: 'ghi' };
  // Somebody scores between the two buttons.
  await officer.post(`${here}/SNV?phan=self`, { 'diem-1.1': '9', 'thay-1.1': '0' });
  const stale = await upload(officer, sent);
  expect([stale.status, text(stale.html).includes('Dòng 2: Có người vừa ghi điểm 1.1')]).toEqual([422, true]);
  const again = await upload(officer, { viec: 'thu', phan: 'self' }, good);
  expect((await upload(officer, { ...hidden(again.html), 'noi-dung': good, phan: 'self', viec: 'ghi' })).location).toBe(`${here}?xong=tep`);
  expect((await scoreActsOf(app.reader, id, 'SNV')).map(({ criterion, score }) => [criterion, score])).toEqual([
    ['1.1', '9'],
    ['1.1', '8.5'],
    ['2.1', null],
  ]);
});
