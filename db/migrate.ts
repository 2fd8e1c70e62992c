import type { Kysely } from 'kysely';
import { type MigrationProvider, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import { migrations } from './migrations/index.ts';

const provider: MigrationProvider = { getMigrations: async () => ({ ...migrations }) };

export type MigrationOutcome =
  | { readonly kind: 'done'; readonly applied: readonly string[] }
  | { readonly kind: 'newer'; readonly unknown: readonly string[] };

/**
 * Brings the schema up to this code. Gives what was applied, or `newer` when the database was written by a later
 * version of the portal (then nothing is changed). Throws when a migration fails; nothing of it stays.
 */
export async function migrateToLatest(db: Kysely<Database>): Promise<MigrationOutcome> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (tables.some((table) => table.name === 'kysely_migration')) {
    const rows = await db.$extendTables<{ kysely_migration: { name: string } }>().selectFrom('kysely_migration').select('name').execute();
    const unknown = rows.map((row) => row.name).filter((name) => !(name in migrations));
    if (unknown.length > 0) return { kind: 'newer', unknown };
  }
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw error;
  return { kind: 'done', applied: (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName) };
}
