import { Fault } from '#platform/fault.ts';
import type { Drift } from '#survey/model/drift.ts';
import { recountAll } from '#survey/recount-service.ts';
import { command, options } from './command.ts';
import { withApp } from './with-app.ts';

const usage = 'npm run recount';
const mostShown = 50;

await command(async () => {
  const { positionals } = options(usage, {});
  if (positionals.length > 0) throw new Fault(`Không rõ "${positionals.join(' ')}".\nCách dùng: ${usage}`);
  const recounts = await withApp((app) => recountAll(app, app.config.databaseFile));
  if (recounts.length === 0) console.log('Chưa có đợt khảo sát nào.');
  for (const { wave, responses, drift } of recounts) {
    console.log(`${wave}: ${responses} phiếu, ${drift.length === 0 ? 'khớp' : `LỆCH ở ${drift.length} ô`}`);
    for (const one of drift.slice(0, mostShown)) console.log(`    ${lineOf(one)}`);
    if (drift.length > mostShown) console.log(`    … và ${drift.length - mostShown} ô nữa`);
  }
  if (recounts.some(({ drift }) => drift.length > 0)) {
    throw new Fault(
      'Bảng đếm không khớp với các phiếu đã nhận. Phiếu là bản gốc và không sửa được; hãy tìm ai hay việc gì đã sửa bảng đếm.',
    );
  }
});

function lineOf({ agency, mode, item, value, kept, counted }: Drift): string {
  const place = item === null ? 'số phiếu' : `câu ${item}, ${value === 0 ? 'để trống' : `mức ${value}`}`;
  return `${agency}, ${mode}, ${place}: bảng ghi ${kept.n} (loại ${kept.excluded}), đếm lại ${counted.n} (loại ${counted.excluded})`;
}
