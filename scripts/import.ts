import { atCommand } from '#accounts/model/person.ts';
import { translatorFor } from '#i18n/translator.ts';
import type { App } from '#platform/app.ts';
import { Fault } from '#platform/fault.ts';
import { readImportFile } from '#procedures/import-files/import-file.ts';
import { applyImport, changedProcedure, previewImport, readFiles } from '#procedures/import-service.ts';
import type { ImportPlan } from '#procedures/model/import-plan.ts';
import type { PartChange } from '#procedures/model/part-changes.ts';
import { command, options, required } from './command.ts';
import { fieldSummary, planRows, planSummary, readSummary } from './import-report.ts';
import { progress } from './progress.ts';
import { withApp } from './with-app.ts';

const usage = `npm run import -- TỆP...                              (chạy thử: chỉ xem sẽ đổi gì)
       npm run import -- TỆP... --apply --person "Họ tên"  (ghi vào danh mục)
       thêm --all để liệt kê đủ mọi dòng`;
// Without --all, of each kind: enough to see what it is about.
const shownRows = 20;

await command(async () => {
  const { values, positionals } = options(usage, {
    apply: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    person: { type: 'string' },
  });
  if (positionals.length === 0) throw new Fault(`Chưa nêu tệp nào.\nCách dùng: ${usage}`);
  const person = values.apply ? required(values.person, 'person', usage) : '';
  await withApp(async (app) => {
    // Every file is opened and recognised before the first row is read: a wrong one stops the run at once.
    const files = [];
    for (const path of positionals) files.push(await readImportFile(path));
    const reading = progress('Đọc');
    const read = await readFiles(app, files, reading.to);
    reading.done();
    console.log(readSummary(read));
    // What changes is told before it is changed: afterwards there is nothing to compare with.
    const preview = await previewImport(app, read);
    const changes = await partChangesOf(app, preview);
    if (!values.apply) {
      print(preview, changes, values.all);
      console.log('\nĐây là chạy thử, chưa ghi gì. Thêm --apply --person "Họ tên" để ghi.');
      return;
    }
    const writing = progress('Ghi', preview.added.length + preview.changed.length);
    const outcome = await applyImport(app, atCommand(person), read, { tell: writing.to });
    writing.done();
    if (outcome.kind === 'refused') throw new Fault(translatorFor('vi').say(outcome.message));
    const { plan } = outcome;
    print(plan, changes, values.all);
    console.log('\nĐã ghi; tìm kiếm và các trang đã theo kịp.');
  });
});

async function partChangesOf(app: App, plan: ImportPlan): Promise<ReadonlyMap<string, readonly PartChange[]>> {
  const all = new Map<string, readonly PartChange[]>();
  for (const change of plan.changed) {
    const { parts } = await changedProcedure(app.reader, change);
    // Long texts are cut at once: thousands of them wait until they are shown.
    all.set(
      change.incoming.code,
      parts.map(({ part, before, after }) => ({ part, before: before.slice(0, 120), after: after.slice(0, 120) })),
    );
  }
  return all;
}

function print(plan: ImportPlan, changes: ReadonlyMap<string, readonly PartChange[]>, all: boolean): void {
  console.log(planSummary(plan));
  console.log(fieldSummary(plan, changes));
  console.log(planRows(plan, changes, all ? Number.POSITIVE_INFINITY : shownRows));
}
