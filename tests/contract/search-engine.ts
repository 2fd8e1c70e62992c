import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentId, type SearchDocument } from '#search/model/document.ts';
import type { SearchEngine, SearchQuery, SearchResult } from '#search/model/engine.ts';
import { emptyLexicon, type Lexicon } from '#search/model/lexicon.ts';

/** Opens an empty engine that asks `lexicon` for the words of citizens with every query; closed when the test ends. */
export type OpenEngine = (lexicon: () => Lexicon) => Promise<SearchEngine>;

const plain: Omit<SearchDocument, 'code' | 'title'> = {
  type: 'procedure',
  url: '/thu-tuc/x',
  keywords: [],
  body: '',
  field: null,
  levels: [],
  audiences: [],
  everyday: 0,
  former: false,
};
const doc = (code: string, title: string, more: Partial<SearchDocument> = {}): SearchDocument => ({
  ...plain,
  code,
  title,
  url: `/thu-tuc/${code}`,
  ...more,
});

const citizens = { levels: ['xã'], audiences: ['Công dân Việt Nam'], everyday: 1 };
const companies = { levels: ['tỉnh/thành phố'], audiences: ['Doanh nghiệp'], everyday: 0 };

const documents: readonly SearchDocument[] = [
  doc('1.000001', 'Đăng ký khai sinh', { ...citizens, field: 'Hộ tịch', body: 'Giấy chứng sinh; tờ khai. Thời hạn: trong ngày.' }),
  doc('1.000002', 'Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con', { ...citizens, field: 'Hộ tịch' }),
  doc('1.000003', 'Đăng ký kết hôn', { ...citizens, field: 'Hộ tịch' }),
  doc('1.000004', 'Thay đổi, cải chính hộ tịch', { ...citizens, field: 'Hộ tịch', keywords: ['đổi họ'] }),
  doc('1.000005', 'Chuyển hồ sơ tới cơ quan khác', { ...companies, field: 'Văn thư' }),
  doc('1.000006', 'Đổi giấy phép lái xe', { ...citizens, field: 'Đường bộ' }),
  doc('1.000007', 'Cấp giấy phép xây dựng', { ...citizens, field: 'Xây dựng' }),
  doc('1.000008', 'Hòa giải tranh chấp đất đai', { ...citizens, field: 'Đất đai' }),
  doc('1.000009', 'Cấp lại giấy chứng nhận quyền sử dụng đất do bị mất', { ...citizens, field: 'Đất đai' }),
  doc('1.000010', 'Cấp giấy chứng nhận quyền sử dụng đất lần đầu', { ...citizens, field: 'Đất đai' }),
  doc('1.000011', 'Cấp thẻ căn cước cho người dưới 14 tuổi', { ...citizens, field: 'Căn cước' }),
  doc('1.000012', 'Cấp thẻ căn cước cho người từ đủ 14 tuổi trở lên', { ...citizens, field: 'Căn cước' }),
  doc('1.000013', 'Đăng ký tạm trú', { ...citizens, field: 'Cư trú' }),
  doc('1.000014', 'Đăng ký thường trú', { ...citizens, field: 'Cư trú' }),
  doc('1.000015', 'Cấp giấy phép nhập khẩu hàng hóa', { ...companies, field: 'Thương mại' }),
  doc('hoi-dap-khai-sinh', 'Hỏi đáp về đăng ký khai sinh', { type: 'article', url: '/tin-tuc/hoi-dap-khai-sinh' }),
  doc('118-2025', 'Nghị định 118/2025/NĐ-CP: Cơ chế một cửa', { type: 'document', url: '/van-ban/118-2025' }),
  doc('SNV', 'Sở Nội vụ', { type: 'agency', url: '/co-quan/SNV', keywords: ['SNV'] }),
  doc('00004', 'Phường Ba Đình', { type: 'agency', url: '/co-quan/00004' }),
  doc('001', 'Quận Ba Đình', { type: 'agency', url: '/co-quan/001', former: true }),
];

