import type { Kysely } from 'kysely';

const text = 'text' as const;

// The rows as the first migration made them, and what this one makes of them.
interface Before {
  procedures: {
    code: string;
    record: string;
    digest: string;
    listing: string;
    field_code: string;
    online_level: string;
    decision_date: string;
  };
}
type Facts = {
  name: string;
  field: string;
  agency: string[];
  field_code: string;
  online_level: string;
  decision_no: string;
  decision_date: string;
};

/**
 * The catalogue of official records: a procedure may come from a list, which says little of it, or with all details; the
 * editors' words stand beside them. Earlier states are kept, and what an import kept out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('procedures_by_topic').execute();
  await db.schema.dropIndex('procedures_by_field').execute();
  for (const column of ['name_fold', 'topic']) await db.schema.alterTable('procedures').dropColumn(column).execute();
  // Of a procedure that only a list told of, these are not known.
  for (const column of ['field_code', 'online_level', 'decision_date'])
    await db.schema.alterTable('procedures').dropColumn(column).execute();
  for (const column of [
    'field_code',
    'online_level',
    'decision_no',
    'decision_day',
    'record_hash',
    'record_updated_at',
    'digest',
    'withdrawn_on',
    'withdrawn_note',
    'replaced_by',
    'missing_since',
    'missing_from',
  ])
    await db.schema.alterTable('procedures').addColumn(column, text).execute();
  for (const column of ['name_key', 'promulgator', 'listing'])
    await db.schema
      .alterTable('procedures')
      .addColumn(column, text, (c) => c.notNull().defaultTo(''))
      .execute();

  const old = db as Kysely<Before>;
  for (const { code, record } of await old.selectFrom('procedures').select(['code', 'record']).execute()) {
    const facts = JSON.parse(record) as Facts;
    const listing = { name: facts.name, field: facts.field, promulgator: '', executing: facts.agency };
    await (db as Kysely<{ procedures: Record<string, string> & { code: string } }>)
      .updateTable('procedures')
      .set({
        digest: record,
        listing: JSON.stringify(listing),
        field_code: facts.field_code,
        online_level: facts.online_level,
        decision_no: facts.decision_no,
        decision_day: facts.decision_date,
      })
      .where('code', '=', code)
      .execute();
  }
  // The next start loads content/ anew, and fills in by whom each is asked and by what key it is sorted.
  await (db as Kysely<{ settings: { key: string } }>).deleteFrom('settings').where('key', '=', 'content').execute();
  await db.schema.alterTable('procedures').dropColumn('record').execute();
  await db.schema.alterTable('procedures').addColumn('record', text).execute();
  await db.schema.createIndex('procedures_by_name').on('procedures').columns(['name_key', 'code']).execute();
  await db.schema.createIndex('procedures_by_field').on('procedures').columns(['field', 'name_key', 'code']).execute();

  await db.schema
    .createTable('procedure_audiences')
    .addColumn('procedure', text, (c) => c.notNull().references('procedures.code').onDelete('cascade'))
    .addColumn('audience', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('procedure_audiences_pk', ['procedure', 'audience'])
    .execute();

  // One row for each change of a procedure, with what it was before; nothing here is ever changed.
  await db.schema
    .createTable('procedure_history')
    .addColumn('procedure', text, (c) => c.notNull().references('procedures.code').onDelete('cascade'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('person', text, (c) => c.notNull())
    .addColumn('act', text, (c) => c.notNull())
    .addColumn('source_file', text)
    .addColumn('source_sha256', text)
    .addColumn('parts', text, (c) => c.notNull())
    .addColumn('previous', text)
    .addPrimaryKeyConstraint('procedure_history_pk', ['procedure', 'version'])
    .execute();
  await db.schema.createIndex('procedure_history_by_time').on('procedure_history').columns(['at', 'procedure']).execute();

  await db.schema
    .createTable('procedure_quarantine')
    .addColumn('source_sha256', text, (c) => c.notNull())
    .addColumn('place', text, (c) => c.notNull())
    .addColumn('source_file', text, (c) => c.notNull())
    .addColumn('code', text, (c) => c.notNull())
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('detail', text, (c) => c.notNull())
    .addColumn('at', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('procedure_quarantine_pk', ['source_sha256', 'place'])
    .execute();

  // Codes that a procedure had before: their addresses lead to it.
  await db.schema
    .createTable('procedure_former_codes')
    .addColumn('former', text, (c) => c.primaryKey().notNull())
    .addColumn('procedure', text, (c) => c.notNull().references('procedures.code').onDelete('cascade'))
    .execute();
}
