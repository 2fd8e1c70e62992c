import { readFileSync } from 'node:fs';
import { atCommand } from '#accounts/model/person.ts';
import { translatorFor } from '#i18n/translator.ts';
import { readCalendarRule } from '#par-index/content.ts';
import { addEvidence, withdrawEvidence } from '#par-index/evidence-service.ts';
import { type Calendar, calendarOf, calendarSchema, roundActs, stateOf, stepsOf } from '#par-index/model/round.ts';
import { scoreActs } from '#par-index/model/score-act.ts';
import type { Outcome } from '#par-index/outcome.ts';
import { releaseRound } from '#par-index/release-service.ts';
import { openRound, roundSteps, takeStep, unscored } from '#par-index/round-service.ts';
import { findRound } from '#par-index/round-store.ts';
import { type OrderInFile, readScoreFile } from '#par-index/score-file.ts';
import { giveScores } from '#par-index/score-service.ts';
import type { App } from '#platform/app.ts';
import { hanoiDay, today } from '#platform/clock.ts';
import { Fault } from '#platform/fault.ts';
import { command, options, required } from './command.ts';
import { withApp } from './with-app.ts';

const usage = `npm run round -- open MÃ-KỲ --title "Tên kỳ" --year NĂM --list commune|department --instrument BỘ-CÂU-HỎI --person "Họ tên"
                             [--wave ĐỢT] [--criteria ...] [--rule ...] [--due bước=NGÀY ...]
       npm run round -- step MÃ-KỲ ${roundSteps.join('|')} --person "Họ tên" [--note "..."]
       npm run round -- scores MÃ-KỲ ĐIỂM.csv --as ${scoreActs.join('|')} --person "Họ tên"
                             (cột: agency,criterion,score,reason; ô score trống: tiêu chí không áp dụng, phải có reason)
       npm run round -- evidence MÃ-KỲ --agency MÃ --criterion MÃ --title "..." (--link ĐỊA-CHỈ | --file TỆP) --person "Họ tên"
       npm run round -- evidence-withdraw MÃ-KỲ SỐ-TÀI-LIỆU --note "Lý do" --person "Họ tên"
       npm run round -- status MÃ-KỲ
       npm run round -- release MÃ-KỲ --person "Họ tên" [--release MÃ-BẢN-CÔNG-BỐ] [--correction "Lý do đính chính"]`;

const { say, date, number } = translatorFor('vi');

