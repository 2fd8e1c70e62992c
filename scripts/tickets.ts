import { writeFileSync } from 'node:fs';
import { atCommand, type Doer } from '#accounts/model/person.ts';
import { findAgency } from '#agencies/store.ts';
import { translatorFor } from '#i18n/translator.ts';
import type { App } from '#platform/app.ts';
import { Fault } from '#platform/fault.ts';
import { type DossierOutcome, outcomes } from '#survey/model/response.ts';
import { ticketCsv, ticketPrint } from '#survey/ticket-file.ts';
import { makeTickets, type TicketOrder, ticketModes } from '#survey/ticket-service.ts';
import { command, oneOf, options, required } from './command.ts';
import { withPrivateFile } from './private-file.ts';
import { withApp } from './with-app.ts';

const usage = `npm run tickets -- --instrument HN-WARD-9-2026 --agency 00004 --count 50 --person "Họ tên"
       [--wave MÃ-ĐỢT] [--procedure 1.001193] [--month 2026-11] [--outcome ${outcomes.join('|')}] [--mode ticket|interviewer|paper|household] [--sheet TỆP.html]
   Mã ra ở đầu ra chuẩn (CSV), chỉ một lần. --sheet ghi thêm tờ A4 để in và cắt, mỗi tờ 21 mã kèm mã QR.`;

const t = translatorFor('vi');

await command(async () => {
  const { values } = options(usage, {
    instrument: { type: 'string' },
    wave: { type: 'string' },
    agency: { type: 'string' },
    procedure: { type: 'string' },
    month: { type: 'string' },
    outcome: { type: 'string' },
    mode: { type: 'string' },
    count: { type: 'string' },
    person: { type: 'string' },
    sheet: { type: 'string' },
  });
  const count = Number(required(values.count, 'count', usage));
  const { wave, procedure, month } = values;
  const order = {
    instrument: required(values.instrument, 'instrument', usage),
    agency: required(values.agency, 'agency', usage),
    count,
    ...(wave !== undefined && { wave }),
    ...(procedure !== undefined && { procedure }),
    ...(month !== undefined && { month }),
    ...(values.outcome !== undefined && { outcome: oneOf<DossierOutcome>('outcome', values.outcome, outcomes) }),
    ...(values.mode !== undefined && { mode: oneOf('mode', values.mode, ticketModes) }),
  };
  const by = atCommand(required(values.person?.trim(), 'person', usage));
  const { sheet } = values;
  const make = () => withApp((app) => makeAll(app, order, by));
  const { csv } =
    sheet === undefined
      ? await make()
      : await withPrivateFile(sheet, async (file) => {
          const made = await make();
          writeFileSync(file, [...made.print()].join(''));
          return made;
        });
  process.stdout.write(csv);
});

/** Makes the tickets. Nowhere else than in the answer do the codes ever stand. */
async function makeAll(app: App, order: TicketOrder, by: Doer) {
  const outcome = await makeTickets(app, order, by);
  if (outcome.kind === 'refused') throw new Fault(t.say(outcome.message));
  const agency = (await findAgency(app.reader, outcome.batch.agency))?.name ?? outcome.batch.agency;
  const { siteUrl } = app.config;
  return { csv: ticketCsv(siteUrl, outcome), print: () => ticketPrint(t, siteUrl, agency, outcome) };
}
