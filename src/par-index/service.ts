import { ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { allAgencies } from '#agencies/store.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { timestamp, today } from '#platform/clock.ts';
import type { Context, Tx } from '#platform/context.ts';
import { shownOn } from '#survey/model/wave.ts';
import { findInstrument } from '#survey/store.ts';
import { talliesNow } from '#survey/tally-store.ts';
import { waveOfYear } from '#survey/wave-service.ts';
import { findWave } from '#survey/wave-store.ts';
import { criteriaOf } from './model/criteria.ts';
import { rational } from './model/fraction.ts';
import type { ReleaseInput } from './model/release.ts';
import { misfits } from './model/score-plan.ts';
import { writeReleaseFiles } from './release-files.ts';
import {
  closeRound,
  findCriteria,
  findRelease,
  findRound,
  findRule,
  insertRelease,
  insertRound,
  type RoundScore,
  scoresOfRound,
  upsertScore,
} from './store.ts';

export type RoundOutcome = { readonly kind: 'done'; readonly message: string } | { readonly kind: 'refused'; readonly message: string };

const refused = (message: string): Extract<RoundOutcome, { kind: 'refused' }> => ({ kind: 'refused', message });
const done = (message: string): RoundOutcome => ({ kind: 'done', message });

/** What releases and pages that show them are tagged with in the page cache. */
export const releaseTag = 'releases';

export interface RoundOrder {
  readonly id: string;
  readonly title: string;
  readonly criteria: string;
  readonly rule: string;
  readonly instrument: string;
  /** The survey from which the sociological points come; the standing one of this year where none is named. */
  readonly wave?: string;
  readonly list: 'department' | 'commune';
}

/** Opens a round for all agencies of one list that exist today. */
export async function openRound(context: Context, order: RoundOrder, person: string): Promise<RoundOutcome> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(order.id)) return refused('Mã kỳ chỉ gồm chữ thường không dấu, số và dấu nối.');
  if (await findRound(context.reader, order.id)) return refused(`Kỳ ${order.id} đã có.`);
  if (!(await findCriteria(context.reader, order.criteria))) return refused(`Không có bộ tiêu chí ${order.criteria}.`);
  const rule = await findRule(context.reader, order.rule);
  if (!rule) return refused(`Không có quy tắc tính điểm ${order.rule}.`);
  const instrument = await findInstrument(context.reader, order.instrument);
  if (!instrument?.applies_to.includes(order.list)) return refused(`Bộ câu hỏi ${order.instrument} không dùng được cho danh sách này.`);
  if (rule.groups) return refused(`Quy tắc ${order.rule} chấm theo nhóm người trả lời, mà phiếu trên cổng không ghi nhóm.`);
  const [misfit] = misfits(instrument, rule);
  if (misfit) return refused(`Quy tắc ${order.rule} không hợp với bộ câu hỏi ${order.instrument}: ${misfit.reason}.`);
  const day = today(context.clock);
  const wave = order.wave === undefined ? await waveOfYear(context, instrument, day) : await findWave(context.reader, order.wave);
  if (wave?.instrument !== instrument.id) return refused(`Không có đợt khảo sát ${order.wave} dùng bộ câu hỏi ${order.instrument}.`);
  const agencies = (await allAgencies(context.reader))
    .filter((agency) => ratableOn(agency, day) && ratedAs(agency.kind) === order.list)
    .map((agency) => agency.code);
  const { list, ...round } = order;
  await context.writer.transaction().execute(async (tx) => {
    await insertRound(tx, { ...round, wave: wave.id, agencies, state: 'open' });
    await writeAudit(tx, context, { person, act: 'round.open', object: order.id, detail: { ...order, agencies: agencies.length } });
  });
  return done(`Đã mở kỳ ${order.id} cho ${agencies.length} cơ quan.`);
}

/** Enters self-scores or appraised scores of an open round, all or none. */
export async function enterScores(context: Context, roundId: string, scores: readonly RoundScore[], person: string): Promise<RoundOutcome> {
  const round = await findRound(context.reader, roundId);
  if (!round) return refused(`Không có kỳ ${roundId}.`);
  if (round.state !== 'open') return refused(`Kỳ ${roundId} đã công bố, điểm không sửa được nữa.`);
  const set = await findCriteria(context.reader, round.criteria);
  const appraisal = new Map(
    (set ? criteriaOf(set) : []).filter((criterion) => criterion.scored_by === 'appraisal').map((criterion) => [criterion.code, criterion]),
  );
  for (const [i, score] of scores.entries()) {
    const where = `Dòng ${i + 1} (${score.agency}, ${score.criterion})`;
    if (!round.agencies.includes(score.agency)) return refused(`${where}: cơ quan không thuộc kỳ này.`);
    const criterion = appraisal.get(score.criterion);
    if (!criterion) return refused(`${where}: không phải tiêu chí do cơ quan thẩm định chấm.`);
    for (const value of [score.self_score, score.appraised_score]) {
      if (value === null) continue;
      if (!/^\d+(\.\d+)?$/.test(value)) return refused(`${where}: điểm "${value}" không phải số thập phân dùng dấu chấm.`);
      if (rational(value).compare(rational(criterion.max)) > 0) return refused(`${where}: điểm ${value} vượt mức tối đa ${criterion.max}.`);
    }
  }
  await context.writer.transaction().execute(async (tx) => {
    for (const score of scores) await upsertScore(tx, roundId, score);
    await writeAudit(tx, context, { person, act: 'round.scores', object: roundId, detail: { rows: scores.length } });
  });
  return done(`Đã ghi ${scores.length} dòng điểm vào kỳ ${roundId}.`);
}

