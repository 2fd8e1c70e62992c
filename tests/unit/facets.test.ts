import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FacetChoice, narrow } from '#newsroom/model/facets.ts';

interface Item {
  readonly colours: readonly string[];
  readonly size: string;
}
const facets = { colour: (item: Item) => item.colours, size: (item: Item) => [item.size] };
const colour: fc.Arbitrary<string> = fc.constantFrom('xanh', 'đỏ', 'vàng');
const size: fc.Arbitrary<string> = fc.constantFrom('to', 'nhỏ');
const items = fc.array(fc.record({ colours: fc.array(colour, { maxLength: 3 }), size }), { maxLength: 12 });
const choices: fc.Arbitrary<FacetChoice<'colour' | 'size'>> = fc.record({ colour: fc.option(colour), size: fc.option(size) });

describe('a list that is narrowed', () => {
  test('holds the items that agree with every choice, in their order', () => {
    fc.assert(
      fc.property(items, choices, (all, choice) => {
        const { listed } = narrow(all, facets, choice);
        const expected = all.filter(
          (one) => (choice.colour === null || one.colours.includes(choice.colour)) && (choice.size === null || one.size === choice.size),
        );
        expect(listed).toEqual(expected);
      }),
    );
  });

  test('says of every other choice exactly how many items it would list', () => {
    fc.assert(
      fc.property(items, choices, colour, size, (all, choice, otherColour, otherSize) => {
        const { counts } = narrow(all, facets, choice);
        const would = (other: Partial<typeof choice>) => narrow(all, facets, { ...choice, ...other }).listed.length;
        expect(counts.colour.get(otherColour) ?? 0).toBe(would({ colour: otherColour }));
        expect(counts.size.get(otherSize) ?? 0).toBe(would({ size: otherSize }));
      }),
    );
  });
});
