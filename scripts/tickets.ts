import { Fault } from '#platform/fault.ts';
import { makeTickets } from '#survey/service.ts';
import { command, options, required } from './command.ts';
import { withApp } from './with-app.ts';

const usage = 'npm run tickets -- --instrument HN-WARD-9-2026 --agency 00004 --count 50 --person "Họ tên" [--procedure 1.001193]';

await command(async () => {
  const { values } = options(usage, {
    instrument: { type: 'string' },
    agency: { type: 'string' },
    procedure: { type: 'string' },
    count: { type: 'string' },
    person: { type: 'string' },
  });
  const count = Number(required(values.count, 'count', usage));
  if (!Number.isInteger(count) || count < 1 || count > 100_000) throw new Fault('--count phải là số nguyên từ 1 đến 100000.');
  const instrument = required(values.instrument, 'instrument', usage);
  const agency = required(values.agency, 'agency', usage);
  const person = required(values.person, 'person', usage);
  const { procedure } = values;
  const { outcome, siteUrl } = await withApp(async (app) => ({
    siteUrl: app.config.siteUrl,
    outcome: await makeTickets(app, { instrument, agency, count, person, ...(procedure === undefined ? {} : { procedure }) }),
  }));
  if (outcome.kind === 'refused') throw new Fault(outcome.message);
  const target = (code: string) =>
    `${siteUrl}/khao-sat/${instrument}?co-quan=${agency}${procedure === undefined ? '' : `&thu-tuc=${procedure}`}&ma=${code}`;
  // CSV on standard output: the only place where the codes ever stand.
  process.stdout.write(`${['code,address', ...outcome.codes.map((code) => `${code},${target(code)}`)].join('\n')}\n`);
});
