import { describe, expect, test } from 'vitest';
import { documentId, type SearchDocument } from '#search/model/document.ts';
import type { SearchEngine, SearchQuery } from '#search/model/engine.ts';

const page = { limit: 10, offset: 0 };

function document(code: string, title: string, more: Partial<SearchDocument> = {}): SearchDocument {
  const type = more.type ?? 'procedure';
  return {
    type,
    code,
    title,
    url: `/${type}/${code}`,
    keywords: [],
    body: '',
    field: null,
    levels: [],
    audiences: [],
    everyday: 0,
    former: false,
    ...more,
  };
}

const birth = document('1.001193', 'Thủ tục đăng ký khai sinh', {
  field: 'Hộ tịch',
  levels: ['Cấp xã'],
  audiences: ['Công dân Việt Nam'],
  body: 'Tờ khai đăng ký khai sinh theo mẫu. Giấy chứng sinh do cơ sở y tế cấp.',
});
const birthAbroad = document('2.000528', 'Thủ tục đăng ký khai sinh có yếu tố nước ngoài', {
  field: 'Hộ tịch',
  levels: ['Cấp xã'],
  audiences: ['Công dân Việt Nam', 'Người nước ngoài'],
});
const vaccine = document('1.009999', 'Cấp sổ tiêm chủng cho trẻ khai sinh muộn', {
  field: 'Y tế dự phòng',
  levels: ['Cấp tỉnh', 'Cấp xã'],
});
const news = document('khai-sinh-tai-nha', 'Trả kết quả khai sinh tại nhà', { type: 'article', url: '/tin-tuc/khai-sinh-tai-nha' });
const commune = document('H26.1', 'Phường Hoàn Kiếm', { type: 'agency', keywords: ['UBND phường Hoàn Kiếm'] });
const old = document('H26.9-truoc-2025', 'Phường Hàng Bạc', { type: 'agency', former: true });
const all = [birth, birthAbroad, vaccine, news, commune, old];

