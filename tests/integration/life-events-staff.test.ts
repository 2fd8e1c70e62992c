import { expect, test } from 'vitest';
import { allLifeEvents, shownLifeEvents } from '#procedures/life-event-store.ts';
import { forgetContent, openTestApp, temporaryDir } from '../support/app.ts';
import { startTestPortal } from '../support/server.ts';
import { addStaff, StaffBrowser } from '../support/staff.ts';

const list = '/quan-tri/su-kien';
const event = [
  ['title_vi', 'Nuôi con nuôi'],
  ['title_en', 'Adoption'],
  ['icon', 'hand-heart'],
  ['code', '1.001193'],
  ['door_vi', 'Khai sinh cho con nuôi'],
  ['door_en', 'Birth registration'],
  ['code', ''],
  ['door_vi', ''],
  ['door_en', ''],
  ['more', '1.000656 Đăng ký khai tử\n9.999999'],
  ['version', '0'],
] as [string, string][];
const changed = (name: string, value: string) =>
  event.map(([key, old]): [string, string] => [key, key === name && old !== '' ? value : old]);

async function portal(dataDir?: string) {
  const { app, url } = await startTestPortal(dataDir === undefined ? undefined : await openTestApp({ dataDir }));
  await addStaff(app, { userName: 'ha.nguyen', name: 'Nguyễn Thị Hà', roles: ['editor'] });
  const editor = new StaffBrowser(url);
  await editor.signIn('ha.nguyen');
  const home = async () =>
    [...(await (await fetch(url)).text()).matchAll(/<h3[^>]*>(?:<svg.*?<\/svg>)?([^<]+)<\/h3>/gs)].map(([, title]) => title?.trim());
  return { app, url, editor, home };
}

test('a life event is added at the end; the home page, the catalogue and the English pages follow', async () => {
  const { app, url, editor, home } = await portal();
  expect(await home()).not.toContain('Nuôi con nuôi');
  expect((await editor.post(`${list}/them`, event)).location).toBe(`${list}?xong=them#nuoi-con-nuoi`);
  await expect.poll(home, { timeout: 10_000 }).toContain('Nuôi con nuôi');
  expect(await (await fetch(`${url}/en`)).text()).toContain('Adoption');
  expect(await (await fetch(`${url}/thu-tuc?viec=nuoi-con-nuoi`)).text()).toContain('Có 2 thủ tục');
  expect((await allLifeEvents(app.reader)).at(-1)).toMatchObject({ id: 'nuoi-con-nuoi', more: ['1.000656', '9.999999'] });
  // The same title once more is another event.
  expect((await editor.post(`${list}/them`, event)).location).toBe(`${list}?xong=them#nuoi-con-nuoi-2`);
  const { html } = await editor.get(`${list}/nuoi-con-nuoi`);
  for (const text of [
    'value="Nuôi con nuôi"',
    'value="1.001193"',
    '(chưa có trong danh mục, nên chưa hiện)',
    '/thu-tuc?viec=nuoi-con-nuoi',
  ])
    expect(html, text).toContain(text);
});

test('events change places, are hidden and shown again, each in the audit', async () => {
  const { app, editor, home } = await portal();
  const [first, second] = await shownLifeEvents(app.reader);
  const press = (viec: string, id = second?.id ?? '') => editor.post(list, { viec, id });
  expect((await press('len')).location).toBe(`${list}?xong=sua#${second?.id}`);
  await expect.poll(async () => (await home()).slice(0, 2), { timeout: 10_000 }).toEqual([second?.title.vi, first?.title.vi]);
  await press('len');
  expect((await shownLifeEvents(app.reader))[0]?.id).toBe(second?.id);
  await press('xuong');
  expect((await shownLifeEvents(app.reader)).slice(0, 2).map(({ id }) => id)).toEqual([first?.id, second?.id]);
  await press('an');
  await expect.poll(home, { timeout: 10_000 }).not.toContain(second?.title.vi);
  expect((await editor.get(list)).html).toContain('đang ẩn');
  await press('hien');
  await expect.poll(home, { timeout: 10_000 }).toContain(second?.title.vi);
  expect(await press('an', 'khong-co')).toMatchObject({ status: 422, html: expect.stringContaining('Không có việc trong đời này') });
  expect(await press('xoa')).toMatchObject({ status: 422 });
  const audit = await app.reader.selectFrom('audit').select('object').where('act', '=', 'procedure.change_life_events').execute();
  expect(audit).toHaveLength(5);
});

