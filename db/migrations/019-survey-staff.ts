import { type Kysely, sql } from 'kysely';

const text = 'text' as const;
const integer = 'integer' as const;

/**
 * Accounts beside the names of who proposed and who decided about leaving responses out. Two accounts may bear one name, so
 * that the decider is another one is asked of the accounts where both have one; of what stands, and of commands, only names
 * are known.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop view excluded_responses`.execute(db);
  for (const name of ['exclusion_proposals_no_delete', 'exclusion_proposals_no_update', 'exclusions_no_delete', 'exclusions_no_update'])
    await sql`drop trigger ${sql.ref(name)}`.execute(db);
  await sql`drop index exclusions_by_proposal`.execute(db);
  await sql`alter table exclusions rename to exclusions_before`.execute(db);
  await sql`alter table exclusion_proposals rename to exclusion_proposals_before`.execute(db);

  await db.schema
    .createTable('exclusion_proposals')
    .addColumn('number', integer, (c) => c.primaryKey().autoIncrement())
    .addColumn('act', text, (c) => c.notNull().check(sql`act in ('exclude', 'restore')`))
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('proposed_by', text, (c) => c.notNull())
    .addColumn('proposed_by_id', text)
    .addColumn('proposed_on', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull().check(sql`state in ('open', 'confirmed', 'declined')`))
    .addColumn('decided_by', text)
    .addColumn('decided_by_id', text)
    .addColumn('decided_on', text)
    .addCheckConstraint('decided_by_somebody', sql`(state = 'open') = (decided_by is null)`)
    .addCheckConstraint(
      'decided_by_another',
      sql`decided_by is null or coalesce(decided_by_id <> proposed_by_id, decided_by <> proposed_by)`,
    )
    .execute();
  await sql`insert into exclusion_proposals (number, act, reason, proposed_by, proposed_on, state, decided_by, decided_on)
    select number, act, reason, proposed_by, proposed_on, state, decided_by, decided_on from exclusion_proposals_before`.execute(db);
  await db.schema
    .createTable('exclusions')
    .addColumn('receipt', text, (c) => c.notNull().references('responses.receipt'))
    .addColumn('proposal', integer, (c) => c.notNull().references('exclusion_proposals.number'))
    .addPrimaryKeyConstraint('exclusions_pk', ['receipt', 'proposal'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await sql`insert into exclusions (receipt, proposal) select receipt, proposal from exclusions_before`.execute(db);
  await sql`drop table exclusions_before`.execute(db);
  await sql`drop table exclusion_proposals_before`.execute(db);

  await db.schema.createIndex('exclusions_by_proposal').on('exclusions').column('proposal').execute();
  await refuse(db, 'exclusion_proposals', 'delete');
  await refuse(db, 'exclusion_proposals', 'update', "when old.state <> 'open'");
  await refuse(db, 'exclusions', 'delete');
  await refuse(db, 'exclusions', 'update');
  await sql`create view excluded_responses as
    select e.receipt, e.proposal from exclusions e join exclusion_proposals p on p.number = e.proposal
    where p.act = 'exclude' and p.state = 'confirmed' and not exists (
      select 1 from exclusions later join exclusion_proposals q on q.number = later.proposal
      where later.receipt = e.receipt and later.proposal > e.proposal and q.state = 'confirmed')`.execute(db);
}

async function refuse(db: Kysely<unknown>, table: string, act: 'update' | 'delete', when = ''): Promise<void> {
  await sql
    .raw(`create trigger ${table}_no_${act} before ${act} on ${table} ${when} begin select raise(abort, '${table} are kept'); end`)
    .execute(db);
}
