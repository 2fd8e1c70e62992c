import { expect, test } from 'vitest';
import { codeIn, dossierIn } from '#search/model/code.ts';

test.each([
  '1.004222',
  '1004222',
  ' 1 004222 ',
  '1.004222\n',
  'mã 1.004222',
  'mã thủ tục: 1004222',
  '1.004222.000.00.00.H26',
  'lệ phí của 1.004222',
])('%j is read as the code of a procedure', (typed) => {
  expect(codeIn(typed)).toBe('1.004222');
});

test.each(['1.00422', '1.0042222', '12.004222', '1-004222', '', '0912345678', 'tháng 1 004222 người', '001234567890'])(
  '%j is no code',
  (typed) => {
    expect(codeIn(typed)).toBeNull();
  },
);

test.each([
  'H26.1234',
  'h26.99-261101-0012',
  '000.00.01.H26-260611-0001',
  '000.00.10.H26-260405-0007',
  'xem hồ sơ G22.12.345-251001-0034 đến đâu',
])('%j holds the number of a dossier', (typed) => {
  expect(dossierIn(typed)).toMatch(/[GH]\d\d[.-]/);
});

test.each(['H26.101', '1.004222.000.00.00.H26', 'sở nội vụ H26.10', 'khai sinh', '118/2025/NĐ-CP'])(
  '%j holds no number of a dossier',
  (typed) => {
    expect(dossierIn(typed)).toBeNull();
  },
);
