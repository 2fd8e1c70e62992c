import { type Kysely, sql } from 'kysely';

const text = 'text' as const;
const integer = 'integer' as const;

/** Counts of a question: no answer, then the values 1 to 5. */
const perQuestion = 6;

interface Row {
  wave: string;
  procedure: string;
  answers: string;
  excluded: number;
}

/** Tallies by procedure, beside those by agency; what may be shown of them stands in the same row. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('procedure_tallies')
    .addColumn('wave', text, (c) => c.notNull().references('waves.id'))
    .addColumn('procedure', text, (c) => c.notNull().references('procedures.code'))
    .addColumn('n', integer, (c) => c.notNull())
    .addColumn('cells', text, (c) => c.notNull())
    .addColumn('excluded', integer, (c) => c.notNull())
    .addColumn('excluded_cells', text, (c) => c.notNull())
    .addColumn('shown_n', integer, (c) => c.notNull())
    .addColumn('shown_excluded', integer, (c) => c.notNull())
    .addColumn('shown_cells', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('procedure_tallies_pk', ['procedure', 'wave'])
    .modifyEnd(sql`without rowid`)
    .execute();
  const { rows } = await sql<Row>`select r.wave, r.procedure, r.answers,
      exists (select 1 from excluded_responses x where x.receipt = r.receipt) as excluded
    from responses r where r.procedure is not null`.execute(db);
  for (const same of Map.groupBy(rows, ({ wave, procedure }) => `${wave} ${procedure}`).values()) {
    const [first] = same;
    if (!first) continue;
    const left = same.filter(({ excluded }) => excluded);
    const [all, out] = [countsOf(same), countsOf(left)];
    const shown = same.length >= 10;
    const counted = all.map((n, i) => n - (out[i] ?? 0));
    await sql`insert into procedure_tallies
      (wave, procedure, n, cells, excluded, excluded_cells, shown_n, shown_excluded, shown_cells)
      values (${first.wave}, ${first.procedure}, ${same.length}, ${JSON.stringify(all)}, ${left.length},
        ${JSON.stringify(left.length === 0 ? [] : out)}, ${shown ? same.length : 0}, ${shown ? left.length : 0},
        ${shown ? JSON.stringify(counted) : '[]'})`.execute(db);
  }
}

function countsOf(rows: readonly Row[]): number[] {
  const counts = Array<number>((rows[0]?.answers.length ?? 0) * perQuestion).fill(0);
  for (const { answers } of rows) {
    for (const [i, answer] of [...answers].entries()) {
      const at = i * perQuestion + (answer === '-' ? 0 : Number(answer));
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return counts;
}
