import { hash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';

const text = 'text' as const;

interface OldRow {
  readonly id: number;
  readonly at: string;
  readonly person: string;
  readonly act: string;
  readonly object: string;
  readonly detail: string | null;
}

/**
 * The audit as a chain: each row holds the hash of the row before it and its own, and no row is changed or removed. What
 * there was is chained as it stands; what was done to it before this day, nobody can tell any more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const rows = (await sql<OldRow>`select id, at, person, act, object, detail from audit order by id`.execute(db)).rows;
  await sql`alter table audit rename to audit_before`.execute(db);
  await db.schema
    .createTable('audit')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('person', text, (c) => c.notNull())
    // The account, where it was one; a command is run by somebody who is only named.
    .addColumn('staff', text)
    .addColumn('act', text, (c) => c.notNull())
    .addColumn('object', text, (c) => c.notNull())
    .addColumn('detail', text)
    .addColumn('before', text)
    .addColumn('after', text)
    .addColumn('previous', text, (c) => c.notNull())
    .addColumn('hash', text, (c) => c.notNull().unique())
    .execute();
  let previous = '';
  for (const { id, at, person, act, object, detail } of rows) {
    // As platform/audit.ts writes it; written out here, for a migration never changes.
    const own = hash('sha256', JSON.stringify([previous, at, person, null, act, object, detail, null, null]), 'hex');
    await sql`insert into audit (id, at, person, act, object, detail, previous, hash)
      values (${id}, ${at}, ${person}, ${act}, ${object}, ${detail}, ${previous}, ${own})`.execute(db);
    previous = own;
  }
  await sql`drop table audit_before`.execute(db);
  await db.schema.createIndex('audit_by_object').on('audit').column('object').execute();
  for (const act of ['update', 'delete'])
    await sql
      .raw(`create trigger audit_no_${act} before ${act} on audit begin select raise(abort, 'audit rows are kept as they are'); end`)
      .execute(db);
  // Rows only follow the newest; so REPLACE, which asks no other trigger, changes nothing either. (A number that SQLite gives is -1 here.)
  await sql`create trigger audit_in_order before insert on audit
    when new.previous <> coalesce((select hash from audit order by id desc limit 1), '')
      or (new.id is not null and new.id <> -1 and new.id <= coalesce((select max(id) from audit), 0))
    begin select raise(abort, 'an audit row follows the newest one'); end`.execute(db);
}
