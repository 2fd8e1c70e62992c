import { z } from 'zod';
import type { Digest } from './digest.ts';
import type { NationalRecord } from './record.ts';

/** What every export says of a procedure, be it a list or a record with all details. */
export const listingSchema = z.strictObject({
  name: z.string().min(1),
  field: z.string(),
  /** Who promulgated it (cơ quan ban hành, cơ quan công khai); empty where it is not known. */
  promulgator: z.string(),
  /** Who carries it out; null where the list has no such column. */
  executing: z.array(z.string()).nullable(),
});
export type Listing = z.infer<typeof listingSchema>;

/** What a full record says of the columns that lists have. */
export function listingOfRecord(record: NationalRecord): Listing {
  return {
    name: record.name,
    field: record.field.name,
    promulgator: record.promulgator.name,
    executing: record.agencies.executing.map((agency) => agency.name),
  };
}

/** What the editors' words say of the columns that lists have; they do not name who promulgated it. */
export function listingOfDigest(digest: Digest): Listing {
  return { name: digest.name, field: digest.field, promulgator: '', executing: digest.agency };
}
