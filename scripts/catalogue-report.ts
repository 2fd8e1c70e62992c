import { translatorFor } from '#i18n/translator.ts';
import { daysBefore, today } from '#platform/clock.ts';
import { quarantinedRows } from '#procedures/history-store.ts';
import { conditionalParts, hasPart, mandatoryParts, missingParts, type Part } from '#procedures/model/completeness.ts';
import { oldDecisionDays } from '#procedures/model/decision-age.ts';
import { type FlagKind, flagKinds, flagsOf } from '#procedures/model/flags.ts';
import { nameOf } from '#procedures/model/procedure.ts';
import { eachProcedure } from '#procedures/store.ts';
import { legalPartWords } from './catalogue-words.ts';
import { command, options } from './command.ts';
import { withApp } from './with-app.ts';

const usage = 'npm run catalogue:report -- [--all]';
const shownRows = 15;
const t = translatorFor('vi');

await command(async () => {
  const { all } = options(usage, { all: { type: 'boolean', default: false } }).values;
  const limit = all ? Number.POSITIVE_INFINITY : shownRows;
  await withApp(async (app) => {
    const oldBefore = daysBefore(today(app.clock), oldDecisionDays);
    const states = { all: 0, detailed: 0, withdrawn: 0, missing: 0 };
    const present = new Map<Part, number>();
    const incomplete: string[] = [];
    const flagged = new Map<FlagKind, string[]>(flagKinds.map((kind) => [kind, []]));
    const names = new Map<string, string[]>();
    for await (const procedure of eachProcedure(app.reader)) {
      const { code, record, withdrawal, missing } = procedure;
      const name = nameOf(procedure);
      states.all += 1;
      if (withdrawal) states.withdrawn += 1;
      if (missing) states.missing += 1;
      names.set(name, [...(names.get(name) ?? []), code]);
      if (!record) continue;
      states.detailed += 1;
      for (const part of [...mandatoryParts, ...conditionalParts])
        if (hasPart(record, part)) present.set(part, (present.get(part) ?? 0) + 1);
      const lacks = missingParts(record);
      if (lacks.length > 0) incomplete.push(`${code}  thiếu ${lacks.map((part) => legalPartWords[part]).join(', ')}`);
      for (const { kind, seen } of flagsOf(record, oldBefore))
        flagged.get(kind)?.push(`${code}  ${seen.replace(/\s+/g, ' ').slice(0, 100)}`);
    }
    const share = (n: number) =>
      `${String(n).padStart(6)} / ${states.detailed} (${states.detailed === 0 ? '–' : ((100 * n) / states.detailed).toFixed(1)} %)`;
    const table = (title: string, parts: readonly Part[]) => [
      title,
      ...parts.map((part) => `  ${share(present.get(part) ?? 0)}  ${legalPartWords[part]}`),
    ];
    const sameName = [...names]
      .filter(([, codes]) => codes.length > 1)
      .map(([name, codes]) => `${codes.join(', ')}  ${name.slice(0, 100)}`);
    const kept = (await quarantinedRows(app.reader)).map(
      (row) =>
        `${row.source_file}, ${row.place}: ${row.code || '(không mã)'}: ${t(`procedures.import.reason.${row.reason}`)}: ${row.detail.slice(0, 100)}`,
    );
    const lines = [
      `Danh mục: ${states.all} thủ tục, ${states.detailed} có bản ghi đầy đủ, ${states.withdrawn} đã bãi bỏ, ${states.missing} không thấy trong tệp gần nhất.`,
      '',
      ...table('Phần bắt buộc (Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2):', mandatoryParts),
      '',
      ...table('Phần "nếu có":', conditionalParts),
      ...list('Thiếu phần bắt buộc', incomplete, limit),
      ...flagKinds.flatMap((kind) => list(`Đang đối chiếu: ${t(`procedures.import.trap.${kind}`)}`, flagged.get(kind) ?? [], limit)),
      ...list(`Tên dùng cho nhiều mã`, sameName, limit),
      ...list('Giữ lại chờ xem', kept, limit),
    ];
    console.log(lines.join('\n'));
  });
});

function list(title: string, rows: readonly string[], limit: number): readonly string[] {
  if (rows.length === 0) return [];
  const more = rows.length > limit ? [`  … và ${rows.length - limit} dòng nữa (xem đủ: --all)`] : [];
  return ['', `${title}: ${rows.length}`, ...rows.slice(0, limit).map((row) => `  ${row}`), ...more];
}
