import type { Kysely, Transaction } from 'kysely';
import type { ReadonlyKysely } from 'kysely/readonly';
import type { Database } from '#db/database.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** What a reader of a store is given: the read-only connection, or the transaction in which everything read must agree. */
export type Reader = ReadonlyKysely<Database> | Transaction<Database>;
/** What a writer of a store is given: only inside a transaction. */
export type Tx = Transaction<Database>;

/** What every service needs of the house; the composition root (app.ts) holds more. */
export interface Context {
  readonly reader: ReadonlyKysely<Database>;
  readonly writer: Kysely<Database>;
  readonly clock: Clock;
  readonly log: Log;
}
