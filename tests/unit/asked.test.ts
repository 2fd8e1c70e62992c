import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterNames, isFiltered, longestText, parametersOf, readAsked, withoutFilters } from '#search/model/asked.ts';
import { addressWith } from '#ui/page-number.ts';

const read = (query: string) => readAsked(new URLSearchParams(query));

describe('what an address of the search page asks for', () => {
  test('the text, the filters and how exactly to look', () => {
    expect(read('q=khai+sinh&loai=procedure&linh-vuc=Hộ tịch&cap=xã&doi-tuong=Doanh nghiệp&dung=1')).toEqual({
      text: 'khai sinh',
      cut: false,
      exact: true,
      type: 'procedure',
      field: 'Hộ tịch',
      level: 'xã',
      audience: 'Doanh nghiệp',
      unknownType: null,
    });
  });

  test('nothing, where nothing is given', () => {
    expect(read('')).toMatchObject({ text: '', cut: false, exact: false, type: undefined, unknownType: null });
    expect(isFiltered(read('q=&loai=&cap='))).toBe(false);
  });

  test('a type that there is none of is named, and filters nothing', () => {
    expect(read('loai=weather')).toMatchObject({ type: undefined, unknownType: 'weather' });
    expect(isFiltered(read('loai=weather'))).toBe(false);
  });

  test('a text that is too long is cut, and known to be', () => {
    expect(read(`q=${'a'.repeat(longestText)}`).cut).toBe(false);
    const asked = read(`q=${'a'.repeat(longestText + 1)}`);
    expect(asked.cut).toBe(true);
    expect(asked.text).toHaveLength(longestText);
  });

  test('controls become blanks; what cannot be seen or turns the line around is left out', () => {
    expect(read('q=khai%00%0A%09sinh%E2%80%AE+x%E2%80%8By').text).toBe('khai sinh xy');
  });
});

test('whatever is asked for, its own address asks for the same', () => {
  fc.assert(
    fc.property(
      fc.record({
        q: fc.string({ unit: 'grapheme', maxLength: 400 }),
        loai: fc.constantFrom('', 'procedure', 'agency', 'weather'),
        'linh-vuc': fc.string({ unit: 'grapheme', maxLength: 20 }),
        cap: fc.string({ maxLength: 20 }),
        'doi-tuong': fc.string({ maxLength: 20 }),
        dung: fc.constantFrom('', '1', 'x'),
      }),
      (given) => {
        const asked = readAsked(new URLSearchParams(given));
        const again = readAsked(new URL(addressWith('http://portal.invalid/tim-kiem', parametersOf(asked))).searchParams);
        expect(again).toEqual({ ...asked, cut: false, unknownType: null });
        expect(again.text).not.toMatch(/\p{Cc}|\p{Cf}/u);
        const plain = withoutFilters(asked);
        expect(filterNames.every((name) => plain[name] === undefined)).toBe(true);
        expect(plain.text).toBe(asked.text);
      },
    ),
  );
});
