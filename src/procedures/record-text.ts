import { createHash } from 'node:crypto';
import type { IncomingRecord } from './model/import-plan.ts';
import type { NationalRecord } from './model/record.ts';

/** A record as it is stored, with the SHA-256 by which two of them are compared. */
export function recordText(record: NationalRecord): IncomingRecord {
  const json = JSON.stringify(record);
  return { json, hash: createHash('sha256').update(json).digest('hex'), updated_at: record.updated_at };
}
