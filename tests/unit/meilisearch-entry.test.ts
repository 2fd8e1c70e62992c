import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentHash, entryKey, entryOf } from '#search/meilisearch/entry.ts';
import { indexNames } from '#search/meilisearch/settings.ts';
import type { SearchDocument } from '#search/model/document.ts';

const document: SearchDocument = {
  type: 'procedure',
  code: '1.001193',
  title: 'Đăng ký khai sinh',
  url: '/thu-tuc/1.001193',
  keywords: ['làm giấy khai sinh'],
  body: 'Tờ khai theo mẫu.',
  field: 'Hộ tịch',
  levels: ['xã'],
  audiences: ['Công dân Việt Nam'],
  everyday: 1,
  former: false,
};

test('a key has only letters that Meilisearch takes, and no two ids have the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 }), (a, b) => {
      expect(entryKey(a)).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(entryKey(a) === entryKey(b)).toBe(a === b);
    }),
  );
  expect(entryKey('procedure:1.001193')).toBe('procedure_3a1_2e001193');
});

test('an entry holds the folded words of names and text, and what is shown as it is written', () => {
  expect(entryOf(document)).toMatchObject({
    id: 'procedure:1.001193',
    names: ['dang ki khai sinh', 'lam giay khai sinh', 'ho tich'],
    texts: 'dang ki khai sinh lam giay khai sinh ho tich to khai theo mau',
    accents: 'd9a8ng ki1 khai sinh lam2 gia6y1 khai sinh ho65 tich5 to72 khai theo ma6u4',
    url: '/thu-tuc/1.001193',
    body: 'Tờ khai theo mẫu.',
  });
});

test('the hash of a document changes with anything that it says', () => {
  const others: Partial<SearchDocument>[] = [{ title: 'Khai sinh' }, { keywords: [] }, { body: '' }, { former: true }, { levels: [] }];
  const hashes = [document, ...others.map((other) => ({ ...document, ...other }))].map(documentHash);
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(documentHash({ ...document })).toBe(documentHash(document));
});

test('a portal knows its own indexes, of whatever version, among those of others on the same server', () => {
  const names = indexNames('cchc');
  expect(names.live).toMatch(/^cchc-[0-9a-f]{8}$/);
  for (const own of [names.live, names.next, 'cchc-0123abcd', 'cchc-0123abcd-next']) expect(names.owns(own)).toBe(true);
  for (const other of ['cchc', 'cchc2-0123abcd', 'my-cchc-0123abcd', 'cchc-kho', 'cchc-0123abcd-cu']) expect(names.owns(other)).toBe(false);
});
