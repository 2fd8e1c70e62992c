import { sql } from 'kysely';
import type { Reader } from '#platform/context.ts';
import { allFlags } from './model/flag.ts';
import type { MicrodataRow } from './model/microdata.ts';

/**
 * The responses of a wave, one by one, as they stood at one moment. They are sorted by all that they hold, by SQLite and on
 * its disk: their order tells nothing, and memory does not grow with them.
 */
export function microdataOf(reader: Reader, wave: string): AsyncIterable<MicrodataRow> {
  return reader
    .selectFrom('responses as r')
    .select((e) => [
      'r.agency',
      sql<string>`substr(r.day, 1, 7)`.as('month'),
      'r.mode',
      'r.procedure',
      'r.outcome',
      'r.pace',
      'r.answers',
      'r.profile',
      e
        .selectFrom('response_flags as f')
        .select(sql<string | null>`group_concat(f.flag, ' ' order by f.flag)`.as('flags'))
        // All flags by name: the key begins with the flag, and is looked up so.
        .where('f.flag', 'in', allFlags)
        .whereRef('f.receipt', '=', 'r.receipt')
        .as('flags'),
      sql<number>`exists (select 1 from excluded_responses x where x.receipt = r.receipt)`.as('excluded'),
    ])
    .where('r.wave', '=', wave)
    .orderBy(sql`1, 2, 3, 4, 5, 6, 7, 8, 9, 10`)
    .stream();
}
