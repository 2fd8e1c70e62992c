import { readNationalJson } from '#procedures/model/national-json.ts';
import { type Method, type NationalRecord, type Paper, recordSchema } from '#procedures/model/record.ts';
import { nationalJson } from './national-json.ts';

/** A paper of a record; one original unless told otherwise. */
export function paper(name: string, change: Partial<Paper> = {}): Paper {
  return { code: '', name, originals: 1, copies: 0, forms: [], electronic_form: false, ...change };
}

/** A way to file; three working days, no fee stated. */
export function method(change: Partial<Method> = {}): Method {
  return { channel: 'trực tiếp', time: { value: '3', unit: 'ngày làm việc' }, fees: [], note: '', ...change };
}

/** The record of nationalJson as the portal keeps it; change what a test needs otherwise. */
export function nationalRecord(change: Partial<NationalRecord> = {}): NationalRecord {
  const read = readNationalJson(nationalJson());
  if (read.kind === 'broken') throw new Error(`${read.path}: ${read.why}`);
  return recordSchema.parse({ ...read.record, ...change });
}
