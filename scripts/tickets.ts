import { translatorFor } from '#i18n/translator.ts';
import { Fault } from '#platform/fault.ts';
import { type DossierOutcome, outcomes } from '#survey/model/response.ts';
import { makeTickets } from '#survey/ticket-service.ts';
import { command, oneOf, options, required } from './command.ts';
import { withApp } from './with-app.ts';

const usage = `npm run tickets -- --instrument HN-WARD-9-2026 --agency 00004 --count 50 --person "Họ tên"
       [--wave MÃ-ĐỢT] [--procedure 1.001193] [--month 2026-11] [--outcome ${outcomes.join('|')}] [--mode ticket|interviewer|paper|household]`;
const carriers = ['ticket', 'interviewer', 'paper', 'household'] as const;

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
  });
  const count = Number(required(values.count, 'count', usage));
  if (!Number.isInteger(count) || count < 1 || count > 100_000) throw new Fault('--count phải là số nguyên từ 1 đến 100000.');
  const { wave, procedure, month } = values;
  const order = {
    instrument: required(values.instrument, 'instrument', usage),
    agency: required(values.agency, 'agency', usage),
    person: required(values.person, 'person', usage),
    count,
    ...(wave !== undefined && { wave }),
    ...(procedure !== undefined && { procedure }),
    ...(month !== undefined && { month }),
    ...(values.outcome !== undefined && { outcome: oneOf<DossierOutcome>('outcome', values.outcome, outcomes) }),
    ...(values.mode !== undefined && { mode: oneOf('mode', values.mode, carriers) }),
  };
  const { outcome, siteUrl } = await withApp(async (app) => ({ siteUrl: app.config.siteUrl, outcome: await makeTickets(app, order) }));
  if (outcome.kind === 'refused') throw new Fault(translatorFor('vi').say(outcome.message));
  const { batch, codes } = outcome;
  const target = (code: string) => {
    const query = new URLSearchParams({
      'co-quan': batch.agency,
      ...(batch.procedure !== null && { 'thu-tuc': batch.procedure }),
      ma: code,
    });
    return `${siteUrl}/khao-sat/${order.instrument}?${query}`;
  };
  // CSV on standard output: the only place where the codes ever stand.
  process.stdout.write(`${['code,address', ...codes.map((code) => `${code},${target(code)}`)].join('\n')}\n`);
});
