import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceLine, sourceText } from '#procedures/model/source-text.ts';
import { vietnameseText } from './examples.ts';

describe('a text of the source', () => {
  test('keeps its words, in composed letters, without what cannot be seen', () => {
    expect(sourceText('  Cấp\u200b, quản lý\u00a0căn cước\r\n'.normalize('NFD'))).toBe('Cấp, quản lý căn cước');
  });

  test('that says that there is nothing is empty', () => {
    expect(sourceText('Không có thông tin')).toBe('');
    expect(sourceText('Không có thông tin về phí')).toBe('Không có thông tin về phí');
  });

  test('written in HTML becomes plain lines; scripts and styles are gone with what they hold', () => {
    expect(sourceText('<p>Nộp <b>đơn</b></p><ul><li>bản chính</li><li>bản sao &amp; ảnh</li></ul><script>alert(1)</script>')).toBe(
      'Nộp đơn\n\n- bản chính\n\n- bản sao & ảnh',
    );
    expect(sourceText('<img src=x onerror=alert(1)>Tờ khai')).toBe('Tờ khai');
    expect(sourceText('<svg><script>alert(1)</script></svg>Đơn<style>p{}</style>')).toBe('Đơn');
  });

  test('with signs that only look like HTML is left alone', () => {
    expect(sourceText('diện tích < 100 m2 và > 20 m2')).toBe('diện tích < 100 m2 và > 20 m2');
    expect(sourceText('a<b')).toBe('a<b');
    expect(sourceText('<Tên cơ quan> ký')).toBe('<Tên cơ quan> ký');
  });

  test('read twice is the same as read once', () => {
    fc.assert(
      fc.property(fc.oneof(vietnameseText, fc.string()), (text) => {
        expect(sourceText(sourceText(text))).toBe(sourceText(text));
      }),
    );
  });

  test('of Vietnamese letters loses none of them', () => {
    fc.assert(
      fc.property(vietnameseText, (text) => {
        const letters = (all: string) => all.replace(/\s/gu, '');
        fc.pre(!/^\s*không có thông tin[.\s]*$/iu.test(text));
        expect(letters(sourceText(text))).toBe(letters(text));
      }),
    );
  });

  test('as a name stands on one line', () => {
    expect(sourceLine('Cấp giấy\n  phép')).toBe('Cấp giấy phép');
  });
});
