import { atCommand } from '#accounts/model/person.ts';
import { translatorFor } from '#i18n/translator.ts';
import { changeImprovement, type ImprovementOutcome, publishImprovement, withdrawImprovement } from '#par-index/improvement-service.ts';
import { allImprovements, type Improvement } from '#par-index/improvement-store.ts';
import type { App } from '#platform/app.ts';
import { Fault } from '#platform/fault.ts';
import { command, options, required } from './command.ts';
import { withApp } from './with-app.ts';

const usage = `npm run improvements -- list [--agency 00004]
       npm run improvements -- add --agency 00004 --instrument HN-WARD-9-2026 --factor 3 --said "Người dân nói gì" --done "Cơ quan đã làm gì" --day 2026-11-20 [--evidence https://...] --person "Họ tên"
       npm run improvements -- add --agency 00004 --procedure 1.001193 ... (như trên)
       npm run improvements -- change SỐ [--said ...] [--done ...] [--day ...] [--evidence ...] [--instrument ... --factor ... | --procedure ...] --person "Họ tên"
       npm run improvements -- withdraw SỐ --reason "Lý do" --person "Họ tên"
   --evidence "" bỏ liên kết chứng cứ.`;

const t = translatorFor('vi');

await command(async () => {
  const text = { type: 'string' } as const;
  const { values, positionals } = options(usage, {
    agency: text,
    instrument: text,
    factor: text,
    procedure: text,
    said: text,
    done: text,
    day: text,
    evidence: text,
    reason: text,
    person: text,
  });
  const [act = '', number, ...more] = positionals;
  const takesNumber = act === 'change' || act === 'withdraw';
  if (more.length > 0 || takesNumber !== (number !== undefined)) throw new Fault(`Cách dùng: ${usage}`);
  const { instrument, factor, procedure, said, done, day, evidence } = values;
  const person = () => atCommand(required(values.person?.trim(), 'person', usage));
  // What an entry is about is given as a whole: another factor, or a procedure in place of one.
  const about = { instrument: instrument ?? null, factor: factor ?? null, procedure: procedure ?? null };
  switch (act) {
    case 'list':
      return withApp(async (app) => {
        const entries = await allImprovements(app.reader, values.agency);
        for (const entry of entries) console.log(lineOf(entry));
        if (entries.length === 0) console.log('Chưa có việc nào.');
      });
    case 'add': {
      const order = {
        agency: required(values.agency, 'agency', usage),
        ...about,
        said: required(said, 'said', usage),
        done_text: required(done, 'done', usage),
        done_on: required(day, 'day', usage),
        evidence_url: evidence || null,
      };
      const by = person();
      return report('Đã công bố', (app) => publishImprovement(app, order, by));
    }
    case 'change': {
      const named = Object.values(about).some((one) => one !== null);
      const change = {
        ...(named && about),
        ...(said !== undefined && { said }),
        ...(done !== undefined && { done_text: done }),
        ...(day !== undefined && { done_on: day }),
        ...(evidence !== undefined && { evidence_url: evidence || null }),
      };
      if (Object.keys(change).length === 0) throw new Fault(`Hãy nêu điều cần sửa.\nCách dùng: ${usage}`);
      const id = numberOf(number);
      const by = person();
      return report('Đã sửa', (app) => changeImprovement(app, id, change, by));
    }
    case 'withdraw': {
      const id = numberOf(number);
      const reason = required(values.reason, 'reason', usage);
      const by = person();
      return report('Đã rút khỏi cổng', (app) => withdrawImprovement(app, id, reason, by));
    }
    default:
      throw new Fault(`Cách dùng: ${usage}`);
  }
});

function numberOf(typed = ''): number {
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw new Fault(`“${typed}” không phải số của một việc. Xem các số: npm run improvements -- list`);
  return Number(typed);
}

async function report(done: string, act: (app: App) => Promise<ImprovementOutcome>): Promise<void> {
  const outcome = await withApp(act);
  if (outcome.kind === 'refused') throw new Fault(t.say(outcome.message));
  console.log(`${done} việc ${lineOf(outcome.improvement)}`);
}

function lineOf(entry: Improvement): string {
  const { id, agency, instrument, factor, procedure, done_on, said, state, withdrawn_reason, author } = entry;
  const about = procedure ?? `${instrument} ${factor}`;
  const stands = state === 'published' ? 'đang hiện' : `đã rút: ${withdrawn_reason}`;
  return [id, agency, about, t.date(done_on), oneLine(said), stands, author].join('\t');
}

function oneLine(text: string): string {
  const line = text.replaceAll('\n', ' ');
  return line.length > 60 ? `${line.slice(0, 60).trimEnd()}…` : line;
}
