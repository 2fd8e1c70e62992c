import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  arrangeIndex,
  type IndexChoices,
  type IndexEntry,
  indexOrders,
  indexParameters,
  pressedIndex,
  readIndexChoices,
} from '#par-index/model/index-order.ts';

const points = fc.constantFrom('9.50', '10.00', '60.25', '63');
const entry: fc.Arbitrary<IndexEntry> = fc.record({
  name: fc.constantFrom('Sở Y tế', 'Sở Nội vụ', 'Phường Ba Đình', 'Xã Đông Anh'),
  rank: fc.option(fc.integer({ min: 1, max: 9 })),
  index: fc.option(points),
  appraised_points: points,
  sociological_points: fc.option(points),
});
const choices: fc.Arbitrary<IndexChoices> = fc.record({
  order: fc.constantFrom(...indexOrders),
  reversed: fc.boolean(),
  name: fc.constantFrom('', 'so y', 'Đình', 'dong'),
});

test('ten is more than nine and a half, agencies without an index stand last whichever way, and names are found without marks', () => {
  const of = (name: string, index: string | null, rank: number | null = 1): IndexEntry => ({
    name,
    rank,
    index,
    appraised_points: '1',
    sociological_points: null,
  });
  const all = [of('Sở Y tế', '9.50', 2), of('Sở Nội vụ', null, null), of('Sở Du lịch', '10.00', 1)];
  const names = (query: string) => arrangeIndex(all, readIndexChoices(new URLSearchParams(query))).map(({ name }) => name);
  expect(names('')).toEqual(['Sở Du lịch', 'Sở Y tế', 'Sở Nội vụ']);
  expect(names('chieu=nguoc')).toEqual(['Sở Y tế', 'Sở Du lịch', 'Sở Nội vụ']);
  expect(names('sap-xep=ten&tim=so+n')).toEqual(['Sở Nội vụ']);
  expect(names('sap-xep=khong-co')).toEqual(['Sở Du lịch', 'Sở Y tế', 'Sở Nội vụ']);
});

test('who is not ranked stands below all who are, though the index be higher, and by points among them', () => {
  const of = (name: string, index: string, rank: number | null): IndexEntry => ({
    name,
    rank,
    index,
    appraised_points: index,
    sociological_points: null,
  });
  const all = [of('Sở Y tế', '80', 1), of('Sở Nội vụ', '93', null)];
  const names = (query: string) => arrangeIndex(all, readIndexChoices(new URLSearchParams(query))).map(({ name }) => name);
  expect(names('')).toEqual(['Sở Y tế', 'Sở Nội vụ']);
  expect(names('chieu=nguoc')).toEqual(['Sở Y tế', 'Sở Nội vụ']);
  expect(names('sap-xep=tham-dinh')).toEqual(['Sở Nội vụ', 'Sở Y tế']);
});

test('of two with the same printed index, the one of the better rank stands first', () => {
  const of = (name: string, rank: number): IndexEntry => ({ name, rank, index: '88.08', appraised_points: '1', sociological_points: null });
  const all = [of('Phường Bạch Mai', 15), of('Xã Xuân Mai', 14)];
  const names = (query: string) => arrangeIndex(all, readIndexChoices(new URLSearchParams(query))).map(({ name }) => name);
  expect(names('')).toEqual(['Xã Xuân Mai', 'Phường Bạch Mai']);
  expect(names('chieu=nguoc')).toEqual(['Phường Bạch Mai', 'Xã Xuân Mai']);
});

test('an address says the choices that were made, and ordering loses nobody who is sought', () => {
  fc.assert(
    fc.property(fc.array(entry), choices, (all, chosen) => {
      const query = new URLSearchParams();
      for (const [key, value] of Object.entries(indexParameters(chosen))) if (value !== null) query.set(key, value);
      expect(readIndexChoices(query)).toEqual(chosen);
      const found = arrangeIndex(all, chosen);
      expect(found).toHaveLength(arrangeIndex(all, { ...chosen, order: 'ten', reversed: false }).length);
      if (chosen.name === '') expect(new Set(found)).toEqual(new Set(all));
      expect(pressedIndex(pressedIndex(chosen, chosen.order), chosen.order)).toEqual(chosen);
    }),
  );
});
