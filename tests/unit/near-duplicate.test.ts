import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearDuplicateRule, nearDuplicates } from '#survey/model/near-duplicate.ts';

const { fewestItems, percent } = nearDuplicateRule;

/** The rule as it is said, pair by pair and sign by sign. */
function bySaying(packed: readonly string[], from = 0): ReadonlySet<number> {
  const compared = (answers: string) => {
    const given = [...answers].filter((answer) => answer !== '-');
    return (
      given.length >= fewestItems &&
      '12345'.split('').every((value) => given.filter((one) => one === value).length * 100 < given.length * percent)
    );
  };
  const found = new Set<number>();
  packed.forEach((a, i) => {
    packed.forEach((b, j) => {
      if (i === j || Math.max(i, j) < from || !compared(a) || !compared(b)) return;
      const places = [...a].map((one, at) => [one, b[at] ?? '']).filter(([x, y]) => x !== '-' || y !== '-');
      const same = places.filter(([x, y]) => x === y).length;
      if (same * 100 >= places.length * percent) found.add(i);
    });
  });
  return found;
}

/** Responses of which some are copied from others with a few changes. */
const responses = (items: number) => {
  const answers = (signs: string) => fc.array(fc.constantFrom(...signs), { minLength: items, maxLength: items }).map((all) => all.join(''));
  const changes = fc.array(fc.tuple(fc.nat(items - 1), fc.constantFrom(...'-12345')), { maxLength: 8 });
  return fc
    .tuple(
      fc.array(fc.oneof(answers('12345'), answers('444455-'), answers('44444445')), { maxLength: 8 }),
      fc.array(fc.tuple(fc.nat(7), changes), { maxLength: 6 }),
    )
    .map(([own, copies]) => [
      ...own,
      ...copies.flatMap(([of, changed]) => {
        const copied = own[of];
        return copied === undefined ? [] : [changed.reduce((text, [at, sign]) => text.slice(0, at) + sign + text.slice(at + 1), copied)];
      }),
    ]);
};

describe.each([22, 33, 41])('responses to a questionnaire of %i items', (items) => {
  test('are near-duplicates exactly where the rule says so', () => {
    fc.assert(
      fc.property(responses(items), fc.nat(8), (packed, from) => {
        expect(nearDuplicates(packed)).toEqual(bySaying(packed));
        expect(nearDuplicates(packed, from)).toEqual(bySaying(packed, from));
      }),
    );
  });
});

describe('two responses', () => {
  const one = '1234512345123451234512';
  test('that differ in three of 22 items are near-duplicates, in four they are not', () => {
    expect(nearDuplicates([one, `555${one.slice(3)}`]).size).toBe(2);
    expect(nearDuplicates([one, `5555${one.slice(4)}`]).size).toBe(0);
  });

  test('of people who are content with nearly everything are not', () => {
    expect(nearDuplicates(['4'.repeat(22), `${'4'.repeat(20)}55`, `${'4'.repeat(21)}5`]).size).toBe(0);
  });

  test('that leave most open, or answer a short questionnaire, are not', () => {
    expect(nearDuplicates([`${one.slice(0, 19)}---`, `${one.slice(0, 19)}---`]).size).toBe(0);
    expect(nearDuplicates(['123451234', '123451234']).size).toBe(0);
    expect(nearDuplicates([]).size).toBe(0);
  });
});
