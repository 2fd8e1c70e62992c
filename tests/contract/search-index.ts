import { describe, expect, test } from 'vitest';
import { documentId, type SearchDocument } from '#search/model/document.ts';
import { emptyLexicon } from '#search/model/lexicon.ts';
import type { OpenEngine } from './search-engine.ts';

const page = { limit: 10, offset: 0 };

function document(code: string, title: string, more: Partial<SearchDocument> = {}): SearchDocument {
  return {
    type: 'article',
    code,
    title,
    url: `/tin-tuc/${code}`,
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

/** What every search engine does with documents that are many, long, or oddly named. */
export function searchIndexContract(name: string, open: OpenEngine): void {
  async function filled(documents: readonly SearchDocument[]) {
    const engine = await open(() => emptyLexicon);
    await engine.replaceAll(documents);
    return { engine, ask: (text: string) => engine.query({ text, page }) };
  }

  describe(`${name}: documents of every kind`, () => {
    test.each(['co.dau.cham', 'gạch_dưới', 'có dấu & "nháy"', "it's", 'A/B\\C', '100%', 'x'.repeat(120)])(
      'a code may be written in any letters: %s',
      async (code) => {
        const odd = document(code, 'Lễ hội hoa ban');
        const { engine, ask } = await filled([odd, document('khac', 'Hội chợ xuân')]);
        expect((await ask('hoa ban')).hits).toMatchObject([{ code, url: odd.url }]);
        await engine.remove([documentId(odd)]);
        expect((await ask('hoa ban')).total).toBe(0);
        expect((await ask('')).total).toBe(1);
      },
    );

    test('a changed document is shown as it is now, in every part', async () => {
      const { engine, ask } = await filled([document('mot', 'Trả kết quả tại nhà', { body: 'Phí cũ.', field: 'Một cửa' })]);
      await engine.index([document('mot', 'Trả kết quả qua bưu điện', { body: 'Phí mới.', field: 'Bưu chính', url: '/moi' })]);
      expect(await ask('bưu điện')).toMatchObject({
        total: 1,
        hits: [{ title: 'Trả kết quả qua bưu điện', url: '/moi', snippet: 'Phí mới.' }],
        facets: { field: { 'Bưu chính': 1 } },
      });
    });

    test('of very many, all are found and counted', async () => {
      const many = Array.from({ length: 1_500 }, (_, i) =>
        document(`le-hoi-${i}`, `Lễ hội số ${i}`, { field: i % 3 === 0 ? 'Văn hóa' : 'Di sản' }),
      );
      const { ask } = await filled([...many, document('khac', 'Hội chợ xuân')]);
      expect(await ask('lễ hội')).toMatchObject({ total: 1_500, facets: { field: { 'Di sản': 1_000, 'Văn hóa': 500 } } });
    });

    test('of a long query every word counts', async () => {
      const long = 'gạo ngô khoai sắn lạc vừng mía chè cam chanh quýt bưởi dừa';
      const half = document('a', 'Hội thi nông sản', { keywords: [long.replace(' dừa', '')] });
      const whole = document('b', 'Hội thi nông sản', { keywords: [long] });
      const { ask } = await filled([half, whole]);
      expect((await ask(`hội thi nông sản ${long}`)).hits.map(({ code }) => code)).toEqual(['b', 'a']);
    });

    test('a long text is found by its last words', async () => {
      const body = `${'Đoạn văn dài về thủ tục. '.repeat(2_000)} Chữ cuối: kim ngân hoa.`;
      const { ask } = await filled([document('dai', 'Văn bản rất dài', { body }), document('khac', 'Kim chỉ nam')]);
      expect((await ask('văn bản kim ngân hoa')).hits.map(({ code }) => code)).toContain('dai');
    });
  });
}
