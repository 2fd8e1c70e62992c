import type { Doer } from '#accounts/model/person.ts';
import { type Message, message } from '#i18n/model/message.ts';
import { newestOf, type ScoreActKind, type ScoreOrder, scoreActs } from '#par-index/model/score-act.ts';
import { type Outcome, refused } from '#par-index/outcome.ts';
import { readScoreFile } from '#par-index/score-file.ts';
import { giveScores, judgeScores, type ScoreFault, type SeenScore } from '#par-index/score-service.ts';
import type { App } from '#platform/app.ts';
import { readForm } from '../read-form.ts';
import { readFields } from './read-fields.ts';

/** What was typed of one criterion of a sheet. */
export interface TypedScore {
  readonly criterion: string;
  readonly score: string;
  /** The criterion does not apply to the agency. */
  readonly none: boolean;
  readonly reason: string;
  /** The newest act that the person saw; of a fault that said what is new, the page shows the newer one. */
  readonly seen: number;
  readonly problem: Message | null;
  readonly stale: boolean;
}

export interface SheetAnswer {
  readonly outcome: Outcome;
  readonly typed: readonly TypedScore[];
  /** How many scores were given. */
  readonly given: number;
}

/** The sheet of one agency: criteria of which nothing was typed stay as they are. */
export async function scoreSheetForm(
  app: App,
  by: Doer,
  of: { readonly round: string; readonly agency: string; readonly act: ScoreActKind; readonly criteria: readonly string[] },
  request: Request,
): Promise<SheetAnswer> {
  const form = await readFields(request);
  if (!form) return { outcome: refused('accounts.input.unread'), typed: [], given: 0 };
  const read = of.criteria.map((criterion): TypedScore => {
    const [score, reason, seen] = [`diem-${criterion}`, `ly-do-${criterion}`, `thay-${criterion}`].map((name) =>
      form.text(name).trim(),
    ) as [string, string, string];
    const none = form.text(`khong-${criterion}`) === '1';
    return { criterion, score, none, reason, seen: /^\d{1,15}$/.test(seen) ? Number(seen) : -1, problem: null, stale: false };
  });
  const touched = read.filter(({ score, none, reason }) => score !== '' || none || reason !== '');
  const unclear = touched.flatMap((one) => {
    const problem = one.none && one.score !== '' ? 'both' : !one.none && one.score === '' ? 'reason-alone' : null;
    return problem === null ? [] : [{ criterion: one.criterion, message: message(`par-index.staff.sheet.${problem}`) }];
  });
  if (unclear.length > 0) return answer(read, { kind: 'refused', message: message('par-index.staff.sheet.refused') }, unclear);
  const orders = touched.map(({ criterion, score, none, reason, seen }): SeenScore => {
    return { agency: of.agency, criterion, score: none ? null : score.replace(',', '.'), reason, seen };
  });
  const outcome = await giveScores(app, of.round, of.act, orders, by);
  const faults = 'faults' in outcome ? (outcome.faults ?? []) : [];
  const wrong = faults.map(({ row, ...fault }) => ({ ...fault, criterion: orders[row - 1]?.criterion ?? '' }));
  return { ...answer(read, outcome, wrong), given: outcome.kind === 'done' ? orders.length : 0 };
}

function answer(
  read: readonly TypedScore[],
  outcome: Outcome,
  wrong: readonly { readonly criterion: string; readonly message: Message; readonly stale?: true }[],
): SheetAnswer {
  const faults = new Map(wrong.map((one) => [one.criterion, one]));
  const typed = read.map((one) => {
    const fault = faults.get(one.criterion);
    return fault ? { ...one, problem: fault.message, stale: fault.stale === true } : one;
  });
  return { outcome, typed, given: 0 };
}

/** A file of scores that could be taken over as it is, with what it would change; nothing is changed yet. */
export interface ScoresTried {
  readonly kind: 'tried';
  readonly act: ScoreActKind;
  readonly rows: readonly { readonly order: ScoreOrder; readonly before: string | null | undefined }[];
  /** To be sent back with the button that takes it over. */
  readonly text: string;
  readonly seen: string;
}

/** What is wrong on a line of the file, counted from 1. */
export interface FileFault {
  readonly line: number;
  readonly message: Message;
}

export type ScoresFileAnswer =
  | ScoresTried
  | { readonly kind: 'done'; readonly act: ScoreActKind; readonly rows: number }
  | { readonly kind: 'refused'; readonly message: Message; readonly act: ScoreActKind | null; readonly faults: readonly FileFault[] };

/** A file of scores: first tried, then, by a second button, taken over, all or none. */
export async function scoresFileForm(app: App, by: Doer, round: string, request: Request): Promise<ScoresFileAnswer> {
  const form = await readForm(request);
  const act = scoreActs.find((one) => one === form?.get('phan')) ?? null;
  const file = form?.get('tep');
  const sent = form?.get('noi-dung');
  if (!form || act === null) return { kind: 'refused', message: message('accounts.input.unread'), act, faults: [] };
  const chosen = file instanceof File && file.size > 0;
  if (!chosen && typeof sent !== 'string') {
    return { kind: 'refused', message: message('par-index.staff.file.refused.none'), act, faults: [] };
  }
  const bytes = chosen ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(String(sent));
  const read = readScoreFile(bytes);
  if (read.kind === 'refused') return { kind: 'refused', message: read.message, act, faults: [{ line: read.line, message: read.message }] };
  const inFile = (faults: readonly ScoreFault[] = []): readonly FileFault[] =>
    faults.map(({ row, message }) => ({ line: read.orders[row - 1]?.line ?? 1, message }));
  if (form.get('viec') === 'ghi') {
    const seen = String(form.get('thay') ?? '').split(',');
    const orders = read.orders.map((order, i): SeenScore => ({ ...order, seen: /^\d{1,15}$/.test(seen[i] ?? '') ? Number(seen[i]) : -1 }));
    const outcome = await giveScores(app, round, act, orders, by);
    if (outcome.kind === 'done') return { kind: 'done', act, rows: orders.length };
    return { kind: 'refused', message: outcome.message, act, faults: inFile('faults' in outcome ? outcome.faults : []) };
  }
  const judged = await judgeScores(app.reader, round, act, read.orders, by);
  if (judged.kind === 'refused') return { kind: 'refused', message: judged.message, act, faults: inFile(judged.faults) };
  const trails = read.orders.map((order) => judged.trails(order.agency, order.criterion));
  return {
    kind: 'tried',
    act,
    rows: read.orders.map((order, i) => ({ order, before: trails[i]?.[act]?.score })),
    text: new TextDecoder().decode(bytes),
    seen: trails.map(newestOf).join(','),
  };
}
