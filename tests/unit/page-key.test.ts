import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageAddress } from '#platform/http/page-key.ts';

const base = 'http://portal.invalid';
const pageKey = (url: URL) => pageAddress(url).key;
const key = (address: string) => pageKey(new URL(address, base));

describe('addresses of one and the same page', () => {
  test('a page without parameters is its path', () => {
    expect(key('/thu-tuc')).toBe('/thu-tuc');
    expect(key('/thu-tuc?')).toBe('/thu-tuc');
  });

  test('parameters of trackers and guesses make no new page', () => {
    expect(key('/thu-tuc?utm_source=zalo&fbclid=abc&cap=xã')).toBe(key('/thu-tuc?cap=xã'));
    expect(key('/?x=1&y=2')).toBe('/');
  });

  test('the part after # makes no new page', () => {
    expect(key('/gioi-thieu#lien-he')).toBe('/gioi-thieu');
  });

  test('an empty parameter is none', () => {
    expect(key('/tim-kiem?q=&loai=')).toBe('/tim-kiem');
  });

  test('of a parameter given twice the first counts', () => {
    expect(key('/tim-kiem?q=khai&q=sinh')).toBe('/tim-kiem?q=khai');
  });

  test('agencies to compare are named several times, of which six count: one more than are compared', () => {
    const codes = ['1', '', '2', '3', '4', '5', '6', '7'].map((code) => `don-vi=${code}`).join('&');
    expect(key(`/chi-so/so-sanh?${codes}`)).toBe('/chi-so/so-sanh?don-vi=1&don-vi=2&don-vi=3&don-vi=4&don-vi=5&don-vi=6');
  });

  test('the order of the parameters does not matter', () => {
    expect(key('/tim-kiem?trang=2&q=khai%20sinh')).toBe('/tim-kiem?q=khai+sinh&trang=2');
  });
});

describe('addresses of different pages', () => {
  test.each([
    ['/tim-kiem', ['q', 'trang', 'loai', 'linh-vuc', 'cap', 'doi-tuong', 'dung']],
    ['/thu-tuc', ['viec', 'doi-tuong', 'cap', 'truc-tuyen', 'linh-vuc', 'tinh-trang', 'sau', 'truoc']],
    ['/thu-tuc/linh-vuc', ['viec', 'doi-tuong', 'cap', 'truc-tuyen', 'tinh-trang']],
    ['/tin-tuc', ['chu-de', 'thang', 'trang']],
    ['/tin-tuc/feed.xml', ['chu-de']],
    ['/tin-tuc/atom.xml', ['chu-de']],
    ['/tin-tuc/feed.json', ['chu-de']],
    ['/van-ban', ['q', 'loai', 'co-quan', 'nam', 'hieu-luc', 'trang']],
    ['/van-ban.csv', ['q', 'loai', 'co-quan', 'nam', 'hieu-luc']],
    ['/chi-so/viec-da-lam', ['co-quan', 'linh-vuc', 'thu-tuc', 'trang']],
    ['/co-quan/cu-sang-moi', ['ten']],
    ['/chi-so/dang-tinh/HN-WARD-9-2026', ['tim', 'loai', 'sap-xep', 'chieu']],
    ['/chi-so/dang-tinh/HN-WARD-9-2026/yeu-to', ['tim', 'loai', 'sap-xep', 'chieu']],
    ['/chi-so/so-sanh', ['don-vi', 'bo-cau-hoi']],
    ['/chi-so/du-lieu/so-sanh.json', ['don-vi', 'bo-cau-hoi']],
    ['/khao-sat/HN-WARD-9-2026', ['co-quan', 'thu-tuc', 'ma']],
    ['/khao-sat/bien-nhan', ['ma']],
  ] as const)('each parameter that %s understands makes a page of its own', (path, names) => {
    for (const name of names) {
      expect(key(`${path}?${name}=1`)).not.toBe(key(path));
      expect(key(`${path}?${name}=1`)).not.toBe(key(`${path}?${name}=2`));
    }
  });

  test('a parameter of another page makes none', () => {
    expect(key('/?q=x')).toBe('/');
    expect(key('/sitemap.xml?trang=2')).toBe('/sitemap.xml');
    expect(key('/thu-tuc/1.001193?ma=x')).toBe('/thu-tuc/1.001193');
  });

  test('a search with & or = in it stays one search', () => {
    expect(key('/tim-kiem?q=a%26loai%3Db')).not.toBe(key('/tim-kiem?q=a&loai=b'));
  });

  test('an endless search is cut after the letters that a page reads and one more, by which it sees the cut', () => {
    expect(key(`/tim-kiem?q=${'a'.repeat(5000)}`)).toBe(`/tim-kiem?q=${'a'.repeat(301)}`);
  });
});

describe('languages', () => {
  test('an English page is another page, and its route sees the address that all languages share', () => {
    expect(pageAddress(new URL('/en/thu-tuc?cap=xã&utm_source=zalo', base))).toEqual({
      key: '/en/thu-tuc?cap=x%C3%A3',
      language: 'en',
      path: '/thu-tuc',
      target: '/thu-tuc?cap=x%C3%A3',
    });
    expect(pageAddress(new URL('/en', base))).toEqual({ key: '/en', language: 'en', path: '/', target: '/' });
  });

  test('Vietnamese has no prefix, and what only begins like one is none', () => {
    expect(pageAddress(new URL('/vi/thu-tuc', base)).path).toBe('/vi/thu-tuc');
    expect(pageAddress(new URL('/english', base))).toMatchObject({ language: 'vi', path: '/english' });
  });
});

describe('whatever is asked for', () => {
  const known = fc.record(
    { q: fc.string({ unit: 'grapheme' }), trang: fc.nat().map(String), loai: fc.constantFrom('procedure', 'article'), ma: fc.string() },
    { requiredKeys: [] },
  );
  const others = fc.dictionary(fc.stringMatching(/^[a-z]{3}_[a-z]{1,5}$/), fc.string());
  const address = (parameters: readonly (readonly [string, string])[]) =>
    new URL(`/tim-kiem?${new URLSearchParams(parameters.map(([name, value]) => [name, value]))}`, base);

  test('the page is the same in any order and with other parameters beside', () => {
    const noisy = fc.tuple(known, others).chain(([wanted, noise]) => {
      const all = [...Object.entries(wanted), ...Object.entries(noise)];
      return fc.tuple(fc.constant(Object.entries(wanted)), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }));
    });
    fc.assert(
      fc.property(noisy, ([wanted, all]) => {
        expect(pageKey(address(all))).toBe(pageKey(address(wanted)));
      }),
    );
  });

  test('the address of a page leads to that page again', () => {
    fc.assert(
      fc.property(known, (wanted) => {
        expect(key(pageKey(address(Object.entries(wanted))))).toBe(pageKey(address(Object.entries(wanted))));
      }),
    );
  });
});
