import { existsSync } from 'node:fs';
import path from 'node:path';
import { openSqlite } from '#db/open.ts';
import type { FigureDifference } from '#par-index/model/release-diff.ts';
import type { ReleaseFiles } from '#par-index/release-bundle.ts';
import { checkRelease, type FileCheck, type ReleaseCheck } from '#par-index/release-check.ts';
import { readReleaseFolder } from '#par-index/release-files.ts';
import { findRelease } from '#par-index/release-store.ts';
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
  const { files, recorded } = await releaseAt(target);
  const check = checkRelease(files);
  for (const line of said(check)) console.log(line);
  if (!check.passed) throw new Fault('Tính lại ra kết quả khác: các tệp không phải là bản công bố nguyên vẹn.');
  if (recorded !== null && recorded !== check.sha256) {
    throw new Fault(`Dấu vân tay đã ghi lúc công bố là ${recorded}: các tệp hợp với nhau, nhưng không phải là bản đã công bố.`);
  }
  console.log(`Mọi con số của ${check.release} tính lại giống từng ký tự.`);
  console.log(
    'Hãy so dấu vân tay SHA-256 ở trên với dấu vân tay ghi trên trang của bản công bố: phải giống hệt thì mới là bản đã công bố.',
  );
});

/** The files that are meant, and for those of this portal the fingerprint that was recorded when they were released; null where none is at hand. */
async function releaseAt(target: string): Promise<{ readonly files: ReleaseFiles; readonly recorded: string | null }> {
  const url = URL.parse(target);
  if (url && /^https?:$/.test(url.protocol)) return { files: await downloadRelease(url), recorded: null };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) throw new Fault(`Chỉ tải được từ địa chỉ http hoặc https, không tải được ${target}.`);
  const { databaseFile, releasesDir } = readConfig(process.env);
  const own = path.join(releasesDir, target);
  if (!/^[a-z0-9-]+$/.test(target) || !existsSync(own)) return { files: readReleaseFolder(path.resolve(target)), recorded: null };
  return { files: readReleaseFolder(own), recorded: existsSync(databaseFile) ? await recordedIn(databaseFile, target) : null };
}

async function recordedIn(databaseFile: string, release: string): Promise<string | null> {
  const { reader, close } = openSqlite(databaseFile);
  try {
    return (await findRelease(reader, release))?.sha256 ?? null;
  } finally {
    await close();
  }
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
