import { createWriteStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { atCommand, type Doer } from '#accounts/model/person.ts';
import { translatorFor } from '#i18n/translator.ts';
import type { App } from '#platform/app.ts';
import { Fault } from '#platform/fault.ts';
import { exportMicrodata } from '#survey/microdata-service.ts';
import { command, options, required } from './command.ts';
import { withPrivateFile } from './private-file.ts';
import { withApp } from './with-app.ts';

const usage = `npm run microdata -- --wave MÃ-ĐỢT --person "Họ tên" [--out TỆP.csv]
   Mỗi phiếu một dòng, không có mã biên nhận, không có ngày (chỉ có tháng). Không nêu --out thì ra đầu ra chuẩn.`;

await command(async () => {
  const { values, positionals } = options(usage, { wave: { type: 'string' }, person: { type: 'string' }, out: { type: 'string' } });
  if (positionals.length > 0) throw new Fault(`Cách dùng: ${usage}`);
  const wave = required(values.wave, 'wave', usage);
  const by = atCommand(required(values.person?.trim(), 'person', usage));
  const { out } = values;
  await withApp(async (app) => {
    if (out === undefined) {
      await write(app, wave, by, process.stdout);
      return;
    }
    const responses = await withPrivateFile(out, (fd) => write(app, wave, by, createWriteStream(out, { fd, autoClose: false })));
    console.log(`Đã ghi ${translatorFor('vi').number(responses)} phiếu vào ${out}. Chỉ người chạy lệnh đọc được tệp này.`);
  });
});

/** Writes the file, at the pace at which it is taken; gives how many responses it holds. */
async function write(app: App, wave: string, by: Doer, to: Writable): Promise<number> {
  const outcome = await exportMicrodata(app, wave, by);
  if (outcome.kind === 'refused') throw new Fault(translatorFor('vi').say(outcome.message));
  await pipeline(Readable.from(outcome.lines), to, { end: to !== process.stdout });
  return outcome.responses;
}
