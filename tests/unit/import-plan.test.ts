import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Held, type Incoming, oneRowEach, planImport } from '#procedures/model/import-plan.ts';

const codes = ['1.000001', '1.000002', '1.000003', '1.000004'];
const days = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'];

const listing = fc.record({
  name: fc.constantFrom('Đăng ký', 'Cấp phép'),
  field: fc.constantFrom('Hộ tịch', 'Đất đai', ''),
  promulgator: fc.constantFrom('Bộ A', 'Bộ B', ''),
  executing: fc.option(fc.constantFrom<string[]>(['UBND'], ['Sở'], []), { nil: null }),
});
const record = fc
  .record({ text: fc.constantFrom('một', 'hai'), updated_at: fc.constantFrom(...days) })
  .map(({ text, updated_at }) => ({ json: `${text} ${updated_at}`, hash: `${text} ${updated_at}`, updated_at }));
const incoming: fc.Arbitrary<Incoming> = fc.record({
  code: fc.constantFrom(...codes),
  file: fc.constantFrom('a', 'b'),
  place: fc.integer({ min: 1, max: 99 }).map((n) => `dòng ${n}`),
  listing,
  record: fc.option(record, { nil: null }),
});
const rows = fc.array(incoming, { maxLength: 8 });
const held: fc.Arbitrary<ReadonlyMap<string, Held>> = fc
  .array(
    fc.tuple(
      fc.constantFrom(...codes, '1.000005'),
      fc.record({ listing, record: fc.option(record, { nil: null }), missing_from: fc.option(fc.constant('tệp cũ'), { nil: null }) }),
    ),
  )
  .map((all) => new Map(all));
const listed = new Set(['Bộ A', 'Bộ B']);

/** What the catalogue holds after a plan has been carried out. */
function after(before: ReadonlyMap<string, Held>, plan: ReturnType<typeof planImport>): ReadonlyMap<string, Held> {
  const next = new Map(before);
  for (const row of plan.added) next.set(row.code, { listing: row.listing, record: row.record, missing_from: null });
  for (const { incoming: row, listing: columns } of plan.changed)
    next.set(row.code, { listing: columns, record: row.record ?? before.get(row.code)?.record ?? null, missing_from: null });
  for (const code of plan.seenAgain) next.set(code, { ...(next.get(code) as Held), missing_from: null });
  for (const code of plan.missing) next.set(code, { ...(next.get(code) as Held), missing_from: 'tệp' });
  return next;
}

