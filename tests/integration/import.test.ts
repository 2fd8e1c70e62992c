import { describe, expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import type { App } from '#platform/app.ts';
import { quarantinedRows } from '#procedures/history-store.ts';
import { applyImport, previewImport, readFiles } from '#procedures/import-service.ts';
import type { ImportFile } from '#procedures/model/import-rows.ts';
import { restoreProcedure, withdrawProcedure } from '#procedures/service.ts';
import { countProcedures, findProcedure } from '#procedures/store.ts';
import { openTestApp } from '#tests/support/app.ts';
import { detailFile, listFile, nationalJson } from '#tests/support/national-json.ts';

const run = async (app: App, ...files: ImportFile[]) => {
  const outcome = await applyImport(app, atCommand('Trần Thị Kiểm'), await readFiles(app, files));
  if (outcome.kind === 'refused') throw new Error(outcome.message.key);
  return outcome.plan;
};
const search = async (app: App, text: string) =>
  (await app.search.query({ text, page: { limit: 5, offset: 0 } })).hits.map((hit) => hit.code);
const everything = async (app: App) => ({
  procedures: await app.reader.selectFrom('procedures').selectAll().orderBy('code').execute(),
  history: await app.reader.selectFrom('procedure_history').selectAll().execute(),
  quarantine: await app.reader.selectFrom('procedure_quarantine').selectAll().execute(),
  audit: await app.reader.selectFrom('audit').selectAll().execute(),
});

describe('an import of full records', () => {
  test('adds a procedure that can then be found and read, and says who brought it from where', async () => {
    const app = await openTestApp();
    const before = await countProcedures(app.reader);
    const plan = await run(app, detailFile('tep.jsonl', [nationalJson()]));
    expect(plan.added.map((row) => row.code)).toEqual(['9.000001']);
    expect(await countProcedures(app.reader)).toBe(before + 1);
    expect(await findProcedure(app.reader, '9.000001')).toMatchObject({
      listing: { name: 'Thủ tục xác nhận mẫu để kiểm thử', executing: ['Ủy ban nhân dân cấp xã'] },
      record: {
        levels: ['xã'],
        decision: { number: '12/QĐ-BTP', day: '2026-01-16' },
        cases: [{ papers: [{ name: 'Tờ khai theo mẫu', originals: 1 }, {}] }],
      },
    });
    expect(await search(app, 'xac nhan mau de kiem thu')).toContain('9.000001');
    expect(await app.reader.selectFrom('audit').selectAll().where('act', '=', 'import.apply').execute()).toMatchObject([
      { person: 'Trần Thị Kiểm', object: 'tep.jsonl' },
    ]);
  });

  test('a dry run writes nothing', async () => {
    const app = await openTestApp();
    const before = await everything(app);
    const plan = await previewImport(app, await readFiles(app, [detailFile('tep.jsonl', [nationalJson(), nationalJson({ code: 'sai' })])]));
    expect([plan.added.length, plan.quarantined.length]).toEqual([1, 1]);
    expect(await everything(app)).toEqual(before);
  });

  test('of the same file twice changes nothing the second time, not even a line of the audit', async () => {
    const app = await openTestApp();
    const file = () =>
      detailFile('tep.jsonl', [nationalJson(), nationalJson({ code: '9.000002', name: 'Thủ tục khác' }), nationalJson({ code: 'sai' })]);
    await run(app, file());
    const once = await everything(app);
    const plan = await run(app, file());
    expect(plan.unchanged).toEqual(['9.000001', '9.000002']);
    expect(await everything(app)).toEqual(once);
  });

  test('keeps what a changed procedure was before, with time, hash of the file and person', async () => {
    const app = await openTestApp();
    await run(app, detailFile('cu.jsonl', [nationalJson()]));
    await run(
      app,
      detailFile('moi.jsonl', [nationalJson({ requirementsAndConditions: 'Có hộ khẩu', updatedAt: Date.parse('2026-07-01T00:00:00Z') })]),
    );
    const history = await app.reader
      .selectFrom('procedure_history')
      .selectAll()
      .where('procedure', '=', '9.000001')
      .orderBy('version')
      .execute();
    expect(history).toMatchObject([
      { version: 1, act: 'added', previous: null, source_sha256: 'hash-of-cu.jsonl' },
      {
        version: 2,
        act: 'changed',
        person: 'Trần Thị Kiểm',
        parts: '["conditions"]',
        source_sha256: 'hash-of-moi.jsonl',
        at: '2026-11-22T03:00:00.000Z',
      },
    ]);
    expect(JSON.parse(history[1]?.previous ?? '')).toMatchObject({ record: { conditions: '' } });
  });

  test('that is older than what the catalogue holds is left out', async () => {
    const app = await openTestApp();
    await run(app, detailFile('moi.jsonl', [nationalJson({ name: 'Tên mới', updatedAt: Date.parse('2026-07-01T00:00:00Z') })]));
    const plan = await run(app, detailFile('cu.jsonl', [nationalJson({ name: 'Tên cũ' })]));
    expect(plan.older.map((row) => row.place)).toEqual(['dòng 1']);
    expect((await findProcedure(app.reader, '9.000001'))?.listing.name).toBe('Tên mới');
  });

  test('leaves the words of the editors where they are', async () => {
    const app = await openTestApp();
    await run(app, detailFile('tep.jsonl', [nationalJson({ code: '1.001193', name: 'Thủ tục đăng ký khai sinh' })]));
    const procedure = await findProcedure(app.reader, '1.001193');
    expect(procedure?.digest?.main_papers).toBeTruthy();
    expect(procedure?.record?.decision.number).toBe('12/QĐ-BTP');
  });

  test.each([
    ['a code of another form', { code: '1.0133611' }, 'code-form'],
    ['a record of the source’s own trials', { procedureProposal: { proposalNumber: 'Demo/QĐ-BCA' } }, 'demo'],
    ['a record without a field', { categoriesDetails: [] }, 'broken'],
    ['a record whose ways of filing are no list', { executionMethods: 'nộp trực tiếp' }, 'broken'],
    ['a record without a name', { name: '  ' }, 'no-name'],
  ])('keeps %s out, and says where it stood', async (_, change, reason) => {
    const app = await openTestApp();
    const plan = await run(app, detailFile('tep.jsonl', [nationalJson({ code: '9.000002' }), nationalJson(change)]));
    expect(plan.added.map((row) => row.code)).toEqual(['9.000002']);
    expect(plan.quarantined).toMatchObject([{ file: 'tep.jsonl', place: 'dòng 2', reason }]);
    expect(await quarantinedRows(app.reader)).toMatchObject([{ source_file: 'tep.jsonl', place: 'dòng 2', reason }]);
  });

  test('takes a code with blanks around it and a decomposed field name as what they are', async () => {
    const app = await openTestApp();
    await run(
      app,
      detailFile('tep.jsonl', [
        nationalJson({ code: ' 9.000001\n', categoriesDetails: [{ code: 'G01', name: 'Cấp, quản lý căn cước'.normalize('NFD') }] }),
      ]),
    );
    const row = await app.reader
      .selectFrom('procedures')
      .select('code')
      .where('field', '=', 'Cấp, quản lý căn cước')
      .where('code', '=', '9.000001')
      .executeTakeFirst();
    expect(row).toBeDefined();
  });
});

describe('an import of a list', () => {
  test('adds procedures of which only five things are known', async () => {
    const app = await openTestApp();
    await run(app, listFile('ds.xlsx', [{ code: '9.000001', executing: 'Sở Tư pháp\nỦy ban nhân dân cấp xã' }]));
    expect(await findProcedure(app.reader, '9.000001')).toMatchObject({
      listing: { executing: ['Sở Tư pháp', 'Ủy ban nhân dân cấp xã'], promulgator: 'Bộ Tư pháp' },
      record: null,
    });
  });

  test('changes its five columns and blanks no detail', async () => {
    const app = await openTestApp();
    await run(app, detailFile('tep.jsonl', [nationalJson()]));
    await run(app, listFile('ds.xlsx', [{ code: '9.000001', name: 'Tên trong danh sách' }]));
    const procedure = await findProcedure(app.reader, '9.000001');
    expect(procedure?.listing.name).toBe('Tên trong danh sách');
    expect(procedure?.record?.cases[0]?.papers).toHaveLength(2);
  });

  test('takes an empty cell as nothing said, not as nothing there', async () => {
    const app = await openTestApp();
    await run(app, detailFile('tep.jsonl', [nationalJson()]));
    const plan = await run(app, listFile('ds.xlsx', [{ code: '9.000001', executing: '', field: '', promulgator: '' }]));
    expect(plan.unchanged).toEqual(['9.000001']);
  });

  test('marks what is not in it, withdraws nothing, and takes the mark away when it is seen again', async () => {
    const app = await openTestApp();
    await run(app, listFile('mot.xlsx', [{ code: '9.000001' }, { code: '9.000002', name: 'Khác' }]));
    const plan = await run(app, listFile('hai.xlsx', [{ code: '9.000001' }]));
    expect(plan.missing).toEqual(['9.000002']);
    expect(await findProcedure(app.reader, '9.000002')).toMatchObject({
      missing: { since: '2026-11-22', from: 'hai.xlsx' },
      withdrawal: null,
    });
    await run(app, listFile('ba.xlsx', [{ code: '9.000001' }, { code: '9.000002', name: 'Khác' }]));
    expect((await findProcedure(app.reader, '9.000002'))?.missing).toBeNull();
  });

  test('of one ministry says nothing of what others promulgated', async () => {
    const app = await openTestApp();
    await run(app, listFile('mot.xlsx', [{ code: '9.000001' }, { code: '9.000002', promulgator: 'Bộ Khác' }]));
    expect((await run(app, listFile('hai.xlsx', [{ code: '9.000003', promulgator: 'Bộ Khác' }]))).missing).toEqual(['9.000002']);
  });
});

describe('a procedure that is withdrawn by hand', () => {
  test('stays where it is, marked with the reason and what took its place, until it is restored', async () => {
    const app = await openTestApp();
    const by = atCommand('Nguyễn Văn Ban');
    const order = { note: 'Theo quyết định mới', replacedBy: '1.000656' };
    expect(await withdrawProcedure(app, by, '1.001193', order)).toEqual({ kind: 'done' });
    expect((await findProcedure(app.reader, '1.001193'))?.withdrawal).toEqual({
      on: '2026-11-22',
      note: 'Theo quyết định mới',
      replaced_by: '1.000656',
    });
    expect(await withdrawProcedure(app, by, '1.001193', order)).toMatchObject({
      kind: 'refused',
      message: { key: 'procedures.staff.refused.already-withdrawn' },
    });
    expect(await restoreProcedure(app, by, '1.001193')).toEqual({ kind: 'done' });
    expect((await findProcedure(app.reader, '1.001193'))?.withdrawal).toBeNull();
  });

  test('is not withdrawn in favour of itself or of nothing', async () => {
    const app = await openTestApp();
    for (const replacedBy of ['1.001193', '9.999999'])
      expect(await withdrawProcedure(app, atCommand('A'), '1.001193', { note: 'Lý do', replacedBy })).toMatchObject({
        kind: 'refused',
        field: 'replaced_by',
      });
  });
});
