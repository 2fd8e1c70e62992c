import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages, pathIn, splitLanguage } from '#i18n/model/language.ts';
import { translatorFor } from '#i18n/translator.ts';

const [vi, en] = [translatorFor('vi'), translatorFor('en')];

describe('dates and numbers as each language writes them', () => {
  test('a date is as precise as it is known', () => {
    expect(['2024-11-16', '2020-04', '2020'].map(vi.date)).toEqual(['16/11/2024', 'tháng 4/2020', 'năm 2020']);
    expect(['2024-11-16', '2020-04', '2020'].map(en.date)).toEqual(['16 November 2024', 'April 2020', '2020']);
  });

  test('a date is the same day wherever the machine stands', () => {
    expect(en.date('2026-01-01')).toBe('1 January 2026');
    expect(en.date('2025-12-31')).toBe('31 December 2025');
  });

  test('thousands and decimals', () => {
    expect([vi.number(1234567), en.number(1234567)]).toEqual(['1.234.567', '1,234,567']);
    expect([vi.decimal('66.40'), en.decimal('66.40')]).toEqual(['66,40', '66.40']);
  });

  test('English counts one and many', () => {
    expect(en('search.count', { n: 1 })).toBe('One result.');
    expect(en('search.count', { n: 1200 })).toBe('1,200 results.');
    expect(vi('search.count', { n: 1200 })).toBe('1.200 kết quả.');
  });

  test('a value that is missing is a mistake of ours and throws', () => {
    expect(() => vi('search.title.for')).toThrow();
  });

  test('what a person typed is shown as it is, whatever it means to the format', () => {
    expect(vi('search.title.for', { text: "{x} <b> ' #" })).toBe("Tìm “{x} <b> ' #”");
  });
});

describe('addresses', () => {
  test('of a language lead back to the path they came from', () => {
    const segment = fc.stringMatching(/^[a-z0-9-]{3,12}$/);
    fc.assert(
      fc.property(fc.constantFrom(...languages), fc.array(segment), (language, segments) => {
        const path = `/${segments.join('/')}`;
        expect(splitLanguage(pathIn(language, path))).toEqual({ language, path });
      }),
    );
  });

  test('keep their query', () => {
    expect(en.href('/?q=x')).toBe('/en?q=x');
    expect(en.href('/tim-kiem?q=khai+sinh#lọc')).toBe('/en/tim-kiem?q=khai+sinh#lọc');
    expect(vi.href('/tim-kiem?q=x')).toBe('/tim-kiem?q=x');
  });
});
