import { atCommand } from '#accounts/model/person.ts';
import { translatorFor } from '#i18n/translator.ts';
import { readCalendarRule } from '#par-index/content.ts';
import { addEvidence } from '#par-index/evidence-service.ts';
import { type CriteriaSet, criteriaOf } from '#par-index/model/criteria.ts';
import type { RoundAct } from '#par-index/model/round.ts';
import type { ScoreOrder } from '#par-index/model/score-act.ts';
import type { Outcome } from '#par-index/outcome.ts';
import { releaseRound } from '#par-index/release-service.ts';
import { openRound, type RoundOrder, takeStep } from '#par-index/round-service.ts';
import { findRound } from '#par-index/round-store.ts';
import { giveScores } from '#par-index/score-service.ts';
import { evidenceOf, trailsOf } from '#par-index/score-store.ts';
import { findCriteria } from '#par-index/store.ts';
import type { App } from '#platform/app.ts';
import { Fault } from '#platform/fault.ts';
import { findInstrument } from '#survey/store.ts';
import { openWave, type WaveOrder } from '#survey/wave-service.ts';
import { findWave } from '#survey/wave-store.ts';
import { generator, seedOf, simulateAnswers } from './demo-answers.ts';

interface SimulatedRound {
  readonly round: Omit<RoundOrder, 'criteria' | 'rule' | 'wave'>;
  /** The survey of its own; the standing one where there is none. */
  readonly wave?: Pick<WaveOrder, 'opens' | 'closes' | 'modes'>;
  /** On which day what was done, as far as it has come. */
  readonly acts: Partial<Record<RoundAct, string>>;
  /** Which share of the agencies has scored itself. */
  readonly scored: number;
}

const simulated: readonly SimulatedRound[] = [
  {
    round: {
      id: 'mo-phong-xa-phuong-2025',
      title: 'Kỳ mô phỏng 2025: xã, phường',
      year: 2025,
      list: 'commune',
      instrument: 'SIPAS-G1-2017',
    },
    wave: { opens: '2025-11-17', closes: '2025-12-31', modes: ['household', 'paper'] },
    acts: {
      plan: '2025-09-26',
      guidance: '2025-10-24',
      self_scores: '2025-12-24',
      survey_report: '2026-01-20',
      appraisal: '2026-03-27',
      announcement: '2026-04-21',
    },
    scored: 1,
  },
  {
    round: { id: 'mo-phong-so', title: 'Kỳ mô phỏng 2025: sở', year: 2025, list: 'department', instrument: 'SIPAS-G1-2017' },
    wave: { opens: '2025-11-17', closes: '2025-12-31', modes: ['paper', 'interviewer'] },
    acts: {
      plan: '2025-09-26',
      guidance: '2025-10-24',
      self_scores: '2025-12-22',
      survey_report: '2026-01-20',
      appraisal: '2026-03-27',
      announcement: '2026-04-21',
    },
    scored: 1,
  },
  {
    round: {
      id: 'mo-phong-xa-phuong',
      title: 'Kỳ mô phỏng 2026: xã, phường (chạy thử, lịch rút gọn)',
      year: 2026,
      list: 'commune',
      instrument: 'HN-WARD-9-2026',
      calendar: [
        { act: 'plan', due: '2026-07-15' },
        { act: 'guidance', due: '2026-07-31' },
        { act: 'self_scores', due: '2026-10-15' },
        { act: 'survey_report', due: '2026-11-06' },
        { act: 'appraisal', due: '2026-11-13' },
        { act: 'announcement', due: '2026-11-20' },
      ],
    },
    wave: { opens: '2026-08-03', closes: '2026-10-31', modes: ['qr', 'online', 'kiosk'] },
    acts: {
      plan: '2026-07-14',
      guidance: '2026-07-29',
      self_scores: '2026-10-19',
      survey_report: '2026-11-05',
      appraisal: '2026-11-12',
      announcement: '2026-11-19',
    },
    scored: 1,
  },
  {
    round: { id: 'mo-phong-so-2026', title: 'Kỳ mô phỏng 2026: sở', year: 2026, list: 'department', instrument: 'SIPAS-G1-2017' },
    acts: { plan: '2026-09-25', guidance: '2026-11-03' },
    scored: 0.6,
  },
];

const says = translatorFor('vi').say;

const homeAffairs = atCommand('Sở Nội vụ (mô phỏng)');
const agencyStaff = atCommand('Các cơ quan (mô phỏng)');
const workingGroup = atCommand('Tổ công tác (mô phỏng)');
const council = atCommand('Hội đồng thẩm định (mô phỏng)');
const city = atCommand('Ủy ban nhân dân Thành phố (mô phỏng)');

/** Simulated rounds, three from plan to release and one under way; those that were begun go on. */
export async function simulateRounds(app: App): Promise<void> {
  for (const one of simulated) await simulateRound(app, one);
}

/** The portal as it was on a day. */
const on = (app: App, day: string): App => ({ ...app, clock: { now: () => new Date(`${day}T03:00:00Z`) } });

