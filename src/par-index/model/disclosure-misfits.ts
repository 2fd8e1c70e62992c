import { questionsOf } from '#survey/model/instrument.ts';
import { leastTold, leftOutResponses } from './disclosure.ts';
import type { PublishedAgency, PublishedParts, ReleaseResponse } from './release-parts.ts';

/** Where the parts of a release contradict each other; in Vietnamese, for who computes it again. */
export interface ReleaseMisfit {
  readonly file: string;
  readonly place: string;
  readonly message: string;
}

type Say = (place: string, message: string) => void;

/**
 * Where what round.json tells of disclosure control is not what agencies, rule and responses give, or disclosure control
 * would not have let something through; empty when all is well.
 */
export function disclosureMisfits(parts: PublishedParts): readonly ReleaseMisfit[] {
  const misfits: ReleaseMisfit[] = [];
  const sayIn =
    (file: string): Say =>
    (place, message) =>
      void misfits.push({ file, place, message });
  const k = leastTold(parts.rule);
  const rows = Map.groupBy(parts.responses, ({ agency }) => agency);
  for (const agency of parts.round.agencies) agencyMisfits(agency, k, sayIn('round.json'));
  listMisfits(parts, sayIn('round.json'));
  poolMisfits(parts.round.agencies, rows.get('')?.length ?? 0, k, sayIn('round.json'));
  const unanswered = rareAnswers(parts, rows, k, sayIn('microdata.csv'));
  rareCombinations(parts, rows, k, sayIn('microdata.csv'));
  sumMisfits(parts, k, unanswered, sayIn('round.json'));
  return misfits;
}

/** How many responses an agency has may be told from `k` on, and must be where it has rows of its own. */
function agencyMisfits({ code, received, excluded, rows }: PublishedAgency, k: number, say: Say): void {
  if (received === null || excluded === null) {
    if (received !== excluded) say(code, 'số phiếu nhận và số phiếu loại phải cùng có hoặc cùng để trống');
    else if (rows === 'own') say(code, 'có phiếu ghi tên mà không nêu số phiếu đã nhận');
    return;
  }
  const n = received - excluded;
  if (n < 0) say(code, `loại ${excluded} phiếu trong khi chỉ nhận ${received}`);
  else if (rows === 'none' ? n > 0 : n < k) say(code, `nhận ${received}, loại ${excluded} phiếu: không hợp với rows là "${rows}"`);
  else if (received > 0 && received < k) say(code, `nêu số phiếu ${received}, dưới ${k}`);
}

/** Each agency once, in the order of the codes. */
function listMisfits({ round }: PublishedParts, say: Say): void {
  round.agencies.forEach(({ code }, i) => {
    const before = round.agencies[i - 1]?.code;
    if (before !== undefined && before >= code) say(code, `đứng sau ${before}: danh sách phải theo thứ tự mã và không trùng`);
  });
}

/** The rows under no name are those of the pooled agencies, and tell of no small one. */
function poolMisfits(agencies: readonly PublishedAgency[], n: number, k: number, say: Say): void {
  const pooled = agencies.filter(({ rows }) => rows === 'pooled');
  const hidden = pooled.filter(({ received }) => received === null).length;
  const rest = n - pooled.reduce((sum, { received, excluded }) => sum + (received ?? 0) - (excluded ?? 0), 0);
  if (pooled.length === 0 ? n > 0 : pooled.length < 2) say('agencies', `${pooled.length} cơ quan để chung ${n} phiếu không ghi tên`);
  else if (hidden === 0 ? rest !== 0 : hidden < 2 || rest < k) {
    say('agencies', `trong ${n} phiếu không ghi tên còn ${rest} phiếu cho ${hidden} cơ quan không nêu số phiếu`);
  }
}

/** Questions of an agency that some but fewer than `k` answered; gives how many nobody answered. */
function rareAnswers(parts: PublishedParts, rows: ReadonlyMap<string, readonly ReleaseResponse[]>, k: number, say: Say): number {
  let unanswered = 0;
  for (const [agency, own] of rows) {
    questionsOf(parts.instrument).forEach(({ code }, i) => {
      const n = own.filter(({ answers }) => answers[i] !== '-').length;
      if (n === 0) unanswered += 1;
      else if (n < k) say(placeOf(agency), `câu ${code} chỉ có ${n} người trả lời, dưới ${k}`);
    });
  }
  return unanswered;
}

/** Combinations of what may be known of a person that stand in fewer than `k` rows of an agency. */
function rareCombinations(
  { instrument }: PublishedParts,
  rows: ReadonlyMap<string, readonly ReleaseResponse[]>,
  k: number,
  say: Say,
): void {
  for (const [agency, own] of rows) {
    const known = ({ month, mode, profile }: ReleaseResponse) =>
      [month, mode, ...instrument.profile.map(({ code }) => profile[code] ?? '')].join(', ');
    for (const [combination, { length: n }] of Map.groupBy(own, known)) {
      if (n < k) say(placeOf(agency), `tổ hợp "${combination}" chỉ có ${n} phiếu, dưới ${k}`);
    }
  }
}

/** The sums that are told, against what they are sums of. */
function sumMisfits({ round, instrument, responses }: PublishedParts, k: number, unanswered: number, say: Say): void {
  const { disclosure: told, agencies } = round;
  const count = (place: PublishedAgency['rows']) => agencies.filter(({ rows }) => rows === place).length;
  const must = (key: keyof typeof told, value: number | null) => {
    if (told[key] !== value) say(`disclosure.${key}`, `là ${told[key] ?? 'để trống'}, phải là ${value ?? 'để trống'}`);
  };
  must('k', k);
  must('counted', responses.length);
  must('pooled_agencies', count('pooled'));
  must('left_out_agencies', count('left-out'));
  must('left_out_responses', leftOutResponses(agencies));
  if (told.blanked > unanswered)
    say('disclosure.blanked', `là ${told.blanked}, mà chỉ ${unanswered} câu của các cơ quan không có câu trả lời`);
  const blanks: Readonly<Record<string, number>> = {
    month: responses.filter(({ month }) => month === '').length,
    mode: responses.filter(({ mode }) => mode === '').length,
    ...Object.fromEntries(
      instrument.profile.map(({ code }) => [`profile_${code}`, responses.filter(({ profile }) => !profile[code]).length]),
    ),
  };
  for (const [column, n] of Object.entries(told.generalised)) {
    const most = blanks[column] ?? 0;
    if (n !== null && n < k) say(`disclosure.generalised.${column}`, `nêu ${n} dòng, dưới ${k}`);
    else if ((n ?? 1) > most)
      say(`disclosure.generalised.${column}`, `nêu ${n ?? 'một số'} dòng, mà chỉ ${most} dòng có ô trống ở cột này`);
  }
  for (const column of ['month', 'mode'] as const) {
    // Every response came with both.
    const least = blanks[column] ?? 0;
    const said = told.generalised[column];
    if (least > 0 && (least < k ? said !== null : said !== least)) {
      say(`disclosure.generalised.${column}`, `${least} dòng có ô trống ở cột này, nêu ${said ?? 'để trống'}`);
    }
  }
}

const placeOf = (agency: string) => (agency === '' ? 'phiếu không ghi tên' : agency);
