import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { vietnameseOrder } from '#i18n/model/collation.ts';
import { publish } from '#par-index/model/display.ts';
import { rational } from '#par-index/model/fraction.ts';
import {
  arrangeLive,
  everyAgency,
  kindsOf,
  type LiveChoices,
  type LiveEntry,
  liveKindNames,
  liveOrders,
  liveParameters,
  pressed,
  readLiveChoices,
} from '#par-index/model/live-order.ts';
import { figuresOf } from '#par-index/model/score.ts';
import { shippedRule, vietnameseWord } from './examples.ts';

const rule = shippedRule('sipas-top2-pooled-2');

function entry(code: string, name: string, satisfied: number, n: number, kind: LiveEntry['agency']['kind'] = 'ward'): LiveEntry {
  const share = n === 0 ? null : rational(satisfied, n);
  return { agency: { code, name, kind }, overall: publish(rule, { code: 'all', title: '', n, nEff: n, ...figuresOf(rule, share, n) }) };
}

const choices: fc.Arbitrary<LiveChoices> = fc.record({
  order: fc.constantFrom(...liveOrders),
  descending: fc.boolean(),
  kind: fc.option(fc.constantFrom(...liveKindNames), { nil: null }),
  name: fc.oneof(fc.constant(''), vietnameseWord),
});

const entries: fc.Arbitrary<readonly LiveEntry[]> = fc.array(
  fc
    .tuple(vietnameseWord, fc.nat(140), fc.nat(140), fc.constantFrom('ward' as const, 'commune' as const, 'department' as const))
    .map(([name, a, b, kind]) => entry(`${name} ${a} ${b}`, name, Math.min(a, b), Math.max(a, b), kind)),
  { maxLength: 25 },
);

const names = (list: readonly LiveEntry[]) => list.map(({ agency }) => agency.name);
const address = (parameters: ReturnType<typeof liveParameters>) =>
  new URLSearchParams(Object.entries(parameters).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));

describe('a list of agencies', () => {
  test('those whose share may not be shown come after all others, however the list is ordered', () => {
    fc.assert(
      fc.property(entries, choices, (all, chosen) => {
        const shown = arrangeLive(all, chosen).map(({ overall }) => overall.share !== null);
        expect(shown).toEqual([...shown].sort((a, b) => Number(b) - Number(a)));
      }),
    );
  });

  test('nobody is lost, added or ordered otherwise by being ordered twice', () => {
    fc.assert(
      fc.property(entries, choices, (all, chosen) => {
        const once = arrangeLive(all, { ...chosen, kind: null, name: '' });
        expect([...once].sort((a, b) => all.indexOf(a) - all.indexOf(b))).toEqual(all);
        expect(arrangeLive([...once].reverse(), { ...chosen, kind: null, name: '' })).toEqual(once);
      }),
    );
  });

  test('each order is what its name says, upwards and downwards', () => {
    fc.assert(
      fc.property(entries, choices, (all, chosen) => {
        const shown = arrangeLive(all, chosen).filter(({ overall }) => overall.share !== null);
        const keys = shown.map(({ agency, overall }) => ({
          agency,
          share: overall.share,
          n: overall.n ?? 0,
          low: overall.interval?.low ?? 0,
        }));
        for (const [i, next] of keys.slice(1).entries()) {
          const last = keys[i];
          if (!last?.share || !next.share) throw new Error('not shown');
          const step = {
            khoang: next.low - last.low,
            ten: vietnameseOrder(next.agency.name, last.agency.name),
            diem: next.share.compare(last.share),
            'so-phieu': next.n - last.n,
          }[chosen.order];
          if (chosen.descending) expect(step).toBeLessThanOrEqual(0);
          else expect(step).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('how few answered where that is not told changes no place', () => {
    const few = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(fc.array(fc.tuple(vietnameseWord, few, few), { maxLength: 10 }), choices, (hidden, chosen) => {
        const at = (which: 1 | 2) => hidden.map((one, i) => entry(String(i), one[0], Math.min(2, one[which]), one[which]));
        expect(names(arrangeLive(at(1), chosen))).toEqual(names(arrangeLive(at(2), chosen)));
      }),
    );
  });

  test('without any choice the lower end of the interval decides, so that few responses do not stand first by chance', () => {
    const list = arrangeLive(
      [
        entry('1', 'Ba Vì', 30, 30),
        entry('2', 'Ba Đình', 190, 200),
        entry('3', 'Hồng Hà', 0, 0),
        entry('4', 'Tây Hồ', 7, 12),
        entry('5', 'An', 9, 9),
      ],
      everyAgency,
    );
    expect(names(list)).toEqual(['Ba Đình', 'Ba Vì', 'Tây Hồ', 'An', 'Hồng Hà']);
  });

  test('a part of a name finds it, with or without accents and capitals, and kinds narrow', () => {
    const all = [
      entry('1', 'Phường Ba Đình', 40, 40),
      entry('2', 'Xã Ba Vì', 40, 40, 'commune'),
      entry('3', 'Sở Nội vụ', 40, 40, 'department'),
    ];
    const found = (name: string, kind: LiveChoices['kind'] = null) =>
      names(arrangeLive(all, { ...everyAgency, order: 'ten', name, kind, descending: false }));
    expect(found('ba')).toEqual(['Phường Ba Đình', 'Xã Ba Vì']);
    expect(found('ĐÌNH')).toEqual(['Phường Ba Đình']);
    expect(found('noi vu')).toEqual(['Sở Nội vụ']);
    expect(found('ba', 'xa')).toEqual(['Xã Ba Vì']);
    expect(found('Ba Đinhh')).toEqual([]);
    expect(kindsOf(all.slice(1))).toEqual(['xa', 'so']);
  });
});

describe('the address of a list', () => {
  test('says every choice, and nothing of what is as usual', () => {
    fc.assert(
      fc.property(choices, (chosen) => {
        expect(readLiveChoices(address(liveParameters(chosen)))).toEqual({ choices: chosen, unknownKind: null });
      }),
    );
    expect(address(liveParameters(everyAgency)).toString()).toBe('');
  });

  test('an order that there is not is the usual one, a kind that there is not is told', () => {
    expect(readLiveChoices(new URLSearchParams('sap-xep=gia&chieu=ngang&loai=huyen'))).toEqual({
      choices: everyAgency,
      unknownKind: 'huyen',
    });
  });

  test('the head of a column orders by it from the side that people look for first, and pressed again turns the order round', () => {
    const byName = pressed(everyAgency, 'ten');
    expect([byName.order, byName.descending]).toEqual(['ten', false]);
    expect(pressed(byName, 'ten').descending).toBe(true);
    expect(pressed(byName, 'so-phieu').descending).toBe(true);
    fc.assert(
      fc.property(choices, (chosen) => {
        expect(pressed(pressed(chosen, chosen.order), chosen.order)).toEqual(chosen);
      }),
    );
  });
});
