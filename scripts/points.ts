import { atCommand } from '#accounts/model/person.ts';
import { findAgency } from '#agencies/store.ts';
import { translatorFor } from '#i18n/translator.ts';
import type { App } from '#platform/app.ts';
import { Fault } from '#platform/fault.ts';
import { formAddress, shortAddress, shortestFor } from '#survey/model/form-address.ts';
import { addPoint, switchPoint } from '#survey/point-service.ts';
import { allPoints, type CollectionPoint } from '#survey/point-store.ts';
import { allInstruments } from '#survey/store.ts';
import { command, oneOf, options, required } from './command.ts';
import { withApp } from './with-app.ts';

const usage = `npm run points -- list [--agency 00004]
       npm run points -- add --agency 00004 --label "Quầy 3" --mode qr|kiosk [--procedure 1.001193] [--instrument MÃ-BỘ-CÂU-HỎI] --person "Họ tên"
       npm run points -- close|open MÃ-ĐIỂM --person "Họ tên"
   Địa chỉ in ra dùng bộ câu hỏi ngắn nhất hợp với cơ quan, trừ khi nêu --instrument.`;

const { say } = translatorFor('vi');

await command(async () => {
  const { values, positionals } = options(usage, {
    agency: { type: 'string' },
    label: { type: 'string' },
    mode: { type: 'string' },
    procedure: { type: 'string' },
    instrument: { type: 'string' },
    person: { type: 'string' },
  });
  const [act = '', code, ...more] = positionals;
  const takesCode = act === 'close' || act === 'open';
  if (more.length > 0 || takesCode !== (code !== undefined)) throw new Fault(`Cách dùng: ${usage}`);
  const { agency, procedure, instrument } = values;
  const person = () => atCommand(required(values.person?.trim(), 'person', usage));
  switch (act) {
    case 'list':
      return withApp(async (app) => {
        const points = await allPoints(app.reader, agency);
        for (const point of points) console.log(lineOf(point));
        if (points.length === 0) console.log('Chưa có điểm lấy ý kiến nào.');
      });
    case 'add': {
      const order = {
        agency: required(agency, 'agency', usage),
        label: required(values.label?.trim(), 'label', usage),
        mode: oneOf('mode', required(values.mode, 'mode', usage), ['qr', 'kiosk']),
        ...(procedure !== undefined && { procedure }),
      };
      const by = person();
      return withApp(async (app) => {
        // First of all: a point whose form there is not would have to be closed again.
        const form = await formFor(app, order.agency, instrument);
        const outcome = await addPoint(app, order, by);
        if (outcome.kind === 'refused') throw new Fault(say(outcome.message));
        console.log(`Đã lập điểm lấy ý kiến ${lineOf(outcome.point)}`);
        for (const line of addresses(app.config.siteUrl, outcome.point, form)) console.log(line);
      });
    }
    case 'close':
    case 'open': {
      const by = person();
      const outcome = await withApp((app) => switchPoint(app, (code ?? '').toUpperCase(), act === 'open', by));
      if (outcome.kind === 'refused') throw new Fault(say(outcome.message));
      console.log(act === 'open' ? `Điểm ${outcome.point.code} lại nhận phiếu.` : `Điểm ${outcome.point.code} không nhận phiếu nữa.`);
      return;
    }
    default:
      throw new Fault(`Cách dùng: ${usage}`);
  }
});

/** The questionnaire that is named, or the shortest that applies. Throws a Fault where it cannot rate the agency. */
async function formFor({ reader }: App, agency: string, named: string | undefined): Promise<string> {
  const kind = (await findAgency(reader, agency))?.kind;
  if (kind === undefined) throw new Fault(`Không có cơ quan ${agency}.`);
  const all = await allInstruments(reader);
  const form = shortestFor(named === undefined ? all : all.filter(({ id }) => id === named), kind);
  if (!form) throw new Fault(`Không có bộ câu hỏi${named === undefined ? '' : ` ${named}`} nào đánh giá được cơ quan ${agency}.`);
  return form.id;
}

function lineOf({ code, agency, label, mode, procedure, active }: CollectionPoint): string {
  return [code, agency, mode, label, ...(procedure === null ? [] : [procedure]), active ? 'đang nhận phiếu' : 'đã đóng'].join('\t');
}

function addresses(site: string, { code, agency, procedure, mode }: CollectionPoint, instrument: string): readonly string[] {
  const form = formAddress({ instrument, agency, procedure, point: code, kiosk: mode === 'kiosk' });
  const opens = `${mode === 'kiosk' ? 'Địa chỉ máy mở' : 'Địa chỉ bảng mã QR dẫn tới'}: ${site}${form}`;
  const short = `Địa chỉ ngắn (luôn dẫn tới bộ câu hỏi ngắn nhất đang dùng): ${site}${shortAddress(code)}`;
  return [opens, short, ...(mode === 'kiosk' ? [] : [`Bảng để in: ${site}/co-quan/${agency}/ma-qr?diem=${code}`])];
}
