import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textBlocks, textOfBlocks } from '#procedures/model/text-blocks.ts';
import { vietnameseWord } from './examples.ts';

const bare = (text: string) => text.replace(/\s+/gu, '');

describe('a long text of the source', () => {
  test('has its steps as headings; long words behind a step are a paragraph of their own', () => {
    const long = 'Khi tiếp nhận hồ sơ đăng ký tạm trú, cán bộ đăng ký kiểm tra hồ sơ, đối chiếu các thông tin mà công dân đã khai báo.';
    expect(textBlocks(`Bước 1: Chuẩn bị hồ sơ.\nBước 2. ${long}\n- Bước 3:`)).toEqual([
      { kind: 'heading', mark: '', text: 'Bước 1: Chuẩn bị hồ sơ.' },
      { kind: 'heading', mark: '', text: 'Bước 2.' },
      { kind: 'paragraph', text: long },
      { kind: 'heading', mark: '-', text: 'Bước 3:' },
    ]);
  });

  test('has lists within lists, by the marks that its lines begin with', () => {
    expect(textBlocks('a) Hồ sơ đủ:\n- nhận ngay;\n+ cấp phiếu.\n- trả lời.\nb) Hồ sơ thiếu.')).toEqual([
      {
        kind: 'list',
        named: true,
        items: [
          {
            mark: 'a)',
            text: 'Hồ sơ đủ:',
            inner: [
              {
                kind: 'list',
                named: false,
                items: [
                  {
                    mark: '-',
                    text: 'nhận ngay;',
                    inner: [{ kind: 'list', named: false, items: [{ mark: '+', text: 'cấp phiếu.', inner: [] }] }],
                  },
                  { mark: '-', text: 'trả lời.', inner: [] },
                ],
              },
            ],
          },
          { mark: 'b)', text: 'Hồ sơ thiếu.', inner: [] },
        ],
      },
    ]);
  });

  test.each([
    ['1.', '1. Đơn đề nghị'],
    ['1.2.', '1.2. Đơn đề nghị'],
    ['1.2', '1.2 Đơn đề nghị'],
    ['b.1)', 'b.1) Đơn đề nghị'],
    ['đ)', 'đ)Đơn đề nghị'],
    ['(i)', '(i) Đơn đề nghị'],
    ['(2)', '(2) Đơn đề nghị'],
    ['-', '-Đơn đề nghị'],
    ['+++', '+++ Đơn đề nghị'],
    ['•', '• Đơn đề nghị'],
  ])('%s is a mark', (mark, line) => {
    expect(textBlocks(line)).toMatchObject([{ kind: 'list', items: [{ mark, text: 'Đơn đề nghị' }] }]);
  });

  test.each(['-5 độ', '+84 24', '10.000 đồng', '01 bộ hồ sơ', '2026. Hết', 'v.v. và', '30/6/2026'])('%s begins with no mark', (line) => {
    expect(textBlocks(line)).toEqual([{ kind: 'paragraph', text: line }]);
  });

  test('the letter i goes on after h, and counts in Roman otherwise', () => {
    expect(textBlocks('h) một\ni) hai')).toHaveLength(1);
    expect(textBlocks('h) một\ni) hai')[0]).toMatchObject({ items: [{ mark: 'h)' }, { mark: 'i)', inner: [] }] });
    expect(textBlocks('a) một\ni) hai')[0]).toMatchObject({ items: [{ mark: 'a)', inner: [{ items: [{ mark: 'i)' }] }] }] });
  });

  test('a mark alone on its line takes the next line', () => {
    expect(textBlocks('a)\nĐơn đề nghị')).toMatchObject([{ items: [{ mark: 'a)', text: 'Đơn đề nghị' }] }]);
  });

  test('that lost its line breaks gets them back where an entry begins after the end of a clause', () => {
    expect(textBlocks('Gồm: - Đơn; - Bản sao. Bước 2: Nộp.')).toMatchObject([
      { kind: 'paragraph', text: 'Gồm:' },
      { kind: 'list', items: [{ text: 'Đơn;' }, { text: 'Bản sao.' }] },
      { kind: 'heading', text: 'Bước 2: Nộp.' },
    ]);
    expect(textBlocks('từ 5 - 7 ngày, theo điểm a) khoản 2')).toHaveLength(1);
  });

  test('loses no letter and moves none, whatever it is', () => {
    const mark = fc.constantFrom('', '- ', '+ ', '++ ', '* ', 'a) ', 'b.1) ', '1. ', '1.1. ', '(i) ', '(1) ', 'Bước 1: ', 'i) ', '-', '•');
    const line = fc.tuple(mark, fc.array(vietnameseWord, { maxLength: 20 })).map(([begin, words]) => begin + words.join(' '));
    const text = fc.oneof(
      fc.array(line, { maxLength: 25 }).map((lines) => lines.join('\n')),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(text, (given) => {
        expect(bare(textOfBlocks(textBlocks(given)))).toBe(bare(given));
      }),
    );
  });

  test('never nests deeper than a phone can show', () => {
    const depth = (lists: readonly { items: readonly { inner: readonly never[] }[] }[]): number =>
      Math.max(0, ...lists.flatMap((list) => list.items.map((item) => 1 + depth(item.inner))));
    const lines = fc.array(fc.constantFrom('-', '+', '++', '+++', '*', 'a)', 'a1)', '1.', '1.1.', '(1)', '(i)', '•'), { minLength: 1 });
    fc.assert(
      fc.property(lines, (marks) => {
        const blocks = textBlocks(marks.map((one) => `${one} Lời`).join('\n'));
        expect(depth(blocks as never)).toBeLessThanOrEqual(6);
      }),
    );
  });
});
