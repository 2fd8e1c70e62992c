import { type Kysely, sql } from 'kysely';

const text = 'text' as const;
const integer = 'integer' as const;

/** The year of the portal's first answers; tickets and rounds made before there were waves belong to it. */
const firstYear = '2026';

interface OldResponse {
  receipt: string;
  instrument: string;
  agency: string;
  procedure: string | null;
  day: string;
  mode: string;
  answers: string;
  profile: string | null;
}

interface Questionnaire {
  readonly items: readonly string[];
  readonly profile: readonly { readonly code: string; readonly options: readonly { readonly value: string }[] }[];
}

/**
 * Waves, collection points, batches of tickets. Responses are stored anew: under their receipt alone, with their wave, the
 * profile packed as the answers are. What there was belongs to the standing wave of its year.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('waves')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('instrument', text, (c) => c.notNull().references('instruments.id'))
    .addColumn('title', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull().check(sql`kind in ('standing', 'official')`))
    .addColumn('opens', text, (c) => c.notNull())
    .addColumn('closes', text, (c) => c.notNull())
    .addColumn('modes', text, (c) => c.notNull())
    .addColumn('agencies', text)
    .addColumn('minimum_n', integer, (c) => c.notNull())
    .addColumn('display', text, (c) => c.notNull().check(sql`display in ('live', 'embargo')`))
    .execute();

  await db.schema
    .createTable('collection_points')
    .addColumn('code', text, (c) => c.primaryKey().notNull())
    .addColumn('label', text, (c) => c.notNull())
    .addColumn('agency', text, (c) => c.notNull().references('agencies.code'))
    .addColumn('procedure', text, (c) => c.references('procedures.code'))
    .addColumn('mode', text, (c) => c.notNull().check(sql`mode in ('qr', 'kiosk')`))
    .addColumn('active', integer, (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('ticket_batches')
    .addColumn('id', text, (c) => c.primaryKey().notNull())
    .addColumn('wave', text, (c) => c.notNull().references('waves.id'))
    .addColumn('agency', text, (c) => c.notNull().references('agencies.code'))
    .addColumn('procedure', text, (c) => c.references('procedures.code'))
    .addColumn('month', text)
    .addColumn('outcome', text)
    .addColumn('mode', text, (c) => c.notNull())
    .addColumn('issued', integer, (c) => c.notNull())
    .addColumn('made_on', text, (c) => c.notNull())
    .addColumn('person', text, (c) => c.notNull())
    .execute();

  await sql`alter table rounds add column wave text references waves (id)`.execute(db);

  const forms = await questionnaires(db);
  const old = (
    await sql<OldResponse>`select receipt, instrument, agency, procedure, day, mode, answers, profile from responses`.execute(db)
  ).rows;
  const years = new Map<string, Set<string>>();
  const inYear = (instrument: string, year: string) => years.set(instrument, (years.get(instrument) ?? new Set()).add(year));
  for (const response of old) inYear(response.instrument, response.day.slice(0, 4));
  const elsewhere = sql<{ instrument: string }>`select instrument from tickets union select instrument from rounds`;
  for (const { instrument } of (await elsewhere.execute(db)).rows) inYear(instrument, firstYear);
  for (const [instrument, of] of years) {
    for (const year of of) {
      await sql`insert into waves (id, instrument, title, kind, opens, closes, modes, agencies, minimum_n, display)
        values (${`${instrument}.${year}`}, ${instrument}, ${`Đánh giá thường xuyên năm ${year}`}, 'standing', ${`${year}-01-01`},
          ${`${year}-12-31`}, '["online","qr","kiosk","ticket"]', null, 30, 'live')`.execute(db);
    }
  }
  await sql`update rounds set wave = instrument || '.' || ${firstYear}`.execute(db);

  await db.schema
    .createTable('responses_of_waves')
    .addColumn('receipt', text, (c) => c.primaryKey().notNull())
    .addColumn('wave', text, (c) => c.notNull().references('waves.id'))
    .addColumn('agency', text, (c) => c.notNull().references('agencies.code'))
    .addColumn('procedure', text, (c) => c.references('procedures.code'))
    .addColumn('day', text, (c) => c.notNull())
    .addColumn('mode', text, (c) => c.notNull())
    .addColumn('outcome', text)
    .addColumn('pace', integer)
    .addColumn('answers', text, (c) => c.notNull())
    .addColumn('profile', text)
    // No row numbers: they would tell in which order the answers came.
    .modifyEnd(sql`without rowid`)
    .execute();
  for (const { receipt, instrument, agency, procedure, day, mode, answers, profile } of old) {
    const wave = `${instrument}.${day.slice(0, 4)}`;
    await sql`insert into responses_of_waves (receipt, wave, agency, procedure, day, mode, answers, profile)
      values (${receipt}, ${wave}, ${agency}, ${procedure}, ${day}, ${mode}, ${answers}, ${packed(forms.get(instrument), profile)})`.execute(
      db,
    );
  }
  await db.schema.dropTable('responses').execute();
  await sql`alter table responses_of_waves rename to responses`.execute(db);
  for (const act of ['update', 'delete']) {
    await sql
      .raw(
        `create trigger responses_no_${act} before ${act} on responses begin
           select raise(abort, 'responses is append-only');
         end`,
      )
      .execute(db);
  }
  // REPLACE would remove a row without asking the trigger above.
  await sql
    .raw(
      `create trigger responses_no_replace before insert on responses
       when exists (select 1 from responses where receipt = new.receipt) begin
         select raise(abort, 'responses is append-only');
       end`,
    )
    .execute(db);

  await db.schema.dropTable('tallies').execute();
  await db.schema
    .createTable('tallies')
    .addColumn('wave', text, (c) => c.notNull())
    .addColumn('agency', text, (c) => c.notNull())
    .addColumn('mode', text, (c) => c.notNull())
    .addColumn('item', text, (c) => c.notNull())
    .addColumn('value', integer, (c) => c.notNull())
    .addColumn('n', integer, (c) => c.notNull())
    .addColumn('excluded', integer, (c) => c.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('tallies_pk', ['wave', 'agency', 'mode', 'item', 'value'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema.dropTable('response_counts').execute();
  await db.schema
    .createTable('response_counts')
    .addColumn('wave', text, (c) => c.notNull())
    .addColumn('agency', text, (c) => c.notNull())
    .addColumn('mode', text, (c) => c.notNull())
    .addColumn('n', integer, (c) => c.notNull())
    .addColumn('excluded', integer, (c) => c.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('response_counts_pk', ['wave', 'agency', 'mode'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await sql`insert into response_counts (wave, agency, mode, n) select wave, agency, mode, count(*) from responses group by 1, 2, 3`.execute(
    db,
  );
  for (const [instrument, { items }] of forms) {
    for (const [i, item] of items.entries()) {
      await sql`insert into tallies (wave, agency, mode, item, value, n)
        select r.wave, r.agency, r.mode, ${item}, case when substr(r.answers, ${i + 1}, 1) = '-' then 0 else cast(substr(r.answers, ${i + 1}, 1) as integer) end,
          count(*)
        from responses r join waves w on w.id = r.wave where w.instrument = ${instrument} group by 1, 2, 3, 5`.execute(db);
    }
  }

  await db.schema
    .createTable('shown_tallies')
    .addColumn('wave', text, (c) => c.notNull())
    .addColumn('agency', text, (c) => c.notNull())
    .addColumn('n', integer, (c) => c.notNull())
    .addColumn('cells', text, (c) => c.notNull())
    .addColumn('modes', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('shown_tallies_pk', ['agency', 'wave'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await sql`insert into shown_tallies (wave, agency, n, cells, modes)
    select c.wave, c.agency, sum(c.n),
      (select json_group_array(json_array(item, value, n)) from (select item, value, sum(n) as n from tallies t
        where t.wave = c.wave and t.agency = c.agency group by item, value)),
      json_group_array(json_array(c.mode, c.n, c.excluded))
    from response_counts c group by c.wave, c.agency having sum(c.n) >= 10`.execute(db);

  await db.schema
    .createTable('response_flags')
    .addColumn('receipt', text, (c) => c.notNull().references('responses.receipt'))
    .addColumn('flag', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('response_flags_pk', ['flag', 'receipt'])
    .modifyEnd(sql`without rowid`)
    .execute();

  await batchTickets(db);
}

/** Each instrument's question codes in the order of packed answers, and its questions about the person. */
async function questionnaires(db: Kysely<unknown>): Promise<ReadonlyMap<string, Questionnaire>> {
  const { rows } = await sql<{ id: string; definition: string }>`select id, definition from instruments`.execute(db);
  return new Map(
    rows.map(({ id, definition }) => {
      const form = JSON.parse(definition) as {
        fields: { factors: { items: { code: string }[] }[] }[];
        expectations?: { items: { code: string }[] };
        profile: Questionnaire['profile'];
      };
      const rated = form.fields.flatMap(({ factors }) => factors.flatMap(({ items }) => items));
      return [id, { items: [...rated, ...(form.expectations?.items ?? [])].map(({ code }) => code), profile: form.profile }];
    }),
  );
}

