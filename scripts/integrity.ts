import { readFileSync } from 'node:fs';
import { atCommand } from '#accounts/model/person.ts';
import { translatorFor } from '#i18n/translator.ts';
import type { App } from '#platform/app.ts';
import { Fault } from '#platform/fault.ts';
import { confirmProposal, declineProposal, type ProposeOutcome, proposeExclusion, proposeFlagged } from '#survey/exclusion-service.ts';
import { allProposals, type Proposal, responsesOfProposal } from '#survey/exclusion-store.ts';
import { flagCounts, flaggedResponses } from '#survey/flag-store.ts';
import { allFlags, type Flag } from '#survey/model/flag.ts';
import { command, options, required } from './command.ts';
import { withApp } from './with-app.ts';

const usage = `npm run integrity -- flags [--wave MÃ-ĐỢT] [--agency 00004] [--flag DẤU]      (đủ cả đợt và cơ quan thì liệt kê từng phiếu)
       npm run integrity -- propose (--receipt MÃ... | --file TỆP | --flag DẤU --wave MÃ-ĐỢT --agency 00004) --reason "Lý do" --person "Họ tên"
       npm run integrity -- restore (--receipt MÃ... | --file TỆP | --proposal SỐ) --reason "Lý do" --person "Họ tên"
       npm run integrity -- confirm SỐ --person "Người thứ hai"
       npm run integrity -- decline SỐ --person "Người thứ hai"
       npm run integrity -- list [--all]
   DẤU: ${allFlags.join(', ')}. TỆP: mỗi dòng một mã biên nhận. Lý do hiện trên trang biên nhận của phiếu.`;

const { say } = translatorFor('vi');
const names: Readonly<Record<Flag, string>> = {
  'same-answers': 'mọi câu cùng một mức',
  'too-fast': 'trả lời quá nhanh',
  'one-device': 'nhiều phiếu từ một thiết bị',
  burst: 'dồn dập trong ngày',
  'near-duplicate': 'gần trùng phiếu khác',
};
const acts = { exclude: 'loại', restore: 'đưa trở lại' } as const;
const states = { open: 'chờ người thứ hai', confirmed: 'đã đồng ý', declined: 'đã bác' } as const;

function read() {
  return options(usage, {
    wave: { type: 'string' },
    agency: { type: 'string' },
    flag: { type: 'string' },
    receipt: { type: 'string', multiple: true },
    file: { type: 'string' },
    proposal: { type: 'string' },
    reason: { type: 'string' },
    person: { type: 'string' },
    all: { type: 'boolean', default: false },
  });
}
type Values = ReturnType<typeof read>['values'];

await command(async () => {
  const { values, positionals } = read();
  const [act = '', target, ...more] = positionals;
  const takesNumber = act === 'confirm' || act === 'decline';
  if (more.length > 0 || takesNumber !== (target !== undefined)) throw new Fault(`Cách dùng: ${usage}`);
  switch (act) {
    case 'flags':
      return withApp((app) => showFlags(app, values));
    case 'propose':
    case 'restore': {
      const outcome = await withApp((app) => propose(app, act === 'propose' ? 'exclude' : 'restore', values));
      if (outcome.kind === 'refused') throw new Fault(say(outcome.message));
      const skipped = outcome.skipped > 0 ? ` Bỏ qua ${outcome.skipped} phiếu đã ở tình trạng ấy hoặc đang có đề nghị khác.` : '';
      console.log(`Đề nghị số ${outcome.number}: ${acts[act === 'propose' ? 'exclude' : 'restore']} ${outcome.responses} phiếu.${skipped}`);
      console.log(`Chưa có gì thay đổi cho tới khi người thứ hai đồng ý: npm run integrity -- confirm ${outcome.number} --person "Họ tên"`);
      return;
    }
    case 'confirm':
    case 'decline': {
      const by = atCommand(required(values.person?.trim(), 'person', usage));
      const number = numberOf(target);
      const outcome = await withApp((app) => (act === 'confirm' ? confirmProposal : declineProposal)(app, number, by));
      if (outcome.kind === 'refused') throw new Fault(say(outcome.message));
      const { proposal } = outcome;
      console.log(
        act === 'decline'
          ? `Đã bác đề nghị số ${number}. Không có gì thay đổi.`
          : `Đã ${acts[proposal.act]} ${proposal.responses} phiếu theo đề nghị số ${number}. Điểm và các trang đã tính lại.`,
      );
      return;
    }
    case 'list': {
      const proposals = await withApp((app) => allProposals(app.reader, values.all ? 'all' : 'open'));
      for (const proposal of proposals) console.log(lineOf(proposal));
      if (proposals.length === 0) console.log(values.all ? 'Chưa có đề nghị nào.' : 'Không có đề nghị nào đang chờ.');
      return;
    }
    default:
      throw new Fault(`Cách dùng: ${usage}`);
  }
});

