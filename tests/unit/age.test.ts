import { expect, test } from 'vitest';
import { agesOf, fitsAge } from '#search/model/age.ts';

test('the ages that a query names are read, with or without accents', () => {
  expect(agesOf('cccd cho bé 6 tuổi')).toEqual([6]);
  expect(agesOf('nguoi 75 tuoi')).toEqual([75]);
  expect(agesOf('mẫu 6')).toEqual([]);
});

test('a procedure for an age suits those of that age and no others', () => {
  expect(fitsAge('Cấp thẻ căn cước cho người dưới 14 tuổi', [6])).toBe(1);
  expect(fitsAge('Cấp thẻ căn cước cho người từ đủ 14 tuổi trở lên', [6])).toBe(-1);
  expect(fitsAge('Cấp thẻ căn cước cho người từ đủ 14 tuổi trở lên', [14])).toBe(1);
  expect(fitsAge('Đăng ký khai sinh', [6])).toBe(0);
});
