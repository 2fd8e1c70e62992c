import { translatorFor } from '#i18n/translator.ts';
import type { ReadFiles } from '#procedures/import-service.ts';
import type { ImportPlan, Quarantined } from '#procedures/model/import-plan.ts';
import type { ImportTrap } from '#procedures/model/import-report.ts';
import type { PartChange } from '#procedures/model/part-changes.ts';

const t = translatorFor('vi');

type Changes = ReadonlyMap<string, readonly PartChange[]>;

/** What was read: the files, and how many rows each trap of the source was found in. */
export function readSummary({ sources, traps }: ReadFiles): string {
  const files = sources.map(({ file, format, rows, sha256 }) => `${file}: ${format}, ${rows} dòng, SHA-256 ${sha256.slice(0, 16)}…`);
  const found = Object.entries(traps).sort((a, b) => b[1] - a[1]);
  const lines = found.map(([trap, n]) => `  ${String(n).padStart(6)}  ${t(`procedures.import.trap.${trap as ImportTrap}`)}`);
  return [...files, ...(lines.length > 0 ? ['', 'Điểm cần lưu ý trong tệp (số dòng; giá trị giữ nguyên như nguồn):', ...lines] : [])].join(
    '\n',
  );
}

/** The counts of a plan. */
export function planSummary(plan: ImportPlan): string {
  const counts: readonly (readonly [string, number])[] = [
    ['mới', plan.added.length],
    ['thay đổi', plan.changed.length],
    ['không đổi', plan.unchanged.length],
    ['cũ hơn bản đang có, bỏ qua', plan.older.length],
    ['không thấy trong tệp (cùng cơ quan ban hành), chỉ đánh dấu', plan.missing.length],
    ['thấy lại', plan.seenAgain.length],
    ['giữ lại chờ xem, không nhập', plan.quarantined.length],
  ];
  return ['', 'Kết quả:', ...counts.map(([what, n]) => `  ${String(n).padStart(6)}  ${what}`)].join('\n');
}

/** In how many procedures each part changes. */
export function fieldSummary(plan: ImportPlan, changes: Changes): string {
  const counts = new Map<string, number>();
  const first = plan.changed.filter((change) => change.record === 'first').length;
  for (const parts of changes.values())
    for (const { part } of parts) {
      const word = t(`procedures.part.${part}`);
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  if (first > 0) counts.set(t('procedures.part.details'), first);
  if (counts.size === 0) return '';
  const lines = [...counts].sort((a, b) => b[1] - a[1]).map(([part, n]) => `  ${String(n).padStart(6)}  ${part}`);
  return ['', 'Theo từng phần của thủ tục (số thủ tục thay đổi):', ...lines].join('\n');
}

/** The rows of a plan, at most `limit` of each kind. */
export function planRows(plan: ImportPlan, changes: Changes, limit: number): string {
  const kept = plan.quarantined.map((row) => `  ${row.file}, ${row.place}: ${row.code || '(không mã)'}: ${why(row)}`);
  const changed = plan.changed.map(({ incoming, record }) => {
    const parts = (changes.get(incoming.code) ?? []).map(
      ({ part, before, after }) => `${t(`procedures.part.${part}`)}: "${short(before)}" -> "${short(after)}"`,
    );
    return `  ${incoming.code}  ${[...(record === 'first' ? [t('procedures.part.details')] : []), ...parts].join('; ') || 'chỉ đổi dấu thời gian của nguồn'}`;
  });
  return [
    section('Giữ lại chờ xem', kept, limit),
    section(
      'Mới',
      plan.added.map((row) => `  ${row.code}  ${short(row.listing.name)}`),
      limit,
    ),
    section('Thay đổi', changed, limit),
    section(
      'Cũ hơn bản đang có',
      plan.older.map((row) => `  ${row.code}  ${row.file}, ${row.place}: nguồn cập nhật ${row.record?.updated_at.slice(0, 10)}`),
      limit,
    ),
    section(
      'Không thấy trong tệp',
      plan.missing.map((code) => `  ${code}`),
      limit,
    ),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function why({ reason, detail }: Quarantined): string {
  const words = t(`procedures.import.reason.${reason}`);
  return detail === '' ? words : `${words}: ${short(detail)}`;
}

function section(title: string, rows: readonly string[], limit: number): string {
  if (rows.length === 0) return '';
  const more = rows.length > limit ? [`  … và ${rows.length - limit} dòng nữa (xem đủ: --all)`] : [];
  return ['', `${title}:`, ...rows.slice(0, limit), ...more].join('\n');
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