const lexicon: Lexicon = {
  synonyms: [
    { alias: 'sổ đỏ', official: ['giấy chứng nhận quyền sử dụng đất'], codes: ['1.000010'], scope: 'procedure' },
    { alias: 'mất sổ đỏ', official: ['cấp lại giấy chứng nhận do bị mất'], codes: ['1.000009'], scope: 'procedure' },
    { alias: 'bằng lái', official: ['giấy phép lái xe'], codes: [], scope: 'procedure' },
    { alias: 'bé', official: ['trẻ em'], codes: [], scope: 'general' },
    { alias: 'sở lao động', official: ['Sở Nội vụ'], codes: [], scope: 'agency' },
    { alias: 'cccd', official: ['thẻ căn cước'], codes: [], scope: 'procedure' },
  ],
  ambiguous: [
    {
      alias: 'nhập khẩu',
      choices: [
        { label: 'Nhập hộ khẩu', query: 'đăng ký thường trú' },
        { label: 'Nhập khẩu hàng hóa', query: 'nhập khẩu hàng hóa' },
      ],
    },
    {
      alias: 'tạm trú',
      choices: [
        { label: 'Đăng ký tạm trú', query: 'đăng ký tạm trú' },
        { label: 'Đăng ký thường trú', query: 'đăng ký thường trú' },
      ],
    },
  ],
  outside: [
    { alias: 'thời tiết', note: 'Cổng này không có tin thời tiết.', url: null },
    { alias: 'một cửa', note: 'Không phải thủ tục.', url: 'https://example.vn/' },
  ],
  questions: [
    { phrase: 'cần giấy tờ gì', section: 'papers' },
    { phrase: 'bao lâu', section: 'time' },
    { phrase: 'cho tôi hỏi', section: null },
  ],
  light: ['thủ tục', 'đăng ký', 'làm', 'xin', 'cấp', 'giấy', 'cho', 'của', 'hà nội'],
  linking: ['cho', 'của'],
};

const page = { limit: 10, offset: 0 };
const codesOf = (result: SearchResult) => result.hits.map((hit) => hit.code);

