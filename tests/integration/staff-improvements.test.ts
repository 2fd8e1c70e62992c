import { expect, test } from 'vitest';
import { allImprovements } from '#par-index/improvement-store.ts';
import { clockAt, openTestApp } from '../support/app.ts';
import { addImprovement, improvementOfBaDinh } from '../support/improvements.ts';
import { startTestPortal } from '../support/server.ts';
import { addStaff, StaffBrowser } from '../support/staff.ts';
import { ordinaryTime } from '../support/template.ts';

const list = '/quan-tri/viec-da-lam';
const typed = {
  ...{ 'co-quan': '00004', ve: 'HN-WARD-9-2026 3', 'thu-tuc': '', 'chung-cu': '' },
  ...{ 'dan-noi': improvementOfBaDinh.said, 'da-lam': improvementOfBaDinh.done_text, ngay: improvementOfBaDinh.done_on },
};

async function start() {
  const clock = clockAt(ordinaryTime);
  const { app, url } = await startTestPortal(await openTestApp({ clock }));
  await addStaff(app, { userName: 'ba-dinh', name: 'Cán bộ Ba Đình', roles: ['agency_officer'], agency: '00004' });
  await addStaff(app, { userName: 'ngoc-ha', name: 'Cán bộ Ngọc Hà', roles: ['agency_officer'], agency: '00008' });
  await addStaff(app, { userName: 'cong-bo', name: 'Phạm Công Bố', roles: ['publisher'] });
  await addStaff(app, { userName: 'bien-tap', name: 'Vũ Biên Tập', roles: ['editor'] });
  const browser = async (name: string) => {
    const one = new StaffBrowser(url);
    await one.signIn(name);
    return one;
  };
  const [own, other, publisher, editor] = [
    await browser('ba-dinh'),
    await browser('ngoc-ha'),
    await browser('cong-bo'),
    await browser('bien-tap'),
  ];
  return { app, clock, url, own, other, publisher, editor };
}

test('an officer writes what the own agency did, changes and withdraws it; it is public at once', async () => {
  const { app, clock, url, own } = await start();
  expect((await own.get(list)).html).toContain('Chưa có việc nào');
  expect((await own.post(list, typed)).location).toBe(`${list}?xong=dang`);
  await expect.poll(async () => (await fetch(`${url}/co-quan/00004`)).text()).toContain('Sáng thứ hai chờ lâu');
  const page = await own.get(`${list}/1`);
  const seen = /name="thay" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
  clock.set('2026-11-22T03:05:00Z');
  expect(
    (await own.post(`${list}/1`, { ...typed, viec: 'sua', thay: seen, 'da-lam': 'Đã mở thêm hai quầy vào sáng thứ hai.' })).location,
  ).toBe(`${list}/1?xong=sua`);
  // Opened before the change: told, and what was typed stays.
  const stale = await own.post(`${list}/1`, { ...typed, viec: 'sua', thay: seen, 'da-lam': 'Đã mở thêm ba quầy vào sáng thứ hai.' });
  expect(stale.status).toBe(422);
  expect(stale.html).toContain('Có người vừa sửa việc này');
  expect(stale.html).toContain('Đã mở thêm ba quầy vào sáng thứ hai.</textarea>');
  expect(stale.html).toContain('Đã mở thêm hai quầy vào sáng thứ hai.');
  const late = await own.post(`${list}/1`, { viec: 'rut', thay: seen, 'ly-do': 'Việc này chưa làm xong.' });
  expect([late.status, late.html.includes('Có người vừa sửa việc này'), late.html.includes('>Việc này chưa làm xong.</textarea>')]).toEqual(
    [422, true, true],
  );
  const thay = /name="thay" value="([^"]+)"(?:(?!<form).)*name="ly-do"/s.exec(late.html)?.[1] ?? '';
  expect(thay).not.toBe(seen);
  const short = await own.post(`${list}/1`, { viec: 'rut', thay, 'ly-do': 'ngắn' });
  expect([short.status, short.html.includes('>ngắn</textarea>')]).toEqual([422, true]);
  expect((await own.post(`${list}/1`, { viec: 'rut', thay, 'ly-do': 'Việc này chưa làm xong.' })).location).toBe(`${list}/1?xong=rut`);
  expect((await own.post(`${list}/1`, { ...typed, viec: 'sua', thay: seen })).html).toContain('đã rút khỏi cổng');
  const audit = await app.reader
    .selectFrom('audit')
    .select(['person', 'act', 'staff'])
    .where('act', 'like', 'improvement.%')
    .orderBy('id')
    .execute();
  const [first] = await allImprovements(app.reader);
  expect(audit.map(({ person, act, staff }) => [person, act, staff === first?.person_id])).toEqual([
    ['Cán bộ Ba Đình', 'improvement.publish', true],
    ['Cán bộ Ba Đình', 'improvement.change', true],
    ['Cán bộ Ba Đình', 'improvement.withdraw', true],
  ]);
});

test('an officer reaches no entry of another agency; a publisher reaches all, an editor none', async () => {
  const { app, other, publisher, editor } = await start();
  const { id } = await addImprovement(app);
  expect((await other.get(list)).html).not.toContain('Sáng thứ hai');
  expect((await other.get(`${list}?cua=00004`)).html).not.toContain('Sáng thứ hai');
  expect((await other.get(`${list}/${id}`)).status).toBe(403);
  expect((await other.post(`${list}/${id}`, { viec: 'rut', 'ly-do': 'Việc của phường khác.' })).status).toBe(403);
  const forged = await other.post(list, typed);
  expect([forged.status, forged.html.includes('Bạn chỉ làm được việc này với cơ quan của mình')]).toEqual([422, true]);
  expect((await editor.get(list)).status).toBe(403);
  expect((await publisher.get(`${list}/${id}`)).status).toBe(200);
  expect((await publisher.get(`${list}/${id + 1}`)).status).toBe(404);
  expect((await publisher.get(`${list}/khong-phai-so`)).status).toBe(404);
  expect((await publisher.post(list, { ...typed, 'co-quan': '00008' })).location).toBe(`${list}?xong=dang`);
  expect((await allImprovements(app.reader)).map(({ agency, state }) => [agency, state])).toEqual([
    ['00004', 'published'],
    ['00008', 'published'],
  ]);
});

test.each([
  [{ 'dan-noi': 'Ngắn' }, 'Lời người dân nói phải dài từ 20', 'dan-noi'],
  [{ 'da-lam': 'Đã gọi lại cho bà C theo số 0912345678 rồi.' }, 'có số điện thoại', 'da-lam'],
  [{ ngay: '2026-12-01' }, 'chưa tới', 'ngay'],
  [{ ve: '' }, 'gắn với đúng một điều', 've'],
  [{ 'thu-tuc': '1.001193' }, 'gắn với đúng một điều', 've'],
  [{ ve: '', 'thu-tuc': '9.999999' }, 'Không có thủ tục', 'thu-tuc'],
  [{ 'chung-cu': 'javascript:alert(1)' }, 'https://', 'chung-cu'],
])('what cannot be is said at its field, and all that was typed stays (%#)', async (change, said, field) => {
  const { app, own } = await start();
  const answer = await own.post(list, { ...typed, ...change });
  expect([answer.status, answer.html.includes(said), answer.html.includes(`id="${field}-loi"`)]).toEqual([422, true, true]);
  expect(answer.html).toContain(`>${'dan-noi' in change ? change['dan-noi'] : typed['dan-noi']}</textarea>`);
  expect(await allImprovements(app.reader)).toEqual([]);
});
