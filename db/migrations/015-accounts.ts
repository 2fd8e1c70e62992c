import { type Kysely, sql } from 'kysely';

const text = 'text' as const;
const integer = 'integer' as const;

/** The accounts of staff, their sessions, and what slows down who guesses passwords. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('staff')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('user_name', text, (c) => c.notNull().unique())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('roles', text, (c) => c.notNull())
    .addColumn('agency', text, (c) => c.references('agencies.code'))
    .addColumn('password_hash', text, (c) => c.notNull())
    .addColumn('must_change', integer, (c) => c.notNull().check(sql`must_change in (0, 1)`))
    .addColumn('totp_secret', text)
    .addColumn('totp_last_step', integer)
    .addColumn('recovery_codes', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('signed_in_at', text)
    .addColumn('disabled_at', text)
    .execute();
  // Rows of the audit and of what people did name an account for ever.
  await sql`create trigger staff_no_delete before delete on staff begin select raise(abort, 'accounts are disabled, never deleted'); end`.execute(
    db,
  );

  await db.schema
    .createTable('staff_sessions')
    .addColumn('handle', text, (c) => c.primaryKey().notNull())
    .addColumn('staff', text, (c) => c.notNull().references('staff.id'))
    .addColumn('stage', text, (c) => c.notNull().check(sql`stage in ('code', 'full')`))
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('proven_at', text, (c) => c.notNull())
    .addColumn('seen_at', text, (c) => c.notNull())
    .addColumn('expires_at', text, (c) => c.notNull())
    .addColumn('device', text, (c) => c.notNull())
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema.createIndex('staff_sessions_by_staff').on('staff_sessions').column('staff').execute();

  await db.schema
    .createTable('sign_in_attempts')
    .addColumn('key', text, (c) => c.primaryKey().notNull())
    .addColumn('failures', integer, (c) => c.notNull())
    .addColumn('failed_at', text, (c) => c.notNull())
    .addColumn('open_at', text, (c) => c.notNull())
    .modifyEnd(sql`without rowid`)
    .execute();
}