test('the last event that is shown cannot be hidden', async () => {
  const { app, editor } = await portal();
  await app.writer.updateTable('life_events').set({ hidden: 1 }).where('id', '!=', 'sinh-con').execute();
  expect(await editor.post(list, { viec: 'an', id: 'sinh-con' })).toMatchObject({
    status: 422,
    html: expect.stringContaining('Phải còn ít nhất một việc'),
  });
});

test.each([
  ['title_vi', ' ', 'Tên có 1 đến 60 ký tự'],
  ['title_en', 'a'.repeat(61), 'Tên có 1 đến 60 ký tự'],
  ['icon', 'skull', 'Hãy chọn một hình'],
  ['code', '9.999999', 'Không có thủ tục mang mã 9.999999'],
  ['code', 'không phải mã', 'Mã thủ tục có dạng 1.001193'],
  ['door_vi', ' ', 'Cách gọi có 1 đến 80 ký tự'],
  ['more', 'khai sinh', 'Dòng 1: hãy bắt đầu bằng một mã'],
])('an event whose %s is wrong is refused at its field, and everything typed is kept', async (name, value, told) => {
  const { app, editor } = await portal();
  const before = await allLifeEvents(app.reader);
  const { status, html } = await editor.post(`${list}/them`, changed(name, value));
  expect([status, html.includes(told)], html.match(/role="alert".*?<\/div>/s)?.[0]).toEqual([422, true]);
  // The summary leads to the field that is named.
  const [, field = ''] = /<a href="#([^"]+)">/.exec(html.slice(html.indexOf('role="alert"'))) ?? [];
  expect(html).toMatch(new RegExp(`id="${field}"[^>]*aria-invalid="true"`));
  if (name !== 'door_en') expect(html).toContain('value="Birth registration"');
  expect(await allLifeEvents(app.reader)).toEqual(before);
});

test('two people change an event: the second is told, and saves knowingly', async () => {
  const { editor, app } = await portal();
  const path = `${list}/sinh-con`;
  const form = changed('version', '1').map(([key, value]): [string, string] => [key, key === 'version' ? '1' : value]);
  expect((await editor.post(path, form)).status).toBe(303);
  const answer = await editor.post(path, form);
  expect(answer).toMatchObject({ status: 422, html: expect.stringContaining('Người khác vừa sửa việc này') });
  expect(answer.html).toContain('name="version" value="2"');
  expect((await allLifeEvents(app.reader)).find(({ id }) => id === 'sinh-con')).toMatchObject({
    title: { vi: 'Nuôi con nuôi' },
    version: 2,
  });
});

test('a mistake in a field does not hide that a colleague saved meanwhile, nor let it be overwritten', async () => {
  const { editor, app } = await portal();
  const path = `${list}/sinh-con`;
  const seen = (version: string, title: string) =>
    event.map(([key, old]): [string, string] => [key, key === 'version' ? version : key === 'title_vi' ? title : old]);
  // A mistake first: the version that was seen goes back, not the one that a colleague makes meanwhile.
  const refused = await editor.post(path, seen('1', ' '));
  expect([refused.status, refused.html.includes('Tên có 1 đến 60 ký tự')]).toEqual([422, true]);
  expect(refused.html).toContain('name="version" value="1"');
  await editor.post(path, seen('1', 'Bản của đồng nghiệp'));
  const stale = await editor.post(path, seen('1', ' '));
  expect([stale.status, stale.html.includes('Người khác vừa sửa việc này')]).toEqual([422, true]);
  expect(stale.html).toContain('name="version" value="2"');
  expect(stale.html.slice(stale.html.indexOf('Bản đang được lưu'))).toContain('Bản của đồng nghiệp');
  expect((await allLifeEvents(app.reader)).find(({ id }) => id === 'sinh-con')?.title.vi).toBe('Bản của đồng nghiệp');
});

test('content/ fills what is missing at a new start and overwrites nothing', async () => {
  const dataDir = temporaryDir();
  const app = await openTestApp({ dataDir });
  const all = (await allLifeEvents(app.reader)).map(({ id }) => id);
  expect(all[0]).toBe('sinh-con');
  await app.writer.updateTable('life_events').set({ title_vi: 'Có em bé', hidden: 1 }).where('id', '=', 'sinh-con').execute();
  await app.writer.deleteFrom('life_events').where('id', '=', 'ket-hon').execute();
  await forgetContent(app);
  const later = await allLifeEvents((await openTestApp({ dataDir })).reader);
  expect(later.map(({ id }) => id)).toEqual([...all.filter((id) => id !== 'ket-hon'), 'ket-hon']);
  expect(later[0]).toMatchObject({ title: { vi: 'Có em bé' }, hidden: true });
});
