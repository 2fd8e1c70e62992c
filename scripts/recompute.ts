import { existsSync } from 'node:fs';
import path from 'node:path';
import { recomputeRelease } from '#par-index/release-files.ts';
import { readConfig } from '#platform/config.ts';
import { Fault } from '#platform/fault.ts';
import { command, options } from './command.ts';

const usage = 'npm run recompute -- MÃ-BẢN-CÔNG-BỐ, hoặc đường dẫn tới thư mục đã tải về';

await command(async () => {
  const [target] = options(usage, {}).positionals;
  if (target === undefined) throw new Fault(`Cách dùng: ${usage}`);
  const own = path.join(readConfig(process.env).releasesDir, target);
  const { sha256, files } = recomputeRelease(/^[a-z0-9-]+$/.test(target) && existsSync(own) ? own : path.resolve(target));
  for (const { name, same } of files) console.log(`${same ? 'giống ' : 'KHÁC  '} ${name}`);
  console.log(`SHA-256 của bản công bố: ${sha256}`);
  if (files.some((file) => !file.same)) throw new Fault('Tính lại ra kết quả khác: các tệp không phải là bản công bố nguyên vẹn.');
});
