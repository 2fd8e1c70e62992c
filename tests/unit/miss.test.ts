import { describe, expect, test } from 'vitest';
import type { SearchQuery, SearchResult } from '#search/model/engine.ts';
import { plainReading } from '#search/model/interpretation.ts';
import { missText } from '#search/model/miss.ts';

const empty: SearchResult = {
  engine: 'test',
  total: 0,
  hits: [],
  facets: { type: {}, field: {}, level: {}, audience: {} },
  interpretation: plainReading,
};
const of = (text: string, query: Partial<SearchQuery> = {}, result: Partial<SearchResult> = {}) =>
  missText({ text, page: { limit: 20, offset: 0 }, ...query }, { ...empty, ...result });

describe('what is counted of a search that found nothing', () => {
  test('its text, tidied', () => {
    expect(of('  Cấp giấy   ABC ')).toBe('cấp giấy abc');
  });

  test.each(['0912 345 678', 'cccd 001099012345', 'so 001 099 012', 'a.b@example.vn', 'mst 0101234567', 'ngày 01-02-1990 abc'])(
    'nothing of %j: it may say who somebody is',
    (text) => {
      expect(of(text)).toBeNull();
    },
  );

  test('nothing where something was found or told, or the search was narrowed', () => {
    expect(of('abc', {}, { total: 1 })).toBeNull();
    expect(of('abc', {}, { interpretation: { ...plainReading, outside: { note: 'x', url: null } } })).toBeNull();
    expect(of('abc', { filters: { level: 'xã' } })).toBeNull();
    expect(of('abc', { types: ['agency'] })).toBeNull();
    expect(of('abc', { page: { limit: 20, offset: 20 } })).toBeNull();
  });

  test('nothing of what is too short, too long or no words', () => {
    for (const text of ['', 'a', '?!', '2025', 'a'.repeat(200)]) expect(of(text)).toBeNull();
  });
});
