import { type Kysely, sql } from 'kysely';

/** What is published of each day's responses for ever; the rest follows from `responses`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('proof_days')
    .addColumn('day', 'text', (c) => c.primaryKey().notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('root', 'text', (c) => c.notNull())
    .addColumn('chain', 'text', (c) => c.notNull())
    // The day's receipts in the order of the tree, 10 bytes each: an index of responses by day would take four times as much.
    .addColumn('receipts', 'blob', (c) => c.notNull())
    .execute();
  for (const act of ['update', 'delete']) {
    await sql
      .raw(
        `create trigger proof_days_no_${act} before ${act} on proof_days begin
           select raise(abort, 'proof_days is append-only');
         end`,
      )
      .execute(db);
  }
  // Days only follow; REPLACE would remove a row without asking the trigger above.
  await sql
    .raw(
      `create trigger proof_days_in_order before insert on proof_days
       when exists (select 1 from proof_days where day >= new.day) begin
         select raise(abort, 'proof_days is append-only');
       end`,
    )
    .execute(db);
  // An answer that comes so late that its day is published already is refused; sent again, it belongs to the new day.
  await sql
    .raw(
      `create trigger responses_day_published before insert on responses
       when exists (select 1 from proof_days where day >= new.day) begin
         select raise(abort, 'the proof of this day is published');
       end`,
    )
    .execute(db);
}
