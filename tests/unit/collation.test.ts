import { expect, test } from 'vitest';
import { vietnameseOrder } from '#i18n/model/collation.ts';

test('names stand as in a Vietnamese dictionary: letters first, then tones', () => {
  const sorted = ['Ban', 'Bàn', 'Bán', 'Bạn', 'Băng', 'Bân', 'Cấp', 'Dân', 'Đăng', 'Ơn', 'Ung', 'Ưng'];
  expect([...sorted].reverse().sort(vietnameseOrder)).toEqual(sorted);
});