/** What every search engine of the portal does, whatever it is built on. */
export function searchEngineContract(name: string, open: OpenEngine): void {
  async function filled(): Promise<{ engine: SearchEngine; ask: (text: string, more?: Partial<SearchQuery>) => Promise<SearchResult> }> {
    const engine = await open(() => lexicon);
    await engine.replaceAll(documents);
    return { engine, ask: (text, more) => engine.query({ text, page, ...more }) };
  }

  describe(`${name}: what is in the index`, () => {
    test('a document is found once it is put in, as it was last put in, and no more once it is taken out', async () => {
      const engine = await open(() => emptyLexicon);
      const ask = async (text: string) => codesOf(await engine.query({ text, page }));
      expect(await ask('khai sinh')).toEqual([]);
      await engine.index([doc('1.000001', 'Đăng ký khai sinh'), doc('1.000003', 'Đăng ký kết hôn')]);
      expect(await ask('khai sinh')).toEqual(['1.000001']);
      await engine.index([doc('1.000001', 'Đăng ký khai tử')]);
      expect(await ask('khai sinh')).toEqual([]);
      expect(await ask('khai tử')).toEqual(['1.000001']);
      await engine.remove([documentId({ type: 'procedure', code: '1.000001' }), 'procedure:9.999999']);
      expect(await ask('khai tử')).toEqual([]);
      expect(await ask('kết hôn')).toEqual(['1.000003']);
    });

    test('replacing everything leaves exactly the new documents, and says whether there was anything to do', async () => {
      const engine = await open(() => emptyLexicon);
      const [a, b] = [doc('1.000001', 'Đăng ký khai sinh'), doc('1.000003', 'Đăng ký kết hôn')];
      expect(await engine.replaceAll([a, b])).toBe(true);
      expect(await engine.replaceAll([a, b])).toBe(false);
      expect(await engine.replaceAll([b])).toBe(true);
      expect(codesOf(await engine.query({ text: '', page }))).toEqual(['1.000003']);
      await engine.index([a]);
      expect(await engine.replaceAll([b])).toBe(true);
      expect((await engine.query({ text: '', page })).total).toBe(1);
    });

    test('an empty search lists everything', async () => {
      const { ask } = await filled();
      expect((await ask('')).total).toBe(documents.length);
      expect((await ask(' \n ')).total).toBe(documents.length);
      expect((await ask('?!')).total).toBe(0);
    });
  });

  describe(`${name}: how Vietnamese is typed`, () => {
    test.each([
      'đăng ký khai sinh',
      'dang ky khai sinh',
      'ĐĂNG KÝ KHAI SINH',
      '  đăng\u00a0ký \u200bkhai   sinh. ',
      'đăng kí khai sinh',
      'đăng ký khai sinh'.normalize('NFD'),
      'đang ky khai sinh',
    ])('%j finds the birth first', async (text) => {
      const { ask } = await filled();
      expect(codesOf(await ask(text))[0]).toBe('1.000001');
    });

    test('the tone may stand over either vowel', async () => {
      const { ask } = await filled();
      expect(codesOf(await ask('hoà giải tranh chấp'))[0]).toBe('1.000008');
      expect(codesOf(await ask('hòa giải tranh chấp'))[0]).toBe('1.000008');
    });

    test('who types accents means them: họ is not hồ', async () => {
      const { ask } = await filled();
      expect(codesOf(await ask('đổi họ'))[0]).toBe('1.000004');
      expect(codesOf(await ask('hồ sơ'))[0]).toBe('1.000005');
      expect(codesOf(await ask('ho so'))[0]).toBe('1.000005');
    });

    test.each([
      ['ddawng kys tamj trus', 'telex', 'đăng ký tạm trú'],
      ['d9a8ng ky1 ta5m tru1', 'vni', 'đăng ký tạm trú'],
    ])('%s is read as %s, and it is said', async (text, by, meant) => {
      const { ask } = await filled();
      const result = await ask(text);
      expect(codesOf(result)[0]).toBe('1.000013');
      expect(result.interpretation.corrected).toEqual({ text: meant, by });
      expect(codesOf(await ask(text, { exact: true }))).toEqual([]);
    });

    test('a half-typed last word finds what begins so', async () => {
      const { ask } = await filled();
      expect(codesOf(await ask('khai si'))[0]).toBe('1.000001');
      expect(codesOf(await ask('đăng ký kết h'))[0]).toBe('1.000003');
    });

    test('a misspelled word is read as the nearest one that belongs there, and it is said', async () => {
      const { ask } = await filled();
      const result = await ask('giấy phép lái se');
      expect(codesOf(result)[0]).toBe('1.000006');
      expect(result.interpretation.corrected).toEqual({ text: 'giấy phép lái xe', by: 'spelling' });
      expect((await ask('giấy phép lái se', { exact: true })).interpretation.corrected).toBeNull();
      expect((await ask('giay khai sih')).interpretation.corrected).toEqual({ text: 'giay khai sinh', by: 'spelling' });
    });

    test('two words that were typed as one are read as two', async () => {
      const { ask } = await filled();
      expect(codesOf(await ask('tạmtrú'))[0]).toBe('1.000013');
    });

    test('what is spelled right is not corrected', async () => {
      const { ask } = await filled();
      for (const { title } of documents) expect((await ask(title)).interpretation.corrected, title).toBeNull();
    });
  });

  describe(`${name}: what comes first`, () => {
    test('the shorter name that the query says whole', async () => {
      const { ask } = await filled();
      expect(codesOf(await ask('khai sinh')).slice(0, 2)).toEqual(['1.000001', '1.000002']);
    });

    test('two words side by side before the same two apart', async () => {
      const { engine, ask } = await filled();
      await engine.index([doc('1.000016', 'Xe tập lái của trung tâm', companies)]);
      const found = codesOf(await ask('lái xe'));
      expect(found.indexOf('1.000006')).toBeLessThan(found.indexOf('1.000016'));
    });

    test('a procedure before an article that says the same, and what is former last', async () => {
      const { ask } = await filled();
      const births = codesOf(await ask('đăng ký khai sinh'));
      expect(births.indexOf('1.000001')).toBeLessThan(births.indexOf('hoi-dap-khai-sinh'));
      expect(codesOf(await ask('ba đình'))).toEqual(['00004', '001']);
    });

    test('of two that are equally like it, the more everyday matter', async () => {
      const { engine, ask } = await filled();
      await engine.index([doc('1.000017', 'Cấp thẻ nhà báo', companies), doc('1.000018', 'Cấp thẻ bạn đọc', citizens)]);
      expect(codesOf(await ask('thẻ')).indexOf('1.000018')).toBeLessThan(codesOf(await ask('thẻ')).indexOf('1.000017'));
    });

    test('what suits the age that is named', async () => {
      const { ask } = await filled();
      expect(codesOf(await ask('thẻ căn cước 6 tuổi'))[0]).toBe('1.000011');
      expect(codesOf(await ask('thẻ căn cước 20 tuổi'))[0]).toBe('1.000012');
    });

    test('what holds a part of the query is shown as such, where nothing holds all of it', async () => {
      const { ask } = await filled();
      const result = await ask('khai sinh trực');
      expect(codesOf(result)[0]).toBe('1.000001');
      expect(result.interpretation.loose).toBe(true);
      expect((await ask('khai sinh')).interpretation.loose).toBe(false);
    });

    test('words that stand only in the text are found too', async () => {
      const { ask } = await filled();
      expect(codesOf(await ask('giấy chứng sinh'))).toContain('1.000001');
    });
  });

  describe(`${name}: what people mean`, () => {
    test.each(['1.000013', '1000013', '1 000013', 'mã 1.000013'])('%j is a code: that record alone', async (text) => {
      const { ask } = await filled();
      const result = await ask(text);
      expect(codesOf(result)).toEqual(['1.000013']);
      expect(result.interpretation.code).toBe('1.000013');
    });

    test('a code that nobody has finds nothing', async () => {
      const { ask } = await filled();
      expect(await ask('9.999999')).toMatchObject({ total: 0, interpretation: { code: '9.999999' } });
    });

    test('the number of a dossier is no search', async () => {
      const { ask } = await filled();
      expect(await ask('hồ sơ H26.99-261101-0012')).toMatchObject({ total: 0, interpretation: { dossier: 'H26.99-261101-0012' } });
    });

    test('words of citizens find what is called otherwise, and it is said', async () => {
      const { ask } = await filled();
      const land = await ask('sổ đỏ');
      expect(codesOf(land)[0]).toBe('1.000010');
      expect(land.interpretation.synonyms).toEqual([{ alias: 'sổ đỏ', official: 'giấy chứng nhận quyền sử dụng đất' }]);
      expect(codesOf(await ask('so do bi mat'))[0]).toBe('1.000009');
      expect(codesOf(await ask('đổi bằng lái'))[0]).toBe('1.000006');
      expect(codesOf(await ask('sở lao động'))[0]).toBe('SNV');
      expect((await ask('sổ đỏ', { exact: true })).interpretation.synonyms).toEqual([]);
    });

    test('a word that is changed counts from the next query on', async () => {
      let words: Lexicon = emptyLexicon;
      const engine = await open(() => words);
      await engine.replaceAll(documents);
      const first = async () => codesOf(await engine.query({ text: 'giấy hôn thú', page }))[0];
      expect(await first()).not.toBe('1.000003');
      words = { ...lexicon, synonyms: [{ alias: 'hôn thú', official: ['kết hôn'], codes: ['1.000003'], scope: 'procedure' }] };
      expect(await first()).toBe('1.000003');
    });

    test('an ambiguous word is not guessed: the meanings are offered, and the hits hold each', async () => {
      const { ask } = await filled();
      for (const text of ['nhập khẩu', 'thủ tục nhập khẩu cần giấy tờ gì']) {
        const result = await ask(text);
        expect(result.interpretation.chooser?.choices.map((choice) => choice.label)).toEqual(['Nhập hộ khẩu', 'Nhập khẩu hàng hóa']);
        expect(codesOf(result).slice(0, 2)).toEqual(['1.000014', '1.000015']);
      }
      expect((await ask('nhập khẩu hàng hóa')).interpretation.chooser).toBeNull();
      expect((await ask('tạm trú')).interpretation.chooser).not.toBeNull();
      // A whole official name means one thing.
      for (const chosen of ['dang ky tam tru', 'Dang ky  TAM tru', 'ddawng kys tamj trus'])
        expect((await ask(chosen)).interpretation.chooser, chosen).toBeNull();
    });

    test('what no procedure is about is told so, and not answered by what shares a word', async () => {
      const { ask } = await filled();
      expect(await ask('thời tiết hà nội')).toMatchObject({
        total: 0,
        interpretation: { outside: { note: 'Cổng này không có tin thời tiết.', url: null } },
      });
      const named = await ask('một cửa');
      expect(named.interpretation.outside?.url).toBe('https://example.vn/');
      expect(codesOf(named)).toEqual(['118-2025']);
      expect((await ask('đăng ký khai sinh, kết hôn ngày thời tiết đẹp')).interpretation.outside).toBeNull();
    });

    test('a question is asked about its topic, and the section that answers it is named', async () => {
      const { ask } = await filled();
      const result = await ask('Cho tôi hỏi đăng ký kết hôn cần giấy tờ gì?');
      expect(codesOf(result)[0]).toBe('1.000003');
      expect(result.interpretation.question).toEqual({ about: 'kết hôn', section: 'papers' });
      expect((await ask('kết hôn mất bao lâu')).interpretation.question?.section).toBe('time');
      expect((await ask('kết hôn')).interpretation.question).toBeNull();
    });

    test('where nothing is found, words that are spelled nearly alike are named', async () => {
      const { ask } = await filled();
      const result = await ask('zzkhaizz qqqq');
      expect(result).toMatchObject({ total: 0, hits: [] });
      expect((await ask('tanhh chapp', { exact: true })).interpretation.nearest).toContain('chấp');
    });
  });

  describe(`${name}: narrowing and paging`, () => {
    test('types and filters keep what they name', async () => {
      const { ask } = await filled();
      expect(codesOf(await ask('khai sinh', { types: ['article'] }))).toEqual(['hoi-dap-khai-sinh']);
      expect(new Set((await ask('', { types: ['article', 'document'] })).hits.map((hit) => hit.type))).toEqual(
        new Set(['article', 'document']),
      );
      expect((await ask('', { filters: { field: 'Đất đai' } })).total).toBe(3);
      expect((await ask('', { filters: { level: 'tỉnh/thành phố' } })).total).toBe(2);
      expect((await ask('', { filters: { audience: 'Doanh nghiệp', level: 'tỉnh/thành phố' } })).total).toBe(2);
      expect((await ask('giấy phép', { filters: { audience: 'Doanh nghiệp' } })).hits.map((hit) => hit.code)).toEqual(['1.000015']);
    });

    test('a filter that nothing has finds nothing, whatever it says', async () => {
      const { ask } = await filled();
      for (const value of ['Không có', '" OR 1=1', "a' AND type = 'article", '[]', '\u0000'])
        expect((await ask('khai sinh', { filters: { field: value, level: value, audience: value } })).total).toBe(0);
    });

    test('each facet counts what choosing another of its values would show', async () => {
      const { ask } = await filled();
      const result = await ask('', { types: ['procedure'], filters: { field: 'Đất đai' } });
      expect(result.facets.field['Hộ tịch']).toBe(4);
      expect(result.facets.type).toEqual({ procedure: 3 });
      for (const [field, n] of Object.entries(result.facets.field))
        expect((await ask('', { types: ['procedure'], filters: { field } })).total, field).toBe(n);
    });

    test('pages follow each other without gap or repetition', async () => {
      const { ask } = await filled();
      const all = await ask('đăng ký', { page: { limit: 100, offset: 0 } });
      const pages: string[] = [];
      for (let offset = 0; offset < all.total; offset += 2) {
        const part = await ask('đăng ký', { page: { limit: 2, offset } });
        expect(part.total).toBe(all.total);
        pages.push(...codesOf(part));
      }
      expect(pages).toEqual(codesOf(all));
      expect((await ask('đăng ký', { page: { limit: 10, offset: 5000 } })).hits).toEqual([]);
    });

    test('a hit carries its title and address, and a piece of its text', async () => {
      const { ask } = await filled();
      expect((await ask('khai sinh')).hits[0]).toMatchObject({
        type: 'procedure',
        code: '1.000001',
        title: 'Đăng ký khai sinh',
        url: '/thu-tuc/1.000001',
        snippet: 'Giấy chứng sinh; tờ khai. Thời hạn: trong ngày.',
      });
    });
  });

  test(`${name}: whatever is typed, there is an answer`, async () => {
    const { ask } = await filled();
    const syntax = fc.constantFrom(
      '"',
      "'",
      '*',
      '(',
      ')',
      ':',
      '^',
      '-',
      '+',
      'NEAR(',
      ' AND ',
      ' OR ',
      ' NOT ',
      '\\',
      '%',
      '_',
      '{}',
      '[',
      'title:',
      '\u0000',
      '\ud800',
      'khai',
      'sinh',
      ' ',
      '1.',
      'ạ',
    );
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(syntax, { maxLength: 20 }).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(typed, fc.boolean(), async (text, exact) => {
        const result = await ask(text, { exact, page: { limit: 3, offset: 0 } });
        expect(result.hits.length).toBeLessThanOrEqual(3);
        expect(result.total).toBeGreaterThanOrEqual(result.hits.length);
      }),
      { numRuns: 300 },
    );
    for (const text of ['khai sinh '.repeat(1000), 'a'.repeat(10_000), `${'('.repeat(5000)}"`, '💐'.repeat(3000)]) await ask(text);
  });
}