function packed(form: Questionnaire | undefined, profile: string | null): string | null {
  if (form === undefined || profile === null) return null;
  const given = JSON.parse(profile) as Record<string, string>;
  return form.profile
    .map(({ code, options }) => {
      const place = options.findIndex(({ value }) => value === given[code]);
      return place < 0 ? '-' : (place + 1).toString(36);
    })
    .join('');
}

/** Tickets made before there were batches: one batch for each instrument, agency and procedure. */
async function batchTickets(db: Kysely<unknown>): Promise<void> {
  await sql`insert into ticket_batches (id, wave, agency, procedure, mode, issued, made_on, person)
    select 'truoc-' || row_number() over (order by instrument, agency, procedure), instrument || '.' || ${firstYear}, agency, procedure,
      'ticket', count(*), ${`${firstYear}-11-22`}, ''
    from tickets group by instrument, agency, procedure`.execute(db);
  await db.schema
    .createTable('tickets_of_batches')
    .addColumn('code_hash', text, (c) => c.primaryKey().notNull())
    .addColumn('batch', text, (c) => c.notNull().references('ticket_batches.id'))
    .addColumn('spent', integer, (c) => c.notNull().defaultTo(0))
    .modifyEnd(sql`without rowid`)
    .execute();
  await sql`insert into tickets_of_batches (code_hash, batch, spent)
    select t.code_hash, b.id, t.spent from tickets t
    join ticket_batches b on b.wave = t.instrument || '.' || ${firstYear} and b.agency = t.agency and b.procedure is t.procedure`.execute(
    db,
  );
  await db.schema.dropTable('tickets').execute();
  await sql`alter table tickets_of_batches rename to tickets`.execute(db);
  await db.schema.createIndex('tickets_by_batch').on('tickets').columns(['batch', 'spent']).execute();
}
