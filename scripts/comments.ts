import { atCommand } from '#accounts/model/person.ts';
import { translatorFor } from '#i18n/translator.ts';
import { Fault } from '#platform/fault.ts';
import { readComments } from '#survey/comment-service.ts';
import { command, options, required } from './command.ts';
import { withApp } from './with-app.ts';

const usage = 'npm run comments -- list --wave MÃ-ĐỢT [--agency 00004] --person "Họ tên"';

await command(async () => {
  const { values, positionals } = options(usage, { wave: { type: 'string' }, agency: { type: 'string' }, person: { type: 'string' } });
  if (positionals.join(' ') !== 'list') throw new Fault(`Cách dùng: ${usage}`);
  const wave = required(values.wave, 'wave', usage);
  const by = atCommand(required(values.person?.trim(), 'person', usage));
  const { agency } = values;
  const outcome = await withApp((app) => readComments(app, { wave, ...(agency !== undefined && { agency }) }, by));
  if (outcome.kind === 'refused') throw new Fault(translatorFor('vi').say(outcome.message));
  const { comments } = outcome;
  if (comments.length === 0) console.log('Không có ý kiến nào.');
  for (const one of comments) console.log(`${one.agency}  ${one.month}\n    ${one.text.replaceAll('\n', '\n    ')}`);
});