async function showFlags({ reader }: App, { wave, agency, flag }: Values): Promise<void> {
  const wanted = flag === undefined ? undefined : flagOf(flag);
  if (wave !== undefined && agency !== undefined) {
    const flagged = await flaggedResponses(reader, { wave, agency, ...(wanted !== undefined && { flag: wanted }) });
    for (const one of flagged) {
      console.log([one.receipt, one.day, one.mode, one.flags.join(', '), one.excluded ? 'đã loại' : 'đang tính'].join('\t'));
    }
    if (flagged.length === 0) console.log('Không có phiếu nào mang dấu.');
    return;
  }
  const counts = (await flagCounts(reader, { ...(wave !== undefined && { wave }), ...(agency !== undefined && { agency }) })).filter(
    (one) => wanted === undefined || one.flag === wanted,
  );
  for (const one of counts) {
    console.log([one.wave, one.agency, one.flag, `${one.n} phiếu ${names[one.flag as Flag]}`, `${one.excluded} đã loại`].join('\t'));
  }
  console.log(
    counts.length === 0 ? 'Không có phiếu nào mang dấu.' : 'Mang dấu không phải là bị loại: chỉ hai người mới loại được một phiếu.',
  );
}

async function propose(app: App, act: 'exclude' | 'restore', values: Values): Promise<ProposeOutcome> {
  const by = atCommand(required(values.person?.trim(), 'person', usage));
  const reason = required(values.reason?.trim(), 'reason', usage);
  const ways = [values.receipt, values.file, act === 'exclude' ? values.flag : values.proposal].filter((way) => way !== undefined);
  if (ways.length !== 1) throw new Fault(`Hãy nêu các phiếu theo đúng một cách.\nCách dùng: ${usage}`);
  if (values.flag !== undefined) {
    const of = { wave: required(values.wave, 'wave', usage), agency: required(values.agency, 'agency', usage), flag: flagOf(values.flag) };
    return proposeFlagged(app, { ...of, reason }, by);
  }
  const receipts =
    values.proposal !== undefined
      ? (await responsesOfProposal(app.reader, numberOf(values.proposal))).map(({ receipt }) => receipt)
      : (values.receipt ?? receiptsOf(values.file ?? ''));
  if (receipts.length === 0)
    throw new Fault(values.proposal === undefined ? 'Không có mã biên nhận nào.' : `Không có đề nghị số ${values.proposal}.`);
  return proposeExclusion(app, { act, receipts, reason }, by);
}

function receiptsOf(file: string): readonly string[] {
  try {
    const lines = readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/);
    return lines.map((line) => line.trim()).filter((line) => line !== '');
  } catch (error) {
    throw new Fault(`Không đọc được ${file}: ${(error as Error).message}`);
  }
}

function flagOf(name: string): Flag {
  const flag = allFlags.find((one) => one === name);
  if (flag === undefined) throw new Fault(`--flag phải là một trong: ${allFlags.join(', ')}.`);
  return flag;
}

function numberOf(text: string | undefined): number {
  if (text === undefined || !/^\d{1,9}$/.test(text)) throw new Fault(`"${text}" không phải số của một đề nghị.\nCách dùng: ${usage}`);
  return Number(text);
}

function lineOf({ number, act, responses, reason, proposed_by, proposed_on, state, decided_by, decided_on }: Proposal): string {
  const decision = decided_by === null ? '' : ` (${decided_by}, ${decided_on})`;
  return `${number}\t${acts[act]} ${responses} phiếu\t${proposed_by}, ${proposed_on}\t${states[state]}${decision}\t${reason}`;
}
