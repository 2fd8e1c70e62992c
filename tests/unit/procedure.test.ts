import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { papersOf } from '#procedures/model/digest.ts';
import { feeText } from '#procedures/model/digest-fee.ts';
import { displayName } from '#procedures/model/name.ts';
import { procedureCode } from '#procedures/model/vocabulary.ts';
import { vietnameseWord } from './examples.ts';

const papers = (main_papers: string) => papersOf({ main_papers });

describe('the name of a procedure', () => {
  test('is shown without the words that all of them begin with', () => {
    expect(displayName('Thủ tục đăng ký khai tử')).toBe('Đăng ký khai tử');
    expect(displayName('THỦ TỤC  cấp giấy phép')).toBe('Cấp giấy phép');
    expect(displayName('. Thủ tục chấp thuận thay đổi trụ sở')).toBe('Chấp thuận thay đổi trụ sở');
  });

  test('keeps those words in its middle', () => {
    expect(displayName('Công bố thủ tục hành chính')).toBe('Công bố thủ tục hành chính');
  });

  test('begins with a capital and ends without punctuation', () => {
    expect(displayName('ủy quyền; ')).toBe('Ủy quyền');
    expect(displayName('Cấp Giấy phép lưu hành xe quá tải trọng,')).toBe('Cấp Giấy phép lưu hành xe quá tải trọng');
  });
});

describe('the papers to bring', () => {
  test('stand one by one, each with a capital', () => {
    expect(papers('Tờ khai khai tử; giấy báo tử;đơn')).toEqual(['Tờ khai khai tử', 'Giấy báo tử', 'Đơn']);
  });

  test('a remark in brackets stays with its paper', () => {
    expect(papers('đơn (bản chính; bản sao); ảnh (3x4)')).toEqual(['Đơn (bản chính; bản sao)', 'Ảnh (3x4)']);
  });

  test('nothing stands for nothing', () => {
    expect(papers('')).toEqual([]);
    expect(papers('Đơn; ; ')).toEqual(['Đơn']);
  });

  test('none is lost and none is added', () => {
    fc.assert(
      fc.property(fc.array(vietnameseWord), (given) => {
        expect(papers(given.join('; ')).map((paper) => paper.toLowerCase())).toEqual(given.map((paper) => paper.toLowerCase()));
      }),
    );
  });
});

describe('the fee', () => {
  test('is written as people write đồng', () => {
    expect(feeText({ type: 'lệ phí', amount: 1500000 })).toEqual({ text: 'lệ phí: 1.500.000 đồng', doubtful: false });
  });

  test('with a remark shows it', () => {
    expect(feeText({ type: 'phí', amount: 1000, note: 'mỗi bản' })).toEqual({ text: 'phí: 1.000 đồng (mỗi bản)', doubtful: false });
  });

  test('of zero is not called free', () => {
    expect(feeText({ type: 'phí', amount: 0 })).toEqual({ text: 'phí: nguồn ghi 0 đồng', doubtful: true });
  });

  test('below a thousand đồng is doubtful and left as the source has it', () => {
    expect(feeText({ type: 'phí', amount: 999 })).toEqual({ text: 'phí: 999 đồng', doubtful: true });
  });

  test('that is no amount is shown in the words of the source', () => {
    expect(feeText({ type: 'mức giá', amount: null, amount_raw: 'theo thỏa thuận' })).toEqual({
      text: 'mức giá: theo thỏa thuận',
      doubtful: true,
    });
    expect(feeText({ type: 'phí' })).toEqual({ text: 'phí: không rõ', doubtful: true });
  });
});

describe('the code of a procedure', () => {
  test.each(['1.004222', '2.000575'])('%s is one', (code) => {
    expect(procedureCode.safeParse(code).success).toBe(true);
  });

  test.each(['1004222', '1.00422', '11.004222', '1.004222 ', 'A.004222'])('%j is none', (code) => {
    expect(procedureCode.safeParse(code).success).toBe(false);
  });
});