/** What a release needs besides the house. */
export interface ReleaseContext extends Context {
  readonly releasesDir: string;
  readonly simulated: boolean;
}

/**
 * Releases a round: freezes criteria, rule, questionnaire, scores and tallies in files and publishes the result.
 * Refused while an appraised score is missing. All is read in the one transaction that also publishes, so that the
 * frozen figures agree with each other however many answers come in meanwhile.
 */
export async function releaseRound(context: ReleaseContext, roundId: string, releaseId: string, person: string): Promise<RoundOutcome> {
  return context.writer.transaction().execute(async (tx) => {
    const gathered = await gatherInput(tx, context.simulated, roundId, releaseId, today(context.clock));
    if (gathered.kind === 'refused') return gathered;
    const sha256 = writeReleaseFiles(context.releasesDir, gathered.input);
    await insertRelease(tx, { id: releaseId, round: roundId, sha256, released_at: timestamp(context.clock), released_by: person });
    await closeRound(tx, roundId);
    await writeAudit(tx, context, { person, act: 'round.release', object: releaseId, detail: { round: roundId, sha256 } });
    await recordChanges(tx, [releaseTag]);
    return done(`Đã công bố ${releaseId}; dấu vân tay SHA-256 ${sha256}.`);
  });
}

type Gathered = { readonly kind: 'input'; readonly input: ReleaseInput } | Extract<RoundOutcome, { kind: 'refused' }>;

async function gatherInput(tx: Tx, simulated: boolean, roundId: string, releaseId: string, day: string): Promise<Gathered> {
  const round = await findRound(tx, roundId);
  if (!round) return refused(`Không có kỳ ${roundId}.`);
  if (round.state !== 'open') return refused(`Kỳ ${roundId} đã công bố.`);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(releaseId)) return refused('Mã bản công bố chỉ gồm chữ thường không dấu, số và dấu nối.');
  const wave = await findWave(tx, round.wave);
  if (!wave) throw new Error(`round ${roundId} names wave ${round.wave}, which is not in the database`);
  if (!shownOn(wave, day)) return refused(`${wave.title} giữ kín kết quả đến hết ngày ${wave.closes}; công bố được từ hôm sau.`);
  if (await findRelease(tx, releaseId)) return refused(`Bản công bố ${releaseId} đã có.`);
  const [criteria, rule, instrument] = [
    await findCriteria(tx, round.criteria),
    await findRule(tx, round.rule),
    await findInstrument(tx, round.instrument),
  ];
  if (!criteria || !rule || !instrument) throw new Error(`round ${roundId} names definitions that are not in the database`);

  const scores = Map.groupBy(await scoresOfRound(tx, roundId), (score) => score.agency);
  const answered = new Map((await talliesNow(tx, { wave: round.wave })).map((one) => [one.agency, one]));
  const known = new Map((await allAgencies(tx)).map((agency) => [agency.code, agency]));
  const appraisal = criteriaOf(criteria).filter((criterion) => criterion.scored_by === 'appraisal');
  const agencies: ReleaseInput['agencies'] = [];
  for (const code of round.agencies) {
    const agency = known.get(code);
    const list = agency && ratedAs(agency.kind);
    if (!agency || !list) throw new Error(`round ${roundId} names agency ${code}, which cannot be rated`);
    const own = new Map((scores.get(code) ?? []).map((score) => [score.criterion, score]));
    const entered: ReleaseInput['agencies'][number]['scores'] = {};
    for (const criterion of appraisal) {
      const score = own.get(criterion.code);
      if (!score || score.appraised_score === null)
        return refused(`${agency.name}: chưa có điểm thẩm định của tiêu chí ${criterion.code}.`);
      entered[criterion.code] = { self: score.self_score, appraised: score.appraised_score };
    }
    agencies.push({
      code,
      name: agency.name,
      list,
      scores: entered,
      responses: (answered.get(code)?.modes ?? []).map(({ mode, n, excluded }) => ({
        mode,
        n: n - excluded,
        ...(excluded > 0 && { excluded }),
      })),
      tally: Object.fromEntries(
        Object.entries(answered.get(code)?.tally ?? {}).map(([item, cells]) => [item, Object.fromEntries(Object.entries(cells))]),
      ),
    });
  }
  const format = 'hanoi-cchc-release/1' as const;
  return {
    kind: 'input',
    input: { format, release: releaseId, simulated, round: { id: round.id, title: round.title }, criteria, rule, instrument, agencies },
  };
}
