import { type Kysely, sql } from 'kysely';

const text = 'text' as const;
const integer = 'integer' as const;

/**
 * Leaving responses out of the figures by two people, the nightly recount, and what people write in their own words. The
 * responses themselves stay: what is left out is the newest confirmed proposal about a receipt.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('exclusion_proposals')
    .addColumn('number', integer, (c) => c.primaryKey().autoIncrement())
    .addColumn('act', text, (c) => c.notNull().check(sql`act in ('exclude', 'restore')`))
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('proposed_by', text, (c) => c.notNull())
    .addColumn('proposed_on', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull().check(sql`state in ('open', 'confirmed', 'declined')`))
    .addColumn('decided_by', text, (c) => c.check(sql`decided_by is null or decided_by <> proposed_by`))
    .addColumn('decided_on', text)
    .addCheckConstraint('decided_by_somebody', sql`(state = 'open') = (decided_by is null)`)
    .execute();
  await db.schema
    .createTable('exclusions')
    .addColumn('receipt', text, (c) => c.notNull().references('responses.receipt'))
    .addColumn('proposal', integer, (c) => c.notNull().references('exclusion_proposals.number'))
    .addPrimaryKeyConstraint('exclusions_pk', ['receipt', 'proposal'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema.createIndex('exclusions_by_proposal').on('exclusions').column('proposal').execute();
  // A decision is never taken back by hand, only by another proposal.
  await refuse(db, 'exclusion_proposals', 'delete');
  await refuse(db, 'exclusion_proposals', 'update', "when old.state <> 'open'");
  await refuse(db, 'exclusions', 'delete');
  await refuse(db, 'exclusions', 'update');
  await sql`create view excluded_responses as
    select e.receipt, e.proposal from exclusions e join exclusion_proposals p on p.number = e.proposal
    where p.act = 'exclude' and p.state = 'confirmed' and not exists (
      select 1 from exclusions later join exclusion_proposals q on q.number = later.proposal
      where later.receipt = e.receipt and later.proposal > e.proposal and q.state = 'confirmed')`.execute(db);

  await db.schema
    .createTable('recounts')
    .addColumn('day', text, (c) => c.notNull())
    .addColumn('wave', text, (c) => c.notNull().references('waves.id'))
    .addColumn('responses', integer, (c) => c.notNull())
    .addColumn('drift', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('recounts_pk', ['wave', 'day'])
    .modifyEnd(sql`without rowid`)
    .execute();

  await db.schema
    .createTable('comments')
    // Random, and the table has no row numbers: the order tells nothing of when a comment came.
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('wave', text, (c) => c.notNull().references('waves.id'))
    .addColumn('agency', text, (c) => c.notNull().references('agencies.code'))
    .addColumn('month', text, (c) => c.notNull())
    .addColumn('text', text, (c) => c.notNull())
    .modifyEnd(sql`without rowid`)
    .execute();
}

async function refuse(db: Kysely<unknown>, table: string, act: 'update' | 'delete', when = ''): Promise<void> {
  await sql
    .raw(`create trigger ${table}_no_${act} before ${act} on ${table} ${when} begin select raise(abort, '${table} are kept'); end`)
    .execute(db);
}
