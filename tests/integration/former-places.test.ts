import { expect, test } from 'vitest';
import { startTestPortal } from '../support/server.ts';

interface Answer {
  readonly former: readonly {
    readonly name: string;
    readonly district: { readonly name: string } | null;
    readonly heirs: readonly { readonly name: string; readonly relation: string | null; readonly inferred: boolean }[];
    readonly communes: readonly { readonly name: string }[];
  }[];
  readonly today: readonly { readonly name: string }[];
  readonly alike: readonly { readonly name: string }[];
  readonly note: string | null;
}

/** A portal's page and API for one and the same thing typed. */
async function openLookup() {
  const { url } = await startTestPortal();
  return {
    page: async (ten: string, language = '') => {
      const answer = await fetch(`${url}${language}/co-quan/cu-sang-moi?${new URLSearchParams({ ten })}`);
      expect(answer.status).toBe(200);
      // What a reader sees: the page's main part without its tags.
      return ((await answer.text()).split('<main')[1]?.split('</main>')[0] ?? '').replace(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
    },
    api: async (name: string, headers: Record<string, string> = {}) =>
      (await (await fetch(`${url}/api/v1/agencies/former?${new URLSearchParams({ name })}`, { headers })).json()) as Answer,
    url,
  };
}

test('a former ward that went to one place as a whole is answered with that place', async () => {
  const { page, api } = await openLookup();
  const text = await page('P. Trúc Bạch, Q. Ba Đình');
  expect(text).toMatch(/Phường Trúc Bạch Quận Ba Đình , đến hết 30\/06\/2025 Toàn bộ nay thuộc: Phường Ba Đình/);
  expect(await api('truc bach')).toMatchObject({
    query: 'truc bach',
    former: [
      { name: 'Phường Trúc Bạch', district: { name: 'Quận Ba Đình' }, heirs: [{ code: '00004', relation: 'whole', inferred: false }] },
    ],
    today: [],
    alike: [],
    note: null,
  });
});

test('a former ward that was divided names every heir, how much it took and where to ask, and chooses none', async () => {
  const { page, api } = await openLookup();
  const text = await page('Điện Biên');
  expect(text).toContain('Nay chia cho 4 nơi:');
  expect(text).toMatch(/Phường Ba Đình một phần .*Phường Hoàn Kiếm một phần .*Phường Ô Chợ Dừa phần còn lại/);
  expect(text).toContain('điểm phục vụ hành chính công');
  const { former } = await api('Điện Biên');
  expect(former[0]?.heirs.map((heir) => heir.relation)).toEqual(['part', 'part', 'part', 'rest']);
});

test('places of one name are all shown with their districts; one of them is named after its district', async () => {
  const { page, api } = await openLookup();
  const text = await page('minh khai');
  expect(text).toContain('Trước đây có 3 nơi tên như vậy');
  for (const district of ['Quận Hai Bà Trưng', 'Quận Bắc Từ Liêm', 'Huyện Hoài Đức']) expect(text).toContain(district);
  expect((await api('minh khai, hoai duc')).former).toMatchObject([{ name: 'Xã Minh Khai', heirs: [{ name: 'Xã Dương Hoà' }] }]);
});

test('what the source leaves open is shown as being checked', async () => {
  const { page, api } = await openLookup();
  expect(await page('xã Tân Minh')).toMatch(
    /Huyện Sóc Sơn .*Xã Sóc Sơn Nguồn chỉ ghi .*đang đối chiếu\. .*Huyện Thường Tín .*Xã Thượng Phúc/,
  );
  const { former } = await api('xã Tân Minh');
  expect(former.flatMap((place) => place.heirs.map((heir) => heir.inferred))).toEqual([true, false]);
});

test('a district is answered with the wards of today formed from its communes, and its communes to choose from', async () => {
  const { page, api } = await openLookup();
  const text = await page('quan ba dinh');
  expect(text).toContain('Quận Ba Đình cũ nay nằm trong 8 phường, xã');
  expect(text).toContain('Chọn đúng phường, xã, thị trấn cũ (13)');
  const { former, today } = await api('quan ba dinh');
  expect(former[0]?.heirs).toHaveLength(8);
  expect(former[0]?.heirs.map((heir) => heir.relation)).toEqual(Array(8).fill(null));
  expect(former[0]?.communes).toHaveLength(13);
  expect(today).toEqual([]);
});

test('a name that is also one of today is said to be, before the former places', async () => {
  const { page } = await openLookup();
  expect(await page('Hoàn Kiếm')).toMatch(/Phường Hoàn Kiếm là tên đang dùng hiện nay .*Quận Hoàn Kiếm đến hết/);
  expect(await page('Từ Liêm')).toContain('Phường Từ Liêm là tên đang dùng hiện nay');
});

test('what could not be followed is said, in the reader’s language', async () => {
  const { page, api } = await openLookup();
  expect(await page('phường Trúc Bạch, quận Hoàn Kiếm')).toContain('Ở Quận Hoàn Kiếm không có nơi nào tên như vậy');
  expect(await page('phường Trúc Bạch, quận Hoàn Kiếm', '/en')).toContain('There was no place of this name in Quận Hoàn Kiếm');
  expect((await api('phường Không Có, Q. Ba Đình')).note).toContain('chỉ nhận ra Quận Ba Đình');
  expect((await api('phường Không Có, Q. Ba Đình', { 'accept-language': 'en' })).note).toContain('only Quận Ba Đình was recognised');
});

test('nothing found says what to try; nothing typed shows examples and the 30 former districts', async () => {
  const { page, api, url } = await openLookup();
  const none = await page('zzzzqqqq');
  expect(none).toContain('Không tìm thấy nơi nào có tên như vậy');
  expect(none).toContain('526 phường, xã, thị trấn và 30 quận, huyện, thị xã');
  expect(await page('truc bac')).toMatch(/Có phải ông\/bà tìm nơi này: +Phường Trúc Bạch, Quận Ba Đình/);
  expect((await api('truc bac')).alike).toMatchObject([{ name: 'Phường Trúc Bạch' }]);
  const empty = await (await fetch(`${url}/co-quan/cu-sang-moi`)).text();
  expect(empty).toContain('Ví dụ:');
  expect(empty.match(/cu-sang-moi\?ten=(Qu%E1%BA%ADn|Huy%E1%BB%87n|Th%E1%BB%8B\+x%C3%A3)\+/g)).toHaveLength(30);
  expect(empty).not.toContain('Không tìm thấy');
});

test('every example, and every former commune that a district offers, leads to a place', async () => {
  const { url } = await openLookup();
  const linked = async (path: string) =>
    [...(await (await fetch(`${url}${path}`)).text()).matchAll(/href="(\/co-quan\/cu-sang-moi\?ten=[^"]+)"/g)].map(
      (match) => match[1]?.replaceAll('&#38;', '&') ?? '',
    );
  const offered = [...(await linked('/co-quan/cu-sang-moi')), ...(await linked('/co-quan/cu-sang-moi?ten=quan+ba+dinh'))];
  expect(offered).toHaveLength(4 + 30 + 13);
  for (const path of offered) expect(await (await fetch(`${url}${path}`)).text(), path).toContain('<article class="card former');
});

