import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeSince, methodChanges } from '#par-index/model/change.ts';
import { rational } from '#par-index/model/fraction.ts';
import { wilson } from '#par-index/model/wilson.ts';

const figure = (yes: number, n: number) => ({ value: rational(yes, n), interval: wilson(yes / n, n) });

describe('the change since the last round', () => {
  // Newcombe 1998, table II, method 10: 56/70 against 48/80.
  test('56 of 70 against 48 of 80: 0.2000, from 0.0524 to 0.3339', () => {
    const { value, low, high, sure } = changeSince(figure(56, 70), figure(48, 80));
    expect(value.equals(rational(1, 5))).toBe(true);
    expect([low.toFixed(4), high.toFixed(4), sure]).toEqual(['0.0524', '0.3339', true]);
  });

  // The same table: 9/10 against 3/10, and 10/10 against 0/20.
  test.each([
    [9, 10, 3, 10, '0.1705', '0.8090'],
    [10, 10, 0, 20, '0.6791', '1.0000'],
  ])('%i of %i against %i of %i: from %5$s to %6$s', (yes, n, before, of, least, most) => {
    const { low, high } = changeSince(figure(yes, n), figure(before, of));
    expect([low.toFixed(4), high.toFixed(4)]).toEqual([least, most]);
  });

  test('a change that may be chance is not sure', () => {
    expect(changeSince(figure(172, 200), figure(168, 200)).sure).toBe(false);
  });

  test('whatever the figures, the interval holds the change, and turns round with the rounds', () => {
    const count = fc.integer({ min: 1, max: 500 }).chain((n) => fc.tuple(fc.nat(n), fc.constant(n)));
    fc.assert(
      fc.property(count, count, (now, before) => {
        const there = changeSince(figure(...now), figure(...before));
        const back = changeSince(figure(...before), figure(...now));
        expect(there.low).toBeLessThanOrEqual(there.value.valueOf() + 1e-12);
        expect(there.high).toBeGreaterThanOrEqual(there.value.valueOf() - 1e-12);
        expect(back.low).toBeCloseTo(-there.high, 12);
        expect(back.sure).toBe(there.sure);
      }),
    );
  });
});

test('another questionnaire, rule, set of criteria or way of answering is told, so that pages can warn', () => {
  const method = { instrument: 'SIPAS-G1-2017', rule: 'r1', criteria: 'c1', modes: ['paper', 'qr'] };
  expect(methodChanges(method, { ...method, modes: ['qr', 'paper'] })).toEqual([]);
  expect(methodChanges({ ...method, instrument: 'SIPAS-G2-2023', rule: 'r2' }, method)).toEqual(['instrument', 'rule']);
  expect(methodChanges({ ...method, modes: ['qr'] }, method)).toEqual(['modes']);
  expect(methodChanges({ ...method, modes: null }, method)).toEqual([]);
});
