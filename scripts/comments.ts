import { Fault } from '#platform/fault.ts';
import { readComments } from '#survey/comment-service.ts';
import { findWave } from '#survey/wave-store.ts';
import { command, options, required } from './command.ts';
import { withApp } from './with-app.ts';

const usage = 'npm run comments -- list --wave MÃ-ĐỢT [--agency 00004] --person "Họ tên"';

await command(async () => {
  const { values, positionals } = options(usage, { wave: { type: 'string' }, agency: { type: 'string' }, person: { type: 'string' } });
  if (positionals.join(' ') !== 'list') throw new Fault(`Cách dùng: ${usage}`);
  const wave = required(values.wave, 'wave', usage);
  const person = required(values.person?.trim(), 'person', usage);
  const { agency } = values;
  const comments = await withApp(async (app) => {
    if (!(await findWave(app.reader, wave))) throw new Fault(`Không có đợt khảo sát ${wave}.`);
    return readComments(app, { wave, ...(agency !== undefined && { agency }) }, person);
  });
  if (comments.length === 0) console.log('Không có ý kiến nào.');
  for (const one of comments) console.log(`${one.agency}  ${one.month}\n    ${one.text.replaceAll('\n', '\n    ')}`);
});