test('whatever is typed is a page, and a name that is missing or too long a refusal of the API', async () => {
  const { page, url } = await openLookup();
  for (const text of ['"><script>alert(1)</script>', '%00', '💐', 'ạ'.repeat(400), "' OR 1=1 --", 'phường '.repeat(60)]) {
    expect(await page(text)).toContain('Không tìm thấy');
  }
  for (const query of ['', 'name=', `name=${'a'.repeat(301)}`]) {
    const answer = await fetch(`${url}/api/v1/agencies/former?${query}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ field: 'name' }] });
  }
});

test('the lookup is reached from the agencies, from a former district, from a search for a place, and from the site map', async () => {
  const { url } = await openLookup();
  const html = async (path: string) => (await fetch(`${url}${path}`)).text();
  expect(await html('/co-quan')).toContain('href="/co-quan/cu-sang-moi"');
  expect(await html('/co-quan/001')).toContain('href="/co-quan/cu-sang-moi?ten=Qu%E1%BA%ADn+Ba+%C4%90%C3%ACnh"');
  expect(await html('/co-quan/00073-truoc-2025')).toContain('href="/co-quan/cu-sang-moi"');
  expect(await html('/tim-kiem?q=truc+bach')).toContain('href="/co-quan/cu-sang-moi?ten=truc+bach"');
  expect(await html('/tim-kiem?q=khai+sinh')).not.toContain('cu-sang-moi');
  expect(await html('/so-do-cong')).toContain('href="/co-quan/cu-sang-moi"');
  expect(await html('/sitemap.xml')).toContain('/co-quan/cu-sang-moi<');
});