await command(async () => {
  const { values, positionals } = options(usage, {
    title: { type: 'string' },
    year: { type: 'string' },
    list: { type: 'string' },
    instrument: { type: 'string' },
    wave: { type: 'string' },
    criteria: { type: 'string', default: 'hn-cchc-gia-dinh-1' },
    rule: { type: 'string', default: 'sipas-top2-pooled-2' },
    due: { type: 'string', multiple: true },
    as: { type: 'string' },
    note: { type: 'string' },
    agency: { type: 'string' },
    criterion: { type: 'string' },
    link: { type: 'string' },
    file: { type: 'string' },
    release: { type: 'string' },
    correction: { type: 'string' },
    person: { type: 'string' },
  });
  const [act, id, third] = positionals;
  if (id === undefined) throw new Fault(`Cách dùng: ${usage}`);
  if (act === 'status') {
    await withApp((app) => status(app, id));
    return;
  }
  const by = atCommand(required(values.person?.trim(), 'person', usage));
  const outcome = await withApp(async (app): Promise<Outcome & { readonly line?: number | undefined }> => {
    switch (act) {
      case 'open': {
        const { list } = values;
        if (list !== 'commune' && list !== 'department') throw new Fault('--list phải là commune (xã, phường) hoặc department (sở).');
        const year = Number(required(values.year, 'year', usage));
        if (!Number.isInteger(year) || year < 2000 || year > 2100) throw new Fault('--year phải là năm có bốn chữ số.');
        const title = required(values.title, 'title', usage);
        const instrument = required(values.instrument, 'instrument', usage);
        const rule = readCalendarRule();
        const calendar = values.due && calendarWith(calendarOf(rule, year), values.due);
        const { wave, criteria, rule: scoring } = values;
        return openRound(app, rule, { id, title, year, list, instrument, wave, criteria, rule: scoring, calendar }, by);
      }
      case 'step': {
        const step = roundSteps.find((one) => one === third);
        if (!step) throw new Fault(`Bước phải là một trong: ${roundSteps.join(', ')}.`);
        return takeStep(app, id, step, by, values.note);
      }
      case 'scores': {
        const kind = scoreActs.find((one) => one === values.as);
        if (!kind || third === undefined) throw new Fault(`Cách dùng: ${usage}`);
        const orders = readScores(third);
        const given = await giveScores(app, id, kind, orders, by);
        return 'row' in given ? { ...given, line: orders[(given.row ?? 0) - 1]?.line } : given;
      }
      case 'evidence': {
        const { link, file } = values;
        if ((link === undefined) === (file === undefined)) throw new Fault('Cần đúng một trong hai: --link hoặc --file.');
        const from = link !== undefined ? { url: link } : { bytes: bytesOf(file ?? '') };
        const agency = required(values.agency, 'agency', usage);
        const criterion = required(values.criterion, 'criterion', usage);
        const title = required(values.title, 'title', usage);
        return addEvidence({ ...app, evidenceDir: app.config.evidenceDir }, id, { agency, criterion, title, from }, by);
      }
      case 'evidence-withdraw':
        return withdrawEvidence(app, id, Number(third), required(values.note, 'note', usage), by);
      case 'release': {
        const order = { round: id, id: values.release ?? id, correction: values.correction };
        return releaseRound({ ...app, releasesDir: app.config.releasesDir }, order, by);
      }
      default:
        throw new Fault(`Cách dùng: ${usage}`);
    }
  });
  const where = outcome.line === undefined ? '' : `${third}, dòng ${outcome.line}: `;
  if (outcome.kind === 'refused') throw new Fault(`${where}${say(outcome.message)}`);
  console.log(say(outcome.message));
});

/** A calendar with other due days: `appraisal=2027-03-15`. */
function calendarWith(calendar: Calendar, changes: readonly string[]): Calendar {
  const due = new Map(calendar.map((one) => [one.act, one.due]));
  for (const change of changes) {
    const parsed = calendarSchema.safeParse([{ act: change.split('=')[0], due: change.split('=')[1] }]);
    const [one] = parsed.success ? parsed.data : [];
    if (!one)
      throw new Fault(`--due ${change}: cần dạng bước=NGÀY, bước là một trong ${roundActs.join(', ')}, ví dụ appraisal=2027-03-15.`);
    due.set(one.act, one.due);
  }
  return [...due].map(([act, day]) => ({ act, due: day }));
}

async function status(app: App, id: string): Promise<void> {
  const round = await findRound(app.reader, id);
  if (!round) throw new Fault(say({ key: 'par-index.round.refused.unknown', values: { id } }));
  const state = stateOf(round.acts);
  console.log(`${round.title}: ${say({ key: `par-index.round.state.${state}` })}; ${number(round.agencies.length)} cơ quan.`);
  for (const step of stepsOf(round.calendar, round.acts, today(app.clock), hanoiDay)) {
    const due = step.due === null ? '' : `, hạn ${date(step.due)}`;
    const done = step.done ? `: ${date(hanoiDay(step.done.at))}, ${step.done.person}` : '';
    const mark = { done: 'xong', late: 'xong, chậm hạn', overdue: 'QUÁ HẠN', waiting: 'chưa đến hạn' }[step.state];
    console.log(`  ${say({ key: `par-index.round.act.${step.act}` })}${due}: ${mark}${done}`);
  }
  for (const [act, label] of [
    ['self', 'tự chấm'],
    ['decide', 'hội đồng quyết định'],
  ] as const) {
    const open = await unscored(app.reader, round, act);
    const [first] = open;
    if (first) console.log(`  Còn thiếu ${number(open.length)} điểm ${label}, đầu tiên: ${first.agency} ${first.criterion}.`);
  }
}

function readScores(file: string): readonly OrderInFile[] {
  const read = readScoreFile(bytesOf(file));
  if (read.kind === 'refused') throw new Fault(`${file}:${read.line}: ${say(read.message)}`);
  return read.orders;
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Fault(`Không đọc được ${file}: ${(error as Error).message}`);
  }
}
