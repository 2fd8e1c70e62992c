import { type Kysely, sql } from 'kysely';

/**
 * Whose account took a step of a round, gave a score, brought evidence or wrote an improvement: names alone cannot tell two
 * people of one name apart. Null for what stands, and for what is done at a command, where somebody is only named.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['round_acts', 'score_acts', 'evidence', 'improvements'])
    await sql.raw(`alter table ${table} add column person_id text references staff (id)`).execute(db);
}
