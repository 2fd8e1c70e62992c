import { describe, expect, test } from 'vitest';
import { publish } from '#par-index/model/display.ts';
import { rational } from '#par-index/model/fraction.ts';
import { figuresOf } from '#par-index/model/score.ts';
import { type WavePoint, waveTrends } from '#par-index/model/wave-trend.ts';
import { shippedRule } from './examples.ts';

const rule = shippedRule('sipas-top2-pooled-2');
const forms = {
  a: { id: 'A', short_title: 'Phiếu A' },
  b: { id: 'B', short_title: 'Phiếu B', replaces: 'A' },
  c: { id: 'C', short_title: 'Phiếu C', replaces: 'B' },
  other: { id: 'X', short_title: 'Phiếu khác' },
};
const all = Object.values(forms);

function point(year: number, form: keyof typeof forms, satisfied: number, n: number, wave: Partial<WavePoint['wave']> = {}): WavePoint {
  const id = `${forms[form].id}.${year}`;
  return {
    wave: { id, title: `Đợt ${year}`, kind: 'standing', opens: `${year}-01-01`, closes: `${year}-12-31`, modes: ['online', 'qr'], ...wave },
    instrument: forms[form],
    overall: publish(rule, { code: 'all', title: '', n, nEff: n, ...figuresOf(rule, n === 0 ? null : rational(satisfied, n), n) }),
  };
}

const told = (points: readonly WavePoint[]) =>
  waveTrends(points, all).map(({ title, steps }) => [
    title,
    ...steps.map(({ wave, broken, change }) => [wave.id, broken, change && [change.value.toFraction(), change.sure]]),
  ]);

describe('the trend of an agency through its waves', () => {
  test('one shown wave is no trend, nor are two of questionnaires that have nothing to do with each other', () => {
    expect(told([])).toEqual([]);
    expect(told([point(2026, 'a', 80, 100)])).toEqual([]);
    expect(told([point(2026, 'a', 80, 100), point(2025, 'a', 8, 29)])).toEqual([]);
    expect(told([point(2026, 'a', 80, 100), point(2025, 'other', 80, 100)])).toEqual([]);
  });

  test('goes from the oldest to the newest, and says whether a change may be chance', () => {
    expect(told([point(2027, 'a', 370, 400), point(2026, 'a', 330, 400), point(2025, 'a', 320, 400)])).toEqual([
      ['Phiếu A', ['A.2025', null, null], ['A.2026', null, ['1/40', false]], ['A.2027', null, ['1/10', true]]],
    ]);
  });

  test('breaks where another questionnaire took the place, also of one in between that has no answers here', () => {
    expect(told([point(2025, 'a', 320, 400), point(2026, 'b', 370, 400)])).toEqual([
      ['Phiếu B', ['A.2025', null, null], ['B.2026', 'instrument', null]],
    ]);
    expect(told([point(2027, 'c', 320, 400), point(2025, 'a', 320, 400)])).toEqual([
      ['Phiếu C', ['A.2025', null, null], ['C.2027', 'instrument', null]],
    ]);
  });

  test('of two questionnaires in one year the newer comes later', () => {
    expect(told([point(2026, 'b', 30, 40), point(2026, 'a', 30, 40)])[0]?.slice(1)).toEqual([
      ['A.2026', null, null],
      ['B.2026', 'instrument', null],
    ]);
  });

  test('a wave with too few responses keeps its place; the next is compared with the last that was shown', () => {
    expect(told([point(2025, 'a', 320, 400), point(2026, 'a', 8, 9), point(2027, 'a', 370, 400)])).toEqual([
      ['Phiếu A', ['A.2025', null, null], ['A.2026', null, null], ['A.2027', null, ['1/8', true]]],
    ]);
    // Not across a break, even where the wave at the break shows nothing.
    expect(told([point(2025, 'a', 320, 400), point(2026, 'b', 8, 9), point(2027, 'b', 370, 400)])[0]?.slice(2)).toEqual([
      ['B.2026', 'instrument', null],
      ['B.2027', null, null],
    ]);
  });

  test('official waves stand apart from standing ones, and break where answers came in other ways', () => {
    const official = (year: number, modes: WavePoint['wave']['modes']) =>
      point(year, 'a', 320, 400, { id: `C.${year}`, kind: 'official', modes });
    expect(told([point(2025, 'a', 320, 400), official(2025, ['household'])])).toEqual([]);
    expect(told([official(2024, ['household', 'paper']), official(2025, ['paper', 'household']), official(2026, ['online'])])).toEqual([
      ['Phiếu A', ['C.2024', null, null], ['C.2025', null, ['0', false]], ['C.2026', 'modes', null]],
    ]);
  });

  test('questionnaires that replace each other in a circle end all the same', () => {
    const circle = [
      { id: 'A', replaces: 'B' },
      { id: 'B', replaces: 'A' },
    ];
    expect(waveTrends([point(2025, 'a', 30, 40), point(2026, 'a', 30, 40)], circle)).toHaveLength(1);
  });
});
