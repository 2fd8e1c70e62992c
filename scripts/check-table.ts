import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type Contradiction, contradictionsOf, type PublishedTable, publishedTableSchema } from '#par-index/model/published-table.ts';
import { Fault } from '#platform/fault.ts';
import { command, options } from './command.ts';

const usage = `npm run check-table -- BẢNG.csv [--mean TRUNG-BÌNH]     (cột: rank,name,value; có thể thêm appraised,sociological)
       npm run check-table -- BẢNG.json     ({"mean": "85.73", "rows": [{"rank": 1, "name": "...", "value": "91.68"}]})`;

await command(async () => {
  const { values, positionals } = options(usage, { mean: { type: 'string' } });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Fault(`Cách dùng: ${usage}`);
  z.config(z.locales.vi());
  const parsed = publishedTableSchema.safeParse(readTable(file, values.mean));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Fault(`${file}: ${issue?.path.join('.') || 'tệp'}: ${issue?.message}`);
  }
  const found = contradictionsOf(parsed.data);
  for (const one of found) console.log(said(one, parsed.data));
  if (found.length > 0) throw new Fault(`${file}: ${found.length} chỗ mâu thuẫn.`);
  console.log(`${file}: không thấy mâu thuẫn.`);
});

function readTable(file: string, mean: string | undefined): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Fault(`${file}: không đọc được tệp: ${(error as Error).message}`);
  }
  try {
    return file.endsWith('.json') ? JSON.parse(text) : tableOf(text, mean);
  } catch (error) {
    throw new Fault(`${file}: không đúng khuôn dạng: ${(error as Error).message}`);
  }
}

function tableOf(text: string, mean: string | undefined): unknown {
  const rows: Record<string, string>[] = parse(text, { bom: true, columns: true, skip_empty_lines: true, trim: true });
  return {
    ...(mean === undefined ? {} : { mean: point(mean) }),
    rows: rows.map(({ rank, name, value = '', appraised, sociological }) => ({
      rank: Number(rank),
      name,
      value: value === '' ? null : point(value),
      ...(appraised && sociological ? { parts: [point(appraised), point(sociological)] } : {}),
    })),
  };
}

/** Newspapers write a comma. */
function point(value: string): string {
  return value.replace(',', '.');
}

function said(one: Contradiction, { mean = '' }: PublishedTable): string {
  if (one.kind === 'mean') return `Trung bình in là ${one.printed}, tính từ các giá trị là ${one.computed}.`;
  const where = `Hạng ${one.row.rank}, ${one.row.name}`;
  if (one.kind === 'rank') return `${where}: hạng không khớp với thứ tự và giá trị.`;
  if (one.kind === 'parts') return `${where}: in ${one.row.value}, các phần cộng lại là ${one.sum}.`;
  if (one.kind === 'missing') {
    return `${where}: không đọc được giá trị; trung bình ${mean} đòi từ ${one.asked.least} đến ${one.asked.most}, nhưng vị trí đòi từ ${one.least} đến ${one.most}.`;
  }
  const readings = one.misprints.map(
    ({ value, missing }) => `${value}${missing ? ` (khi ấy giá trị không đọc được nằm từ ${missing.least} đến ${missing.most})` : ''}`,
  );
  return `${where}: in ${one.row.value}, nhưng vị trí đòi từ ${one.least} đến ${one.most}.${readings.length > 0 ? ` Sai một chữ số thì có thể là ${readings.join(' hoặc ')}.` : ''}`;
}
