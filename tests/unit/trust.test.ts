import { expect, test } from 'vitest';
import { Trust } from '#search/trust.ts';
import { clockAt } from '../support/app.ts';

function trustAt(start = 0) {
  const time = { ms: start };
  return { time, trust: new Trust(clockAt('2026-11-22T03:00:00Z'), () => time.ms) };
}

test('a second engine that nobody has looked at yet does not answer, and is to be looked at now', () => {
  const { trust } = trustAt();
  expect(trust.doubt).toBe('unchecked');
  expect(trust.due).toBe(true);
});

test('after a fault it is left alone, each time for longer, but never for more than a minute', () => {
  const { trust, time } = trustAt();
  trust.confirm();
  const pauses: number[] = [];
  for (let i = 0; i < 9; i++) {
    trust.lose('unreachable');
    expect(trust.due).toBe(false);
    const from = time.ms;
    while (!trust.due) time.ms += 500;
    pauses.push((time.ms - from) / 1000);
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test('an engine that comes and goes is left alone for longer and longer; one that answered for a minute begins anew', () => {
  const { trust, time } = trustAt();
  trust.confirm();
  for (let i = 0; i < 3; i++) {
    trust.lose('slow');
    time.ms += 10_000;
    trust.confirm();
    time.ms += 1_000;
  }
  trust.lose('slow');
  time.ms += 7_999;
  expect(trust.due).toBe(false);
  time.ms += 1;
  expect(trust.due).toBe(true);
  trust.confirm();
  time.ms += 60_000;
  trust.lose('slow');
  time.ms += 1_000;
  expect(trust.due).toBe(true);
});

test('whoever waits for an answer is let go at the first fault, and the next to ask is not', () => {
  const { trust } = trustAt();
  trust.confirm();
  const waiting = trust.signal;
  trust.lose('failing');
  expect(waiting.aborted).toBe(true);
  trust.confirm();
  expect(trust.signal.aborted).toBe(false);
});

test('only a fault of another kind is news', () => {
  const { trust } = trustAt();
  trust.confirm();
  expect(trust.lose('slow')).toBe(true);
  expect(trust.lose('slow')).toBe(false);
  expect(trust.lose('unreachable')).toBe(true);
});

test('it is said since when it answers or does not', () => {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const trust = new Trust(clock, () => 0);
  clock.set('2026-11-22T03:01:00Z');
  trust.confirm();
  clock.set('2026-11-22T03:02:00Z');
  trust.lose('slow');
  clock.set('2026-11-22T03:03:00Z');
  trust.lose('unreachable');
  expect(trust.since.toISOString()).toBe('2026-11-22T03:02:00.000Z');
});
