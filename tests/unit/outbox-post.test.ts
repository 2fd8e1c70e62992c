import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomeOf } from '#ui/components/outbox/post.ts';

describe('what the answer to a post means', () => {
  test('a receipt is a receipt, new or known from before', () => {
    for (const status of [200, 201]) {
      expect(outcomeOf(status, { receipt: 'ABCD', receipt_url: '/x/ABCD', agency: '00004' })).toEqual({
        kind: 'taken',
        receipt: 'ABCD',
        url: '/x/ABCD',
      });
    }
  });

  test('a refusal says what is wrong, field by field or as a whole', () => {
    const errors = [{ field: 'ticket', message: 'Mã mời này đã được dùng.' }];
    expect(outcomeOf(422, { title: 'Phiếu chưa đúng', errors })).toEqual({ kind: 'refused', errors });
    expect(outcomeOf(409, { title: 'Đợt đã đóng', detail: 'Đợt này đã đóng ngày 21/11.' })).toEqual({
      kind: 'refused',
      errors: [{ field: '', message: 'Đợt này đã đóng ngày 21/11.' }],
    });
    expect(outcomeOf(403, { title: 'Không được phép' })).toEqual({ kind: 'refused', errors: [{ field: '', message: 'Không được phép' }] });
  });

  test.each([408, 425, 429, 500, 502, 503, 504])('%d is not for good: it is sent again later', (status) => {
    expect(outcomeOf(status, { title: 'Thử lại sau' })).toEqual({ kind: 'away' });
  });

  test('nothing that the portal does not say is taken for a receipt', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), fc.dictionary(fc.string(), fc.jsonValue()), (status, said) => {
        const { receipt, receipt_url, ...rest } = said;
        expect(outcomeOf(status, rest).kind).toBe(status >= 400 && status < 500 && ![408, 425, 429].includes(status) ? 'refused' : 'away');
      }),
    );
  });
});