async function simulateRound(app: App, one: SimulatedRound): Promise<void> {
  const { id } = one.round;
  const criteria = 'hn-cchc-minh-hoa-1';
  const set = await findCriteria(app.reader, criteria);
  if (!set) throw new Error(`no criteria ${criteria}`);
  if (one.wave) await simulateWave(app, one.round, one.wave);
  const began = async () => findRound(app.reader, id);
  const isDone = async (act: RoundAct) => (await began())?.acts.some((each) => each.act === act) === true;
  for (const [act, day] of Object.entries(one.acts) as [RoundAct, string][]) {
    if (await isDone(act)) continue;
    const then = on(app, day);
    switch (act) {
      case 'plan': {
        const order = { ...one.round, criteria, rule: 'sipas-top2-pooled-2', ...(one.wave && { wave: id }) };
        await must(openRound(then, readCalendarRule(), order, homeAffairs));
        break;
      }
      case 'announcement':
        await must(releaseRound({ ...then, releasesDir: app.config.releasesDir }, { round: id, id }, city));
        break;
      case 'appraisal':
        await simulateAppraisal(then, id, set);
        await must(takeStep(then, id, act, council));
        break;
      default:
        await must(takeStep(then, id, act, homeAffairs, act === 'self_scores' ? 'Đã nhận đủ báo cáo' : ''));
        if (act === 'guidance') await simulateSelfScores(then, id, set, one.scored);
    }
  }
}

async function simulateWave(app: App, round: SimulatedRound['round'], wave: Pick<WaveOrder, 'opens' | 'closes' | 'modes'>): Promise<void> {
  const instrument = await findInstrument(app.reader, round.instrument);
  if (!instrument) throw new Error(`no questionnaire ${round.instrument}`);
  if (!(await findWave(app.reader, round.id))) {
    const { id, title, list } = round;
    const order = {
      ...wave,
      id,
      title: `Khảo sát của ${title}`,
      instrument: round.instrument,
      minimum_n: 100,
      display: 'embargo' as const,
    };
    const agencies = await app.reader
      .selectFrom('agencies')
      .select('code')
      .where('kind', 'in', list === 'department' ? ['department'] : ['ward', 'commune'])
      .where('valid_to', 'is', null)
      .execute();
    await must(
      openWave(on(app, wave.opens), { ...order, agencies: agencies.map(({ code }) => code) }, atCommand('Viện nghiên cứu (mô phỏng)')),
    );
  }
  const stored = await findWave(app.reader, round.id);
  if (!stored) throw new Error(`no wave ${round.id}`);
  const days = daysBetween(wave.opens, wave.closes);
  await simulateAnswers(app, stored, instrument, stored.agencies ?? [], days, (random) => Math.floor(6 + random() ** 1.5 * 190));
}

function daysBetween(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (let time = Date.parse(first); time <= Date.parse(last); time += 86_400_000) days.push(new Date(time).toISOString().slice(0, 10));
  return days;
}

/** What an agency would be given, which it does not know when it scores itself. */
function due(round: string, agency: string, criterion: string, max: string): number {
  return Number(max) * (0.75 + generator(seedOf(`${round}/${agency}/${criterion}`))() * 0.25);
}

async function simulateSelfScores(app: App, id: string, set: CriteriaSet, share: number): Promise<void> {
  const round = await findRound(app.reader, id);
  const agencies = (round?.agencies ?? []).filter((_, i, all) => i < all.length * share);
  const appraised = criteriaOf(set).filter(({ scored_by }) => scored_by === 'appraisal');
  const orders = agencies.flatMap((agency) =>
    appraised.map(({ code, max }): ScoreOrder => {
      const own = Math.min(Number(max), due(id, agency, code, max) + generator(seedOf(`${id}/${agency}`))() * 0.6);
      return { agency, criterion: code, score: own.toFixed(2), reason: '' };
    }),
  );
  await must(giveScores(app, id, 'self', orders, agencyStaff));
  const shown = await evidenceOf(app.reader, id);
  for (const agency of agencies.slice(0, 5)) {
    if (shown.some((one) => one.agency === agency)) continue;
    const from = { url: `https://vi-du.invalid/${id}/${agency.toLowerCase()}/bao-cao.pdf` };
    const order = { agency, criterion: '1.1', title: 'Báo cáo cải cách hành chính năm (mô phỏng)', from };
    await must(addEvidence({ ...app, evidenceDir: app.config.evidenceDir }, id, order, agencyStaff));
  }
}

async function simulateAppraisal(app: App, id: string, set: CriteriaSet): Promise<void> {
  const round = await findRound(app.reader, id);
  const trails = await trailsOf(app.reader, id);
  const orders: ScoreOrder[] = [];
  for (const agency of round?.agencies ?? []) {
    for (const { code, max, scored_by } of criteriaOf(set)) {
      const random = generator(seedOf(`${id}/${agency}/${code}/hoi-dong`));
      if (scored_by === 'appraisal') {
        const self = trails(agency, code).self?.score ?? null;
        if (code === '2.1' && random() < 0.05) {
          orders.push({ agency, criterion: code, score: null, reason: 'Trong năm cơ quan không được giao soạn thảo văn bản (mô phỏng)' });
        } else if (self !== null && random() < 0.4) {
          orders.push({ agency, criterion: code, score: self, reason: '' });
        } else {
          const score = due(id, agency, code, max).toFixed(2);
          orders.push({ agency, criterion: code, score, reason: 'Tài liệu kiểm chứng chưa đủ cho điểm tự chấm (mô phỏng)' });
        }
      } else if (scored_by !== 'survey' && random() < 0.08) {
        orders.push({ agency, criterion: code, score: (0.5 * Math.ceil(random() * 3)).toFixed(1), reason: 'Theo hồ sơ của kỳ (mô phỏng)' });
      }
    }
  }
  await must(giveScores(app, id, 'check', orders, workingGroup));
  await must(giveScores(app, id, 'decide', orders, council));
}

async function must(outcome: Promise<Outcome | { readonly kind: 'done' } | Extract<Outcome, { readonly kind: 'refused' }>>): Promise<void> {
  const one = await outcome;
  if (one.kind === 'refused' && 'message' in one) throw new Fault(says(one.message));
}