/** What any search engine of the portal does with the documents that it is given. `open` gives one that holds nothing. */
export function searchIndexContract(name: string, open: () => Promise<SearchEngine>): void {
  const ask = (engine: SearchEngine, text: string, more: Partial<SearchQuery> = {}) => engine.query({ text, page, ...more });
  const found = async (engine: SearchEngine, text: string, more: Partial<SearchQuery> = {}) =>
    (await ask(engine, text, more)).hits.map(documentId);
  const filled = async (documents: readonly SearchDocument[] = all) => {
    const engine = await open();
    await engine.replaceAll(documents);
    return engine;
  };

  describe(`${name}: what it holds`, () => {
    test('an engine with nothing in it finds nothing', async () => {
      expect(await ask(await open(), 'khai sinh')).toMatchObject({ total: 0, hits: [], facets: { type: {}, field: {} } });
    });

    test('it holds exactly the documents that it was given last, and says whether that was anything new', async () => {
      const engine = await open();
      expect(await engine.replaceAll([birth, news])).toBe(true);
      expect(await engine.replaceAll([birth, news])).toBe(false);
      expect(await engine.replaceAll([vaccine])).toBe(true);
      expect(await found(engine, '')).toEqual([documentId(vaccine)]);
      expect(await found(engine, 'chứng sinh')).toEqual([]);
    });

    test('a document that is added is found, and a changed one only as it is now', async () => {
      const engine = await filled([birth, vaccine]);
      await engine.index([news]);
      expect(await found(engine, 'trả kết quả tại nhà')).toEqual([documentId(news)]);
      await engine.index([{ ...news, title: 'Giao giấy tờ qua bưu điện', url: '/moi' }]);
      expect(await found(engine, 'trả kết quả tại nhà')).not.toContain(documentId(news));
      expect((await ask(engine, 'qua bưu điện')).hits[0]).toMatchObject({ title: 'Giao giấy tờ qua bưu điện', url: '/moi' });
      expect((await ask(engine, '')).total).toBe(3);
    });

    test('a document that is taken out is gone; one that was not there is no error', async () => {
      const engine = await filled();
      await engine.remove([documentId(birth), 'procedure:9.999999']);
      expect(await found(engine, 'đăng ký khai sinh')).not.toContain(documentId(birth));
      expect((await ask(engine, '1.001193')).hits).toEqual([]);
      expect((await ask(engine, '')).total).toBe(all.length - 1);
    });

    test.each(['co.dau.cham', 'gạch_dưới', 'có dấu & "nháy"', "it's", 'A/B\\C', '100%', 'x'.repeat(120)])(
      'a code may be written in any letters: %s',
      async (code) => {
        const odd = document(code, 'Lễ hội hoa ban', { type: 'article' });
        const engine = await filled([odd, birth]);
        expect(await found(engine, 'hoa ban')).toEqual([documentId(odd)]);
        await engine.remove([documentId(odd)]);
        expect(await found(engine, 'hoa ban')).toEqual([]);
      },
    );
  });

  describe(`${name}: what it gives`, () => {
    test('an empty text lists everything, what is no longer in force at the end', async () => {
      const listed = await found(await filled(), '');
      expect(listed.toSorted()).toEqual(all.map(documentId).toSorted());
      expect(listed.at(-1)).toBe(documentId(old));
    });

    test('a hit has the title as it is written, its address, and the part of its text around the words', async () => {
      const { hits } = await ask(await filled(), 'dang ky khai sinh');
      expect(hits[0]).toEqual({
        type: 'procedure',
        code: '1.001193',
        title: 'Thủ tục đăng ký khai sinh',
        url: '/procedure/1.001193',
        snippet: 'Tờ khai đăng ký khai sinh theo mẫu. Giấy chứng sinh do cơ sở y tế cấp.',
      });
    });

    test.each(['1.001193', '1001193', ' 1.001193 '])('a code is found as it is typed: "%s"', async (text) => {
      expect(await found(await filled(), text)).toEqual([documentId(birth)]);
    });

    test('words are found in any order, half typed, without accents or with the mark elsewhere', async () => {
      const engine = await filled();
      for (const text of ['khai sinh đăng ký', 'đăng ký khai s', 'DANG KY KHAI SINH', 'đăng kí khai sinh'])
        expect((await found(engine, text))[0]).toBe(documentId(birth));
      for (const text of ['phuong hoan kiem', 'phường Hoàn kiếm', 'ubnd hoan kiem'])
        expect((await found(engine, text))[0]).toBe(documentId(commune));
    });

    test('pages follow each other without gap and without repetition', async () => {
      const many = Array.from({ length: 47 }, (_, i) => document(`2.${String(i).padStart(6, '0')}`, `Cấp phép lễ hội số ${i}`));
      const engine = await filled(many);
      const seen: string[] = [];
      for (let offset = 0; offset < 60; offset += 10)
        seen.push(...(await found(engine, 'cấp phép lễ hội', { page: { limit: 10, offset } })));
      expect(seen.toSorted()).toEqual(many.map(documentId).toSorted());
    });

    test('all of very many are counted', async () => {
      const many = Array.from({ length: 1_500 }, (_, i) =>
        document(`2.${String(i).padStart(6, '0')}`, `Cấp phép lễ hội số ${i}`, { field: i % 3 === 0 ? 'Văn hóa' : 'Di sản' }),
      );
      const { total, facets } = await ask(await filled([...many, birth]), 'lễ hội');
      expect(total).toBe(1_500);
      expect(facets.field).toEqual({ 'Di sản': 1_000, 'Văn hóa': 500 });
    });
  });

  describe(`${name}: filters and counts`, () => {
    test('each filter narrows', async () => {
      const engine = await filled();
      expect(await found(engine, 'khai sinh', { types: ['article'] })).toEqual([documentId(news)]);
      expect((await found(engine, 'khai sinh', { types: ['article', 'procedure'] })).length).toBe(4);
      expect(await found(engine, 'khai sinh', { filters: { field: 'Y tế dự phòng' } })).toEqual([documentId(vaccine)]);
      expect(await found(engine, 'khai sinh', { filters: { level: 'Cấp tỉnh' } })).toEqual([documentId(vaccine)]);
      expect(await found(engine, 'khai sinh', { filters: { audience: 'Người nước ngoài' } })).toEqual([documentId(birthAbroad)]);
      expect(await found(engine, 'khai sinh', { filters: { field: 'Hộ tịch', audience: 'Người nước ngoài' } })).toEqual([
        documentId(birthAbroad),
      ]);
    });

    test('each facet is counted as if it were not filtered by itself', async () => {
      const { total, facets } = await ask(await filled(), 'khai sinh', { types: ['procedure'], filters: { field: 'Hộ tịch' } });
      expect(total).toBe(2);
      expect(facets.type).toEqual({ procedure: 2 });
      expect(facets.field).toEqual({ 'Hộ tịch': 2, 'Y tế dự phòng': 1 });
      expect(facets.level).toEqual({ 'Cấp xã': 2 });
      expect(facets.audience).toEqual({ 'Công dân Việt Nam': 2, 'Người nước ngoài': 1 });
    });

    test.each(['Hộ tịch" OR id EXISTS', "x' OR 1=1 --", 'Hộ tịch) AND (id = "procedure:1.001193"', '*'])(
      'a filter is a value and nothing else: %s',
      async (value) => {
        const engine = await filled();
        for (const filters of [{ field: value }, { level: value }, { audience: value }])
          expect(await ask(engine, 'khai sinh', { filters })).toMatchObject({ total: 0, hits: [] });
      },
    );
  });

  describe(`${name}: whatever is typed`, () => {
    const odd = [
      '"',
      '""khai sinh',
      'khai " sinh',
      '-khai sinh',
      'khai* sinh*',
      'khai AND sinh OR NOT',
      'NEAR(khai, 3)',
      'names:khai {names} : sinh',
      '(((',
      '\u0000khai\u0007 sinh',
      'khai\u200bsinh',
      '😀 khai sinh 👶🏽',
      '\ud800',
      'á'.repeat(10_000),
      'khai sinh '.repeat(1_000),
      "'; drop table entries; --",
      '{"q":""}',
      '\\',
      '%00',
    ];

    test('everything is answered', async () => {
      const engine = await filled();
      for (const text of odd) {
        for (const exact of [false, true]) {
          const { hits, total } = await ask(engine, text, { exact });
          expect(hits.length, text.slice(0, 40)).toBeLessThanOrEqual(page.limit);
          expect(total, text.slice(0, 40)).toBeGreaterThanOrEqual(hits.length);
        }
      }
    });

    test('a query of more words than an engine reads at once still needs all of them', async () => {
      const long = 'gạo ngô khoai sắn lạc vừng mía chè cam chanh quýt bưởi dừa';
      const whole = document('2.111111', 'Hội thi nông sản', { keywords: [long] });
      const half = document('2.111110', 'Hội thi nông sản', { keywords: [long.replace(' dừa', '')] });
      const { hits } = await ask(await filled([whole, half]), `hội thi nông sản ${long}`);
      expect(hits.map(documentId)[0]).toBe(documentId(whole));
    });
  });
}