describe('the plan of an import', () => {
  test('is the same in whatever order the rows and the files come', () => {
    fc.assert(
      fc.property(held, rows, fc.infiniteStream(fc.nat()), (now, all, seeds) => {
        const shuffled = [...all]
          .map((row) => ({ row, seed: seeds.next().value as number }))
          .sort((a, b) => a.seed - b.seed)
          .map(({ row }) => row);
        const content = (plan: ReturnType<typeof planImport>) => ({
          added: plan.added.map(({ code, listing: columns, record: full }) => [code, columns, full]),
          changed: plan.changed.map(({ incoming: { code }, listing: columns, record: full }) => [code, columns, full]),
          unchanged: plan.unchanged,
          older: plan.older.map((row) => row.code),
          missing: plan.missing,
          seenAgain: plan.seenAgain,
          kept: plan.quarantined.map((row) => `${row.code} ${row.file} ${row.place}`).sort(),
        });
        expect(content(planImport(now, shuffled, [], listed))).toEqual(content(planImport(now, all, [], listed)));
      }),
    );
  });

  test('carried out once leaves nothing to do for the same rows', () => {
    fc.assert(
      fc.property(held, rows, (now, all) => {
        const first = planImport(now, all, [], listed);
        const again = planImport(after(now, first), all, [], listed);
        expect([again.added, again.changed, again.seenAgain]).toEqual([[], [], []]);
        expect(again.missing).toEqual(first.missing);
      }),
    );
  });

  test('puts each code in exactly one place, and drops none', () => {
    fc.assert(
      fc.property(held, rows, (now, all) => {
        const plan = planImport(now, all, [], listed);
        const places = [
          ...plan.added.map((row) => row.code),
          ...plan.changed.map((change) => change.incoming.code),
          ...plan.unchanged,
          ...plan.older.map((row) => row.code),
          ...new Set(plan.quarantined.map((row) => row.code)),
        ];
        expect([...places].sort()).toEqual([...new Set(all.map((row) => row.code))].sort());
        for (const code of plan.missing) expect(places).not.toContain(code);
      }),
    );
  });

  test('lets no row of a list take away a full record', () => {
    fc.assert(
      fc.property(held, rows, (now, all) => {
        const lists = all.map((row) => ({ ...row, record: null }));
        const next = after(now, planImport(now, lists, [], listed));
        for (const [code, { record: full, listing: columns }] of now) {
          expect(next.get(code)?.record).toEqual(full);
          for (const column of ['field', 'promulgator', 'executing'] as const)
            if ((columns[column]?.length ?? 0) > 0) expect(next.get(code)?.listing[column]).not.toHaveLength(0);
        }
      }),
    );
  });

  test('lets no older record take the place of a newer one', () => {
    fc.assert(
      fc.property(held, rows, (now, all) => {
        const next = after(now, planImport(now, all, [], listed));
        for (const [code, { record: full }] of now)
          if (full) expect((next.get(code)?.record?.updated_at ?? '') >= full.updated_at).toBe(true);
      }),
    );
  });
});

describe('several rows of one code', () => {
  const row = (place: string, change: Partial<Incoming> = {}): Incoming => ({
    code: '1.000001',
    file: 'a',
    place,
    listing: { name: 'Đăng ký', field: 'Hộ tịch', promulgator: 'Bộ A', executing: null },
    record: null,
    ...change,
  });
  const full = (text: string, updated_at: string) => ({ json: text, hash: text, updated_at });

  test('a full record says more than a row of a list', () => {
    const { rows: kept } = oneRowEach([row('1'), row('2', { record: full('một', '2026-01-01') })]);
    expect(kept.get('1.000001')?.place).toBe('2');
  });

  test('of two records the one that the source changed last counts', () => {
    const { rows: kept } = oneRowEach([row('1', { record: full('mới', '2026-02-01') }), row('2', { record: full('cũ', '2026-01-01') })]);
    expect(kept.get('1.000001')?.place).toBe('1');
  });

  test('two that contradict each other are both kept out, each naming the other', () => {
    const { rows: kept, conflicts } = oneRowEach([row('1'), row('2', { listing: { ...row('1').listing, name: 'Khác' } })]);
    expect(kept.size).toBe(0);
    expect(conflicts.map(({ place, detail }) => [place, detail])).toEqual([
      ['1', 'a: 2'],
      ['2', 'a: 1'],
    ]);
  });

  test('the same row twice is one row', () => {
    expect(oneRowEach([row('1'), row('2')])).toMatchObject({ conflicts: [] });
  });
});

describe('what is not in a file', () => {
  const stored = (promulgator: string): Held => ({
    listing: { name: 'x', field: 'y', promulgator, executing: [] },
    record: null,
    missing_from: null,
  });
  const now = new Map([
    ['1.000001', stored('Bộ A')],
    ['1.000002', stored('Bộ B')],
    ['1.000003', stored('')],
  ]);

  test('is missing only where the file lists what the same body promulgated', () => {
    expect(planImport(now, [], [], new Set(['Bộ A'])).missing).toEqual(['1.000001']);
  });

  test('is not missing where the file is no list', () => {
    expect(planImport(now, [], [], null).missing).toEqual([]);
  });

  test('is not missing where its row was only kept out', () => {
    const kept = { file: 'a', place: '1', code: '1.000001', reason: 'broken', detail: '' } as const;
    expect(planImport(now, [], [kept], new Set(['Bộ A'])).missing).toEqual([]);
  });
});
