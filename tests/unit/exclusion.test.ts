import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atCommand, samePerson } from '#accounts/model/person.ts';
import { firstMonthKept } from '#survey/model/comment.ts';
import { type Cell, driftsOf } from '#survey/model/drift.ts';
import { decisionRefusal, reasonRefusal } from '#survey/model/exclusion.ts';

describe('the second person', () => {
  const open = { number: 7, state: 'open' as const, proposed_by: 'Nguyễn Thị Ánh', proposed_by_id: null };

  test.each(['Nguyễn Thị Ánh', 'nguyen thi anh', '  NGUYỄN  THỊ ÁNH ', 'Nguyễn Thị Ánh'.normalize('NFD')])(
    'is not %j where she proposed it',
    (person) => {
      expect(samePerson({ id: null, name: open.proposed_by }, { id: null, name: person })).toBe(true);
      expect(decisionRefusal(open, atCommand(person))?.key).toBe('survey.integrity.refused.same-person');
    },
  );

  test('is whoever has another account, also with the same name; a name alone may be anybody of that name', () => {
    const proposed = { ...open, proposed_by_id: 'a' };
    const named = (id: string | null) => ({ id, name: 'Nguyễn Thị Ánh' });
    expect(decisionRefusal(proposed, named('b'))).toBeNull();
    expect(decisionRefusal(proposed, { id: 'a', name: 'Nguyễn Thị Ánh Nguyệt' })?.key).toBe('survey.integrity.refused.same-person');
    expect(decisionRefusal(proposed, named(null))?.key).toBe('survey.integrity.refused.same-person');
    expect(decisionRefusal(open, named('a'))?.key).toBe('survey.integrity.refused.same-person');
  });

  test('decides, once', () => {
    expect(decisionRefusal(open, atCommand('Trần Văn Bình'))).toBeNull();
    expect(decisionRefusal({ ...open, state: 'declined' }, atCommand('Trần Văn Bình'))?.key).toBe('survey.integrity.refused.decided');
  });
});

test('a reason is a sentence and tells nothing of a person', () => {
  expect(reasonRefusal('Một máy gửi 40 phiếu trong một buổi')).toBeNull();
  expect(reasonRefusal('  sai  ')?.key).toBe('survey.integrity.refused.reason');
  expect(reasonRefusal('x'.repeat(301))?.key).toBe('survey.integrity.refused.reason');
  expect(reasonRefusal('Người gửi là 0912 345 678')?.key).toBe('survey.integrity.refused.reason-personal');
});

describe('cells counted anew', () => {
  const cell = fc.record({
    agency: fc.constantFrom('00004', '00008'),
    mode: fc.constantFrom('online', 'qr'),
    item: fc.constantFrom(null, 'W1', 'W2'),
    n: fc.integer({ min: 1, max: 5 }),
    excluded: fc.integer({ min: 0, max: 1 }),
  });
  const cells = fc
    .uniqueArray(cell, { selector: ({ agency, mode, item }) => `${agency} ${mode} ${item}`, maxLength: 8 })
    .map((all) => all.map((one): Cell => ({ ...one, value: one.item === null ? null : 4 })));

  test('drift exactly where one of the two numbers differs, in whatever order', () => {
    fc.assert(
      fc.property(cells, cells, (kept, counted) => {
        const at = (all: readonly Cell[], of: Omit<Cell, 'n' | 'excluded'>) =>
          all.find(({ agency, mode, item }) => agency === of.agency && mode === of.mode && item === of.item) ?? { n: 0, excluded: 0 };
        const drifts = driftsOf(kept, counted);
        expect(driftsOf([...kept].reverse(), [...counted].reverse())).toEqual(drifts);
        expect(driftsOf(kept, kept)).toEqual([]);
        for (const one of [...kept, ...counted]) {
          const [a, b] = [at(kept, one), at(counted, one)];
          const found = drifts.filter(({ agency, mode, item }) => agency === one.agency && mode === one.mode && item === one.item);
          expect(found).toHaveLength(a.n === b.n && a.excluded === b.excluded ? 0 : 1);
        }
      }),
    );
  });
});

describe('a comment', () => {
  test('is forgotten with its month, at the latest after so many days', () => {
    expect(firstMonthKept('2026-11-22', 180)).toBe('2026-06');
    expect(firstMonthKept('2026-11-28', 180)).toBe('2026-06');
    expect(firstMonthKept('2026-11-29', 180)).toBe('2026-07');
    expect(firstMonthKept('2026-01-30', 30)).toBe('2026-01');
  });

  test('is kept at most so many days, and at least a month less', () => {
    const day = fc
      .date({ min: new Date('2025-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), fc.integer({ min: 30, max: 365 }), (written, passed, days) => {
        const now = new Date(Date.parse(`${written}T00:00:00Z`) + passed * 86_400_000).toISOString().slice(0, 10);
        const kept = written.slice(0, 7) >= firstMonthKept(now, days);
        if (passed > days) expect(kept).toBe(false);
        if (passed <= days - 31) expect(kept).toBe(true);
      }),
    );
  });
});
