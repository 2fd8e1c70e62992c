import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromTelex, fromVni, withoutResidue } from '#search/model/residue.ts';
import { wordOf, wordsOf } from '#search/model/word.ts';
import { typedAs } from '../support/typing.ts';

const noWord = () => false;

describe('Telex keys that were left in a query', () => {
  test.each([
    ['ddawng kys tamj trus', 'đăng ký tạm trú'],
    ['giaays pheps xaay duwngj nhaf', 'giấy phép xây dựng nhà'],
    ['hoon nhaan', 'hôn nhân'],
    ['thuwowngf', 'thường'],
    ['thuwongf', 'thường'],
    ['thuongwf', 'thường'],
    ['dduwowcj', 'được'],
    ['quyeenf', 'quyền'],
    ['hoaf', 'hòa'],
    ['nguwowif', 'người'],
    ['mua', 'mua'],
  ])('%s means %s', (typed, meant) => {
    expect((withoutResidue(typed, 'telex', noWord) ?? typed).split(' ').map((word) => wordOf(word).exact)).toEqual(
      wordsOf(meant).map((word) => word.exact),
    );
  });

  test.each(['passport', 'work', 'pccc', 'ct01', 'bhyt', 'xyzzy'])('%s means nothing', (typed) => {
    expect(fromTelex(typed)).toBeNull();
  });

  test('words that are known as they are stay', () => {
    expect(withoutResidue('ban gas hoas', 'telex', (word) => word === 'gas')).toBe('ban gas hóa');
  });

  test('a query with any accent was typed with the input method on', () => {
    expect(withoutResidue('đăng kys', 'telex', noWord)).toBeNull();
  });
});

describe('VNI keys that were left in a query', () => {
  test.each([
    ['d9a8ng ky1 ke61t ho6n', 'đăng ký kết hôn'],
    ['d9u7o7ng2', 'đường'],
    ['tru7o72ng', 'trường'],
    ['gia61y phe1p', 'giấy phép'],
  ])('%s means %s', (typed, meant) => {
    expect(withoutResidue(typed, 'vni', noWord)).toBe(meant);
  });

  test.each(['ct01', 'dc02', 'kt3', 'b2', '2025', 'h26'])('%s is no VNI', (typed) => {
    expect(fromVni(typed)).toBeNull();
  });
});

test('every word of the language comes out of its keys', () => {
  const words = wordsOf(
    'đăng ký thường trú nghĩa vụ quân sự chuyển nhượng quyền sử dụng đất giấy khuyết tật thuở xưa ngoằn ngoèo quốc tịch giữ gìn',
  );
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.constantFrom('telex' as const, 'vni' as const), (word, method) => {
      const read = withoutResidue(typedAs(word.text, method), method, noWord) ?? word.text;
      expect(wordOf(read).exact).toBe(word.exact);
    }),
  );
});

test('whatever is typed, reading it never fails', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const method of ['telex', 'vni'] as const)
        expect([null, 'string']).toContain(withoutResidue(text, method, noWord) === null ? null : 'string');
    }),
  );
});
