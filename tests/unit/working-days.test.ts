import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hanoiClock, hanoiMoment } from '#platform/model/hanoi-time.ts';
import { readBanner, shortNotice, type TypedBanner } from '#settings/model/banner.ts';
import { readDays } from '#settings/model/holidays.ts';
import { firstStopDay, isWorkingDay, leastNotice, nextDay, workingDaysBetween } from '#settings/model/working-days.ts';

const none = new Set<string>();
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const holidays = fc.array(day, { maxLength: 20 }).map((days) => new Set(days));

describe('working days before a planned stop', () => {
  test('weekends, holidays, the day of the notice and the day of the stop do not count', () => {
    // Monday 23 November 2026 until Thursday 3 December: Tuesday to Friday, Monday to Wednesday.
    expect(workingDaysBetween('2026-11-23', '2026-12-03', none)).toBe(7);
    expect(workingDaysBetween('2026-11-23', '2026-12-03', new Set(['2026-11-25', '2026-11-28']))).toBe(6);
    expect(workingDaysBetween('2026-12-03', '2026-12-03', none)).toBe(0);
    expect(workingDaysBetween('2026-12-04', '2026-12-03', none)).toBe(0);
    expect(firstStopDay('2026-11-23', none)).toBe('2026-12-03');
    expect(firstStopDay('2026-11-23', new Set(['2026-11-25']))).toBe('2026-12-04');
  });

  test('the first day of a stop is the earliest with enough of them', () => {
    fc.assert(
      fc.property(day, holidays, (announced, off) => {
        const first = firstStopDay(announced, off);
        expect(workingDaysBetween(announced, first, off)).toBe(leastNotice);
        const before = new Date(Date.parse(first) - 86_400_000).toISOString().slice(0, 10);
        expect(workingDaysBetween(announced, before, off)).toBeLessThan(leastNotice);
      }),
    );
  });

  test('days that are counted on both sides of a day are all days but it', () => {
    fc.assert(
      fc.property(day, holidays, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (from, off, a, b) => {
        const later = (start: string, n: number) => Array.from({ length: n }).reduce<string>((at) => nextDay(at), start);
        const middle = later(from, a);
        const to = later(middle, b);
        const both = workingDaysBetween(from, middle, off) + workingDaysBetween(middle, to, off);
        expect(workingDaysBetween(from, to, off)).toBe(both + (isWorkingDay(middle, off) ? 1 : 0));
      }),
    );
  });

  test('who was told earlier than now was not told earlier', () => {
    const stop = { shown_from: '2026-01-01T00:00:00.000Z', stops_at: '2026-12-03T15:00:00.000Z' };
    expect(shortNotice(stop, '2026-11-23T03:00:00.000Z', none)).toBeNull();
    expect(shortNotice(stop, '2026-11-24T03:00:00.000Z', none)).toBe(6);
    // Half past eleven at night in Hà Nội is the same day, half past midnight the next.
    expect(shortNotice(stop, '2026-11-23T16:30:00.000Z', none)).toBeNull();
    expect(shortNotice(stop, '2026-11-23T17:30:00.000Z', none)).toBe(6);
    expect(shortNotice({ ...stop, stops_at: null }, '2026-11-23T03:00:00.000Z', none)).toBeNull();
  });
});

test('a time typed as the clock in Hà Nội shows it is the same moment again', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1970-01-02'), max: new Date('2999-01-01'), noInvalidDate: true }), (date) => {
      const typed = hanoiClock(date.toISOString());
      expect(hanoiClock(hanoiMoment(typed) ?? '')).toBe(typed);
    }),
  );
  expect(hanoiMoment('2026-11-28T22:00')).toBe('2026-11-28T15:00:00.000Z');
  for (const wrong of ['', '2026-02-30T10:00', '2026-11-28', '2026-11-28T24:30', '28/11/2026 22:00', '2026-11-28T22:00Z'])
    expect(hanoiMoment(wrong), wrong).toBeNull();
});

test('holidays are read as people write days, each once and in order', () => {
  expect(readDays('30/4/2027\n 2027-05-01 ,2/9/2027;30/04/2027\n\n')).toEqual({ days: ['2027-04-30', '2027-05-01', '2027-09-02'] });
  expect(readDays('30/2/2027')).toEqual({ wrong: '30/2/2027' });
  expect(readDays('Tết')).toEqual({ wrong: 'Tết' });
});

describe('a banner as it is typed', () => {
  const now = '2026-11-22T03:00:00.000Z';
  const typed: TypedBanner = {
    kind: 'planned',
    text_vi: ' Nâng  cấp\nmáy chủ ',
    text_en: 'Upgrade',
    shown_from: '',
    stops_at: '2026-12-05T22:00',
    until: '2026-12-06T05:00',
  };
  const wrongOf = (changes: Partial<TypedBanner>) => {
    const read = readBanner({ ...typed, ...changes }, now, null);
    return 'wrong' in read ? read.wrong : null;
  };

  test('stands on one line and begins now where nothing else is said', () => {
    expect(readBanner(typed, now, null)).toEqual({
      kind: 'planned',
      text_vi: 'Nâng cấp máy chủ',
      text_en: 'Upgrade',
      shown_from: now,
      stops_at: '2026-12-05T15:00:00.000Z',
      until: '2026-12-05T22:00:00.000Z',
    });
    expect(readBanner({ ...typed, kind: 'incident' }, now, null)).toMatchObject({ stops_at: null });
  });

  test('tells nobody before now, nor before it began to be shown', () => {
    const began = (shown_from: string, before: string | null) => {
      const read = readBanner({ ...typed, shown_from }, now, before === null ? null : { shown_from: before });
      return 'wrong' in read ? read : read.shown_from;
    };
    const shown = '2026-11-20T03:00:30.000Z';
    const coming = '2026-11-25T03:00:00.000Z';
    expect(began('2026-11-01T00:00', null)).toBe(now);
    expect(began('2026-11-01T00:00', shown)).toBe(shown);
    // The form knows minutes only: saved as it stands, a banner keeps the second in which it began.
    expect(began(hanoiClock(shown), shown)).toBe(shown);
    expect(began('2026-11-01T00:00', coming)).toBe(now);
    expect(began('2026-11-23T10:00', coming)).toBe('2026-11-23T03:00:00.000Z');
    expect(began('2026-11-23T10:00', shown)).toBe('2026-11-23T03:00:00.000Z');
  });

  test('is refused at the field that is wrong', () => {
    expect(wrongOf({ kind: 'khac' })).toBe('kind');
    expect(wrongOf({ text_vi: ' \u200b ' })).toBe('text_vi');
    expect(wrongOf({ text_en: 'x'.repeat(401) })).toBe('text_en');
    expect(wrongOf({ shown_from: '2026-02-30T10:00' })).toBe('shown_from');
    expect(wrongOf({ stops_at: '' })).toBe('stops_at');
    expect(wrongOf({ shown_from: '2026-12-06T00:00' })).toBe('stops_at');
    expect(wrongOf({ until: '2026-12-05T22:00' })).toBe('until');
    expect(wrongOf({ kind: 'incident', shown_from: '2026-11-01T00:00', until: '2026-11-22T10:00' })).toBe('until');
    expect(wrongOf({ until: '2027-03-05T22:00' })).toBe('until');
  });
});
