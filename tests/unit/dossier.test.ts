import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dossierOf, paperCount } from '#procedures/model/dossier.ts';
import { headOf } from '#procedures/model/text-head.ts';
import { paper } from '../support/records.ts';
import { vietnameseText, vietnameseWord } from './examples.ts';

const bare = (text: string) => text.replace(/\s+/gu, '');

describe('the papers of a procedure', () => {
  test('of one case need no choosing', () => {
    expect(dossierOf([{ name: 'Trường hợp duy nhất', papers: [paper('Đơn')] }])).toMatchObject([
      { title: 'Trường hợp duy nhất', choice: false },
    ]);
  });

  test.each(['* Giấy tờ phải nộp:', 'Giấy tờ phải xuất trình', 'Lưu ý :', '', 'Thành phần hồ sơ', 'Số lượng hồ sơ: 01 bộ'])(
    'below "%s" belong to every dossier',
    (name) => {
      const [part] = dossierOf([
        { name, papers: [paper('Đơn')] },
        { name: 'Trường hợp ủy quyền', papers: [paper('Giấy ủy quyền')] },
      ]);
      expect(part?.choice).toBe(false);
    },
  );

  test.each([
    'Trường hợp ủy quyền',
    'Đối với cá nhân:',
    '- Cấp lại do mất',
    'Thành phần hồ sơ đối với trường hợp gia hạn',
    '1.1. Nhà quản lý',
  ])('below "%s" are one case among others', (name) => {
    const [part] = dossierOf([
      { name, papers: [paper('Đơn')] },
      { name: 'Giấy tờ phải nộp', papers: [paper('Tờ khai')] },
    ]);
    expect(part?.choice).toBe(true);
  });

  test('are counted for one case together with those of every dossier', () => {
    const parts = dossierOf([
      { name: 'Giấy tờ phải xuất trình', papers: [paper('Căn cước')] },
      { name: 'Trường hợp một', papers: [paper('Đơn')] },
      { name: 'Trường hợp hai', papers: [paper('Đơn'), paper('Ảnh'), paper('Bản sao')] },
    ]);
    expect(paperCount(parts)).toEqual({ from: 2, to: 4 });
  });

  test('are told from remarks, which nobody can bring', () => {
    const [part] = dossierOf([
      { name: '', papers: [paper('*Lưu ý: bản gốc', { originals: 0 }), paper('Lưu ý: bản gốc kèm theo'), paper('Đơn')] },
    ]);
    expect(part?.papers.map(({ words }) => words)).toEqual(['Lưu ý: bản gốc kèm theo', 'Đơn']);
    expect(part?.remarks).toEqual(['*Lưu ý: bản gốc']);
  });

  test('are all there, with every word but for the marks before them', () => {
    const name = fc.oneof(
      vietnameseText,
      fc.array(vietnameseWord, { minLength: 80, maxLength: 200 }).map((words) => words.join(' ')),
    );
    const anyPaper = fc
      .tuple(name, fc.nat({ max: 2 }), fc.nat({ max: 2 }))
      .map(([text, originals, copies]) => paper(text, { originals, copies }));
    const anyCase = fc.record({
      name: fc.oneof(vietnameseText, fc.constantFrom('', 'Lưu ý', 'Trường hợp một', 'Giấy tờ phải nộp')),
      papers: fc.array(anyPaper, { maxLength: 6 }),
    });
    const letters = (texts: readonly string[]) => texts.map((text) => bare(text).replace(/^[-–+*•]+/u, '')).sort();
    fc.assert(
      fc.property(fc.array(anyCase, { maxLength: 5 }), (cases) => {
        const shown = dossierOf(cases).flatMap((part) => [...part.papers.map(({ words, rest }) => words + rest), ...part.remarks]);
        expect(letters(shown)).toEqual(letters(cases.flatMap((one) => one.papers.map((given) => given.name))));
      }),
    );
  });
});

describe('the beginning of a long text', () => {
  test('ends where a line, a sentence or a clause ends', () => {
    const text = `${'Một hai ba bốn. '.repeat(3)}Năm sáu bảy tám chín mười`;
    expect(headOf(text, 50)).toEqual({ head: 'Một hai ba bốn. Một hai ba bốn. Một hai ba bốn.', rest: 'Năm sáu bảy tám chín mười' });
  });

  test('is all of a short one', () => {
    expect(headOf(' Đơn đề nghị\n', 20)).toEqual({ head: 'Đơn đề nghị', rest: '' });
  });

  test('and its rest are the text, and it is never much longer than asked for', () => {
    fc.assert(
      fc.property(
        fc.oneof(vietnameseText, fc.string({ unit: 'grapheme', maxLength: 200 })),
        fc.integer({ min: 2, max: 60 }),
        (text, length) => {
          const { head, rest } = headOf(text, length);
          expect(bare(head + rest)).toBe(bare(text));
          expect(head.length).toBeLessThanOrEqual(length * 1.25);
          expect(head.isWellFormed() || !text.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});
