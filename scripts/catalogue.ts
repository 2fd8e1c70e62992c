import { Fault } from '#platform/fault.ts';
import { addFormerCode, type CatalogueRefusal, restoreProcedure, withdrawProcedure } from '#procedures/service.ts';
import { command, options, required } from './command.ts';
import { withApp } from './with-app.ts';

const usage = `npm run catalogue -- withdraw MÃ --note "Lý do công khai" [--replaced-by MÃ] --person "Họ tên"
       npm run catalogue -- restore MÃ --person "Họ tên"
       npm run catalogue -- former-code MÃ-CŨ MÃ --person "Họ tên"`;

const refusals: Readonly<Record<CatalogueRefusal, string>> = {
  'unknown-procedure': 'Không có thủ tục mang mã này.',
  'unknown-successor': 'Thủ tục thay thế phải có trong danh mục và khác thủ tục bị bãi bỏ.',
  'already-withdrawn': 'Thủ tục này đã được đánh dấu bãi bỏ.',
  'not-withdrawn': 'Thủ tục này không bị đánh dấu bãi bỏ.',
  'code-taken': 'Mã cũ này là mã của một thủ tục đang có.',
};

await command(async () => {
  const { values, positionals } = options(usage, {
    note: { type: 'string' },
    'replaced-by': { type: 'string' },
    person: { type: 'string' },
  });
  const [act, first = '', second = ''] = positionals;
  if (!['withdraw', 'restore', 'former-code'].includes(act ?? '') || first === '') throw new Fault(`Cách dùng: ${usage}`);
  const person = required(values.person, 'person', usage);
  const note = act === 'withdraw' ? required(values.note, 'note', usage) : '';
  const outcome = await withApp((app) => {
    if (act === 'withdraw') return withdrawProcedure(app, first, { person, note, replacedBy: values['replaced-by'] });
    return act === 'restore' ? restoreProcedure(app, first, person) : addFormerCode(app, first, second, person);
  });
  if (outcome.kind === 'refused') throw new Fault(refusals[outcome.reason]);
  console.log('Đã ghi.');
});
