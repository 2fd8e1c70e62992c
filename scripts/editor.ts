import { translatorFor } from '#i18n/translator.ts';
import { readArticleFile } from '#newsroom/content.ts';
import { refusalMessage } from '#newsroom/model/refusal.ts';
import { approveArticle, submitArticle } from '#newsroom/service.ts';
import { listArticlesInWork } from '#newsroom/work-store.ts';
import { Fault } from '#platform/fault.ts';
import { command, options, required } from './command.ts';
import { withApp } from './with-app.ts';

const usage = `npm run editor -- submit TỆP.md --person "Người viết"
       npm run editor -- approve ĐỊA-CHỈ --person "Người duyệt" [--at 2026-12-01T08:00:00+07:00]
       npm run editor -- list`;

const t = translatorFor('vi');

await command(async () => {
  const { values, positionals } = options(usage, { person: { type: 'string' }, at: { type: 'string' } });
  const [act, target = ''] = positionals;
  if (act === 'list') {
    const articles = await withApp((app) => listArticlesInWork(app.reader));
    for (const { slug, state, author, publish_at } of articles) console.log([slug, state, author, publish_at ?? ''].join('\t'));
    if (articles.length === 0) console.log('Không có bài nào đang chờ.');
    return;
  }
  if ((act !== 'submit' && act !== 'approve') || target === '') throw new Fault(`Cách dùng: ${usage}`);
  const person = required(values.person, 'person', usage);
  const outcome = await withApp((app) =>
    act === 'submit' ? submitArticle(app, readArticleFile(target), person) : approveArticle(app, target, person, publishAt(values.at)),
  );
  if (outcome.kind === 'refused') throw new Fault(t.say(refusalMessage(outcome)));
  const said = {
    submitted: 'Đã nhận bài, chờ người thứ hai duyệt.',
    published: 'Đã đăng.',
    scheduled: 'Đã duyệt, sẽ tự đăng đúng giờ hẹn.',
  };
  console.log(said[outcome.state as keyof typeof said]);
});

function publishAt(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new Fault('--at phải là thời điểm ISO 8601, ví dụ 2026-12-01T08:00:00+07:00.');
  return time.toISOString();
}
