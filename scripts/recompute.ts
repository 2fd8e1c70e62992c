import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FigureDifference } from '#par-index/model/release-diff.ts';
import { checkRelease, type FileCheck, type ReleaseCheck } from '#par-index/release-check.ts';
import { readReleaseFolder } from '#par-index/release-files.ts';
import { readConfig } from '#platform/config.ts';
import { Fault } from '#platform/fault.ts';
import { command, options } from './command.ts';
import { downloadRelease } from './release-download.ts';

const usage = `npm run recompute -- MÃ-BẢN-CÔNG-BỐ
       npm run recompute -- THƯ-MỤC       (đã tải các tệp của bản công bố về)
       npm run recompute -- ĐỊA-CHỈ       (trang của bản công bố, ví dụ https://.../chi-so/ban-cong-bo/so-2026)`;
const shownFigures = 50;

await command(async () => {
  const [target, ...others] = options(usage, {}).positionals;
  if (target === undefined || others.length > 0) throw new Fault(`Cách dùng: ${usage}`);
  const check = checkRelease(await filesOf(target));
  for (const line of said(check)) console.log(line);
  if (!check.passed) throw new Fault('Tính lại ra kết quả khác: các tệp không phải là bản công bố nguyên vẹn.');
  console.log(`Mọi con số của ${check.release} tính lại giống từng ký tự.`);
});

async function filesOf(target: string) {
  const url = URL.parse(target);
  if (url && /^https?:$/.test(url.protocol)) return downloadRelease(url);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) throw new Fault(`Chỉ tải được từ địa chỉ http hoặc https, không tải được ${target}.`);
  const own = path.join(readConfig(process.env).releasesDir, target);
  return readReleaseFolder(/^[a-z0-9-]+$/.test(target) && existsSync(own) ? own : path.resolve(target));
}

function said({ files, figures, faults, sha256 }: ReleaseCheck): readonly string[] {
  const rest = figures.length - shownFigures;
  return [
    ...files.map((file) => `${{ same: 'giống ', different: 'KHÁC  ', missing: 'THIẾU ' }[file.state]} ${file.name}${whyOf(file)}`),
    ...faults.map(({ file, place, message }) => `SAI    ${[file, place, message].filter((part) => part !== '').join(': ')}`),
    ...figures.slice(0, shownFigures).map(figureText),
    ...(rest > 0 ? [`       và ${rest} con số khác nữa`] : []),
    ...(sha256 === '' ? [] : [`SHA-256 của bản công bố: ${sha256}`]),
  ];
}

function whyOf({ hash, recomputed }: FileCheck): string {
  const why = [
    ...(hash === 'different' ? ['dấu vân tay khác với manifest.json'] : []),
    ...(recomputed === 'different' ? ['tính lại ra khác'] : []),
  ];
  return why.length === 0 ? '' : ` (${why.join('; ')})`;
}

function figureText({ file, agency, figure, published, recomputed }: FigureDifference): string {
  const said = (value: string | null) => (value === null || value === '' ? 'không có' : value);
  return `KHÁC   ${file}: ${agency === null ? '' : `${agency}, `}${figure}: công bố ${said(published)}, tính lại ${said(recomputed)}`;
}
