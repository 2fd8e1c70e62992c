import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { silentLog } from '#platform/log.ts';
import type { AppendBatch, NewResponse } from '#survey/append.ts';
import { groupCommit } from '#survey/group-commit.ts';

const response = (id: string): NewResponse => ({
  receipt: id,
  wave: 'TEST-1.2026',
  agency: '00001',
  procedure: null,
  day: '2026-11-22',
  mode: 'online',
  outcome: null,
  pace: null,
  answers: '5',
  profile: null,
  ticketHash: null,
  questions: ['A1'],
  flags: [],
});

const failure = (code: string) => Object.assign(new Error(code), { code });
const stored = (id: string) => ({ kind: 'stored' as const, receipt: id, stepped: false });

/** A database that stores a batch whole or not at all, after `trouble` has let it pass. */
function fakeStore(trouble: (ids: readonly string[], call: number) => void = () => {}) {
  const calls: (readonly string[])[] = [];
  const kept: string[] = [];
  const appendBatch: AppendBatch = (batch) => {
    const ids = batch.map((one) => one.receipt);
    calls.push(ids);
    trouble(ids, calls.length);
    kept.push(...ids);
    return ids.map(stored);
  };
  return { calls, kept, append: groupCommit(appendBatch, silentLog) };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('responses that come at the same time', () => {
  test('are written to disk together, each with its own receipt', async () => {
    const { calls, append } = fakeStore();
    expect(await Promise.all(['a', 'b', 'c'].map((id) => append(response(id))))).toEqual(['a', 'b', 'c'].map(stored));
    expect(calls).toEqual([['a', 'b', 'c']]);
  });

  test('are written in portions of 200, first come first served', async () => {
    const { calls, kept, append } = fakeStore();
    const ids = Array.from({ length: 450 }, (_, i) => `r${i}`);
    await Promise.all(ids.map((id) => append(response(id))));
    expect(calls.map((ids) => ids.length)).toEqual([200, 200, 50]);
    expect(kept).toEqual(ids);
  });

  test('are written with the time of writing', async () => {
    const appendBatch = vi.fn<AppendBatch>((batch) => batch.map((one) => stored(one.receipt)));
    await groupCommit(appendBatch, silentLog)(response('a'));
    expect(appendBatch).toHaveBeenCalledWith([response('a')]);
  });

  test('a ticket that was used already is told to the one who used it again', async () => {
    const append = groupCommit(
      (batch) => batch.map((one) => (one.receipt === 'b' ? { kind: 'ticket-spent' } : stored(one.receipt))),
      silentLog,
    );
    expect(await Promise.all([append(response('a')), append(response('b'))])).toEqual([stored('a'), { kind: 'ticket-spent' }]);
  });
});

describe('while another process holds the database', () => {
  const busyUntil = (call: number) => (_: readonly string[], now: number) => {
    if (now < call) throw failure('SQLITE_BUSY');
  };

  test('responses wait, none is acknowledged early, none is stored twice', async () => {
    const { calls, kept, append } = fakeStore(busyUntil(4));
    expect(await Promise.all([append(response('a')), append(response('b'))])).toEqual([stored('a'), stored('b')]);
    expect(calls).toHaveLength(4);
    expect(kept).toEqual(['a', 'b']);
  });

  test('those that came first are still stored first', async () => {
    const { kept, append } = fakeStore(busyUntil(2));
    const ids = Array.from({ length: 250 }, (_, i) => `r${i}`);
    await Promise.all(ids.map((id) => append(response(id))));
    expect(kept).toEqual(ids);
  });

  test('a response waits half a minute and is then refused, not forgotten', async () => {
    vi.useFakeTimers();
    const { append, kept } = fakeStore(busyUntil(Number.POSITIVE_INFINITY));
    const settled = vi.fn();
    append(response('a')).catch((error: unknown) => settled(error));
    await vi.advanceTimersByTimeAsync(29_000);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2000);
    expect(settled).toHaveBeenCalledWith(expect.objectContaining({ code: 'SQLITE_BUSY' }));
    expect(kept).toEqual([]);
  });
});

describe('a response that cannot be stored', () => {
  const refuseBad = (ids: readonly string[]) => {
    if (ids.some((id) => id.startsWith('bad'))) throw failure('SQLITE_CONSTRAINT');
  };

  test('is refused alone; those beside it are stored', async () => {
    const { kept, append } = fakeStore(refuseBad);
    const outcomes = await Promise.allSettled(['a', 'bad', 'b'].map((id) => append(response(id))));
    expect(outcomes.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(kept).toEqual(['a', 'b']);
  });

  test('is written to the log without anything that the person said', async () => {
    const error = vi.fn();
    const append = groupCommit(() => refuseBad(['bad']) ?? [], { ...silentLog, error });
    await expect(append(response('bad'))).rejects.toThrow('SQLITE_CONSTRAINT');
    expect(error).toHaveBeenCalledExactlyOnceWith('survey.append-failed', expect.any(Error), { batch: 1 });
  });

  test('never takes others with it, however many and wherever they stand', async () => {
    const ids = fc.array(fc.boolean(), { maxLength: 12 }).map((bad) => bad.map((isBad, i) => `${isBad ? 'bad' : 'good'}${i}`));
    await fc.assert(
      fc.asyncProperty(ids, async (given) => {
        const { kept, append } = fakeStore(refuseBad);
        const outcomes = await Promise.allSettled(given.map((id) => append(response(id))));
        expect(outcomes.map((one) => one.status === 'fulfilled')).toEqual(given.map((id) => id.startsWith('good')));
        expect(kept).toEqual(given.filter((id) => id.startsWith('good')));
      }),
    );
  });

  test('does not stop those that come later', async () => {
    const { append } = fakeStore(refuseBad);
    await expect(append(response('bad'))).rejects.toThrow();
    expect(await append(response('a'))).toEqual(stored('a'));
  });
});
