import type { AuditRow } from '#db/schema.ts';
import { timestamp } from './clock.ts';
import type { Context, Reader, Tx } from './context.ts';
import { sha256Hex } from './sha256.ts';

/** Who does something: a person of the staff by the account, or the name that somebody gave at a command. */
export type Person = string | { readonly id: string | null; readonly name: string };

export interface AuditEntry {
  readonly person: Person;
  /** `noun.verb`: `article.approve`. */
  readonly act: string;
  /** What it was done to, by the id that its own pages know it by. */
  readonly object: string;
  readonly detail?: unknown;
  /** What of the object was changed, as it was and as it is. No secret, and nothing of an answer. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Writes who did what to which object, in the transaction of the act itself, chained to the row before it. */
export async function writeAudit(tx: Tx, context: Pick<Context, 'clock'>, entry: AuditEntry): Promise<void> {
  const newest = await tx.selectFrom('audit').select('hash').orderBy('id', 'desc').limit(1).executeTakeFirst();
  const { person } = entry;
  const row = {
    previous: newest?.hash ?? '',
    at: timestamp(context.clock),
    person: typeof person === 'string' ? person : person.name,
    staff: typeof person === 'string' ? null : person.id,
    act: entry.act,
    object: entry.object,
    detail: jsonOf(entry.detail),
    before: jsonOf(entry.before),
    after: jsonOf(entry.after),
  };
  await tx
    .insertInto('audit')
    .values({ ...row, hash: auditHash(row) })
    .execute();
}

function jsonOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** The hash of a row: SHA-256 of the JSON list of the hash before it and of all that it says, in this order. Never changes. */
function auditHash(row: Omit<AuditRow, 'id' | 'hash'>): string {
  const { previous, at, person, staff, act, object, detail, before, after } = row;
  return sha256Hex(JSON.stringify([previous, at, person, staff, act, object, detail, before, after]));
}

export interface AuditVerdict {
  readonly rows: number;
  /** The hash of the newest sound row: kept elsewhere, it also tells later when rows at the end were taken away. */
  readonly last: string;
  /** The first row that is not as it was written, or does not follow the one before. */
  readonly broken: { readonly id: number; readonly why: 'changed' | 'not-next' } | null;
  /** Whether the hash that was asked for is there. */
  readonly found: boolean;
}

const atOnce = 1000;

/** Goes through the whole audit from its first row, and stops at the first that is broken; looks for a hash on the way. */
export async function verifyAudit(reader: Reader, looked = ''): Promise<AuditVerdict> {
  let [rows, last, after, found] = [0, '', 0, looked === ''];
  for (;;) {
    const next = await reader.selectFrom('audit').selectAll().where('id', '>', after).orderBy('id').limit(atOnce).execute();
    for (const row of next) {
      if (row.previous !== last) return { rows, last, found, broken: { id: row.id, why: 'not-next' } };
      if (row.hash !== auditHash(row)) return { rows, last, found, broken: { id: row.id, why: 'changed' } };
      rows += 1;
      last = row.hash;
      after = row.id;
      found ||= row.hash === looked;
    }
    if (next.length < atOnce) return { rows, last, found, broken: null };
  }
}
