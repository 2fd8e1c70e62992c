import path from 'node:path';
import { contentDir, readContentFile } from '#platform/content-files.ts';
import { Fault } from '#platform/fault.ts';
import { type AgencyRecord, agencyFileSchema, agencySourcesSchema } from './model/agency.ts';

// Former agencies first: the ones of today name them as predecessors.
const files = ['districts-before-2025', 'communes-before-2025', 'departments-before-2025', 'communes', 'departments'];

/** All agencies of content/agencies. Throws a Fault where a file, a code or a link is wrong. */
export function readAgencies(): readonly AgencyRecord[] {
  const records = files.flatMap((name) => readContentFile(file(name), agencyFileSchema).data.agencies);
  const codes = new Set<string>();
  for (const { code } of records) {
    if (codes.has(code)) throw new Fault(`content/agencies: mã ${code} xuất hiện hai lần`);
    codes.add(code);
  }
  for (const record of records) {
    for (const { code } of record.predecessors ?? []) {
      if (!codes.has(code)) throw new Fault(`content/agencies: ${record.code} dẫn tới cơ quan tiền thân ${code}, mã này không có`);
    }
  }
  return records;
}

/** What the source keys of the agencies stand for. */
export function readAgencySources() {
  return readContentFile(file('sources'), agencySourcesSchema).data;
}

function file(name: string): string {
  return path.join(contentDir, 'agencies', `${name}.yaml`);
}
