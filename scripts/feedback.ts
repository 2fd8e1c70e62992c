import { askingPage } from '#actions/asking-page.ts';
import { type Reason, reasons } from '#feedback/model/answer.ts';
import { leastForShare, type PageReport, pageReports } from '#feedback/model/report.ts';
import { answersSince } from '#feedback/store.ts';
import { translatorFor } from '#i18n/translator.ts';
import { daysBefore, today } from '#platform/clock.ts';
import { Fault } from '#platform/fault.ts';
import { csvText } from '#platform/model/csv.ts';
import { command, options } from './command.ts';
import { withApp } from './with-app.ts';

const usage = 'npm run feedback -- [--days 30] [--csv]';
const mostShown = 20;
const t = translatorFor('vi');

type NamedReport = PageReport & { readonly name: string };

await command(async () => {
  const { values, positionals } = options(usage, { days: { type: 'string', default: '30' }, csv: { type: 'boolean', default: false } });
  if (positionals.length > 0) throw new Fault(`Không rõ "${positionals.join(' ')}".\nCách dùng: ${usage}`);
  const { since, until, reports } = await withApp(async (app) => {
    const { feedbackDays } = app.config;
    const days = /^\d{1,4}$/.test(values.days) ? Number(values.days) : 0;
    if (days < 1 || days > feedbackDays) {
      throw new Fault(`--days phải là số nguyên từ 1 đến ${feedbackDays}: tổng số chỉ giữ ${feedbackDays} ngày.`);
    }
    const until = today(app.clock);
    const since = daysBefore(until, days - 1);
    const all = pageReports(await answersSince(app.reader, since));
    // A page may be gone by now; what was said of it stays true.
    const named = all.map(async (report) => ({ ...report, name: (await askingPage(app.reader, report.path)) ?? '(trang không còn)' }));
    return { since, until, reports: await Promise.all(named) };
  });
  process.stdout.write(values.csv ? csvOf(reports) : textOf(reports, since, until));
});

function csvOf(reports: readonly NamedReport[]): string {
  return csvText(
    ['path', 'name', 'yes', 'no', 'no_percent', ...reasons],
    reports.map((one) => [one.path, one.name, one.yes, one.no, one.noPercent, ...reasons.map((reason) => one.reasons[reason])]),
  );
}

function textOf(reports: readonly NamedReport[], since: string, until: string): string {
  const wanting = reports.filter(({ no }) => no > 0);
  const answers = reports.reduce((sum, { yes, no }) => sum + yes + no, 0);
  const lines = [
    `Từ ${t.date(since)} đến ${t.date(until)}: ${t.number(answers)} câu trả lời về ${t.number(reports.length)} trang. Câu trả lời mới nhất vào bảng sau chừng 30 giây.`,
    ...(wanting.length > 0 ? ['', 'Những trang bị chê nhiều nhất:'] : []),
    ...wanting.slice(0, mostShown).flatMap(linesOf),
    ...(wanting.length > mostShown ? [`… và ${t.number(wanting.length - mostShown)} trang nữa; --csv cho đủ.`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function linesOf({ path, name, yes, no, noPercent, reasons: counts }: NamedReport): readonly string[] {
  const share = noPercent === null ? `dưới ${leastForShare} câu trả lời, chưa tính tỷ lệ` : `${noPercent} % không hữu ích`;
  const said = reasons.filter((reason) => counts[reason] > 0).sort((a, b) => counts[b] - counts[a]);
  return [
    `${path}  ${name}`,
    `    không ${t.number(no)}, có ${t.number(yes)} (${share}): ${said.map((reason) => `${reasonText(reason)} ${t.number(counts[reason])}`).join(', ')}`,
  ];
}

function reasonText(reason: Reason): string {
  return t(`feedback.reason.${reason}`).toLowerCase();
}
