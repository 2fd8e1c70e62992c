import { expect, test } from 'vitest';
import { entryOf, menuOf } from '#accounts/model/menu.ts';

const menu = menuOf({ id: 'lan', name: 'Lan', roles: ['administrator', 'editor', 'publisher'], agency: null });
const placeOf = (path: string) => entryOf(menu, path)?.href;

test.each([
  ['/quan-tri', '/quan-tri'],
  ['/quan-tri/thu-tuc', '/quan-tri/thu-tuc'],
  ['/quan-tri/thu-tuc/1.001193', '/quan-tri/thu-tuc'],
  ['/quan-tri/su-kien/sinh-con', '/quan-tri/thu-tuc'],
  ['/quan-tri/nhap-thu-tuc', '/quan-tri/thu-tuc'],
  ['/quan-tri/tai-khoan/1', '/quan-tri/tai-khoan'],
  ['/quan-tri/tai-khoan-la', undefined],
  ['/quan-tri/khong-duoc', undefined],
])('whoever is at %s sees where they are in the menu', (path, expected) => {
  expect(placeOf(path)).toBe(expected);
});
