import path from 'node:path';
import { expect, test } from 'vitest';
import { readAll } from './import-examples.ts';

/** The folder with the real exports of the national database, which are no part of the project. */
const folder = process.env.PORTAL_SHARED_DATA;

test.skipIf(folder === undefined)('the real exports are read whole (SKIPPED unless PORTAL_SHARED_DATA names their folder)', async () => {
  const records = await readAll(path.join(folder ?? '', 'national/tthc-hanoi-2026-07.jsonl.gz'));
  expect(records).toMatchObject({ format: 'json-lines', single: false });
  expect(records.rows.filter(({ kind }) => kind === 'detail')).toHaveLength(2841);
  const list = await readAll(path.join(folder ?? '', 'national/danh-sach-tthc-bo-tu-phap.xlsx'));
  expect(list).toMatchObject({ format: 'list-xlsx', single: false });
  for (const row of list.rows)
    expect(row).toMatchObject({ kind: 'list', cells: { code: expect.stringMatching(/^\d\.\d{6}$/), promulgator: 'Bộ Tư pháp' } });
  expect(list.rows).toHaveLength(271);
});
