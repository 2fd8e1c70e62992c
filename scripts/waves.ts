import { atCommand } from '#accounts/model/person.ts';
import { translatorFor } from '#i18n/translator.ts';
import type { App } from '#platform/app.ts';
import { today } from '#platform/clock.ts';
import { Fault } from '#platform/fault.ts';
import { type Progress, progressOf } from '#survey/model/progress.ts';
import { modes } from '#survey/model/response.ts';
import { type Wave, type WaveState, waveState } from '#survey/model/wave.ts';
import { modeCounts } from '#survey/tally-store.ts';
import { batchesOfWave } from '#survey/ticket-store.ts';
import { changeWave, openWave, type WaveOrder } from '#survey/wave-service.ts';
import { allWaves } from '#survey/wave-store.ts';
import { command, oneOf, options, required } from './command.ts';
import { withApp } from './with-app.ts';

const usage = `npm run waves -- list
       npm run waves -- open MÃ-ĐỢT --instrument HN-WARD-9-2026 --title "Tên đợt" --opens 2026-12-01 --closes 2026-12-31
                        --modes online,ticket --agencies 00004,00008|all --minimum-n 100 --display live|embargo --person "Họ tên"
       npm run waves -- move MÃ-ĐỢT --closes 2027-01-15 --reason "Lý do" --person "Họ tên"
   --modes: một hay nhiều trong ${modes.join(', ')}. live: điểm hiện trong khi đợt đang mở; embargo: chỉ hiện khi đợt đã kết thúc.`;

const t = translatorFor('vi');
const states: Readonly<Record<WaveState, string>> = { planned: 'chưa mở', open: 'đang mở', closed: 'đã đóng' };

function read() {
  return options(usage, {
    instrument: { type: 'string' },
    title: { type: 'string' },
    opens: { type: 'string' },
    closes: { type: 'string' },
    modes: { type: 'string' },
    agencies: { type: 'string' },
    'minimum-n': { type: 'string' },
    display: { type: 'string' },
    reason: { type: 'string' },
    person: { type: 'string' },
  });
}
type Values = ReturnType<typeof read>['values'];

await command(async () => {
  const { values, positionals } = read();
  const [act = '', id, ...more] = positionals;
  if (more.length > 0 || (act === 'list') !== (id === undefined)) throw new Fault(`Cách dùng: ${usage}`);
  const need = (name: Exclude<keyof Values, undefined>) => required(values[name]?.trim(), name, usage);
  switch (act) {
    case 'list':
      return withApp(list);
    case 'open': {
      const order = orderOf(id ?? '', need);
      const by = atCommand(need('person'));
      const outcome = await withApp((app) => openWave(app, order, by));
      if (outcome.kind === 'refused') throw new Fault(t.say(outcome.message));
      const { wave } = outcome;
      console.log(`Đã lập đợt ${wave.id}: ${wave.agencies?.length} cơ quan, ${daysOf(wave)}.`);
      return;
    }
    case 'move': {
      const order = { id: id ?? '', closes: need('closes'), reason: need('reason') };
      const by = atCommand(need('person'));
      const outcome = await withApp((app) => changeWave(app, order, by));
      if (outcome.kind === 'refused') throw new Fault(t.say(outcome.message));
      console.log(`Đợt ${outcome.wave.id} nay nhận phiếu đến hết ${t.date(outcome.wave.closes)}.`);
      return;
    }
    default:
      throw new Fault(`Cách dùng: ${usage}`);
  }
});

function orderOf(id: string, need: (name: keyof Values) => string): WaveOrder {
  const minimum = Number(need('minimum-n'));
  if (!Number.isInteger(minimum) || minimum < 1 || minimum > 1_000_000) throw new Fault('--minimum-n phải là số nguyên từ 1 đến 1000000.');
  const agencies = need('agencies');
  return {
    id,
    instrument: need('instrument'),
    title: need('title').normalize('NFC'),
    opens: need('opens'),
    closes: need('closes'),
    modes: listed(need('modes')).map((mode) => oneOf('modes', mode, modes)),
    agencies: agencies === 'all' ? [] : listed(agencies),
    minimum_n: minimum,
    display: oneOf('display', need('display'), ['live', 'embargo']),
  };
}

/** What stands between commas, each once. Throws a Fault where that is nothing: an empty list would mean all. */
function listed(text: string): readonly string[] {
  const all = text.split(',').map((one) => one.trim());
  if (all.includes('')) throw new Fault(`"${text}" có chỗ trống giữa các dấu phẩy.`);
  return [...new Set(all)];
}

function daysOf({ opens, closes }: Wave): string {
  return `từ ${t.date(opens)} đến ${t.date(closes)}`;
}

async function list({ reader, clock }: App): Promise<void> {
  const day = today(clock);
  const waves = await allWaves(reader);
  if (waves.length === 0) console.log('Chưa có đợt nào. Đợt thường xuyên của năm tự mở khi có phiếu đầu tiên.');
  for (const wave of waves) {
    const progress = progressOf(wave, await modeCounts(reader, wave.id));
    const batches = await batchesOfWave(reader, wave.id);
    console.log(`${wave.id}\t${states[waveState(wave, day)]}\t${wave.title}, ${wave.instrument}, ${daysOf(wave)}`);
    const whom = wave.agencies === null ? 'mọi cơ quan của bộ câu hỏi' : `${wave.agencies.length} cơ quan`;
    const shown = wave.display === 'embargo' ? 'điểm chỉ hiện khi đã đóng' : 'điểm hiện ngay';
    console.log(`    nhận: ${wave.modes.join(', ')}; ${whom}; ${shown}`);
    console.log(`    phiếu: ${responsesLine(progress)}`);
    console.log(`    dự kiến mỗi cơ quan ít nhất ${t.number(wave.minimum_n)} phiếu: ${progress.enough} cơ quan đã đủ`);
    const issued = sum(batches.map((batch) => batch.issued));
    const spent = sum(batches.map((batch) => batch.spent));
    if (issued > 0) {
      const rate = t.decimal(((100 * spent) / issued).toFixed(1));
      console.log(`    mã mời: đã phát ${t.number(issued)}, đã dùng ${t.number(spent)}, tỷ lệ trả lời ${rate} %`);
    }
  }
}

function responsesLine({ total, modes }: Progress): string {
  if (total.n === 0) return 'chưa có';
  const byMode = modes.map(({ mode, n }) => `${mode} ${t.number(n)}`);
  return `${t.number(total.n)} (${byMode.join(', ')}), bị loại ${t.number(total.excluded)}`;
}

function sum(all: readonly number[]): number {
  return all.reduce((a, b) => a + b, 0);
}
