import { atCommand } from '#accounts/model/person.ts';
import { translatorFor } from '#i18n/translator.ts';
import { Fault } from '#platform/fault.ts';
import { addFormerCode, restoreProcedure, withdrawProcedure } from '#procedures/service.ts';
import { command, options, required } from './command.ts';
import { withApp } from './with-app.ts';

const usage = `npm run catalogue -- withdraw MÃ --note "Lý do công khai" [--replaced-by MÃ] --person "Họ tên"
       npm run catalogue -- restore MÃ --person "Họ tên"
       npm run catalogue -- former-code MÃ-CŨ MÃ --person "Họ tên"`;

await command(async () => {
  const { values, positionals } = options(usage, {
    note: { type: 'string' },
    'replaced-by': { type: 'string' },
    person: { type: 'string' },
  });
  const [act, first = '', second = ''] = positionals;
  if (!['withdraw', 'restore', 'former-code'].includes(act ?? '') || first === '') throw new Fault(`Cách dùng: ${usage}`);
  const by = atCommand(required(values.person, 'person', usage));
  const note = act === 'withdraw' ? required(values.note, 'note', usage) : '';
  const outcome = await withApp((app) => {
    if (act === 'withdraw') return withdrawProcedure(app, by, first, { note, replacedBy: values['replaced-by'] });
    return act === 'restore' ? restoreProcedure(app, by, first) : addFormerCode(app, by, first, second);
  });
  if (outcome.kind === 'refused') throw new Fault(translatorFor('vi').say(outcome.message));
  console.log('Đã ghi.');
});
