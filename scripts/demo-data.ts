import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { allAgencies } from '#agencies/store.ts';
import { criteriaOf } from '#par-index/model/criteria.ts';
import { enterScores, openRound, releaseRound } from '#par-index/service.ts';
import { findCriteria, findRelease } from '#par-index/store.ts';
import { type App, openApp } from '#platform/app.ts';
import { today } from '#platform/clock.ts';
import { readConfig } from '#platform/config.ts';
import { Fault } from '#platform/fault.ts';
import { silentLog } from '#platform/log.ts';
import { addViews } from '#procedures/store.ts';
import { filtersOf, filterValue, type Instrument, questionsOf } from '#survey/model/instrument.ts';
import { codeOf } from '#survey/model/receipt.ts';
import { packAnswers } from '#survey/model/response.ts';
import { listedInstruments } from '#survey/store.ts';
import { waveOfYear } from '#survey/wave-service.ts';
import { simulateImprovements } from './demo-improvements.ts';

const person = 'Dữ liệu mô phỏng';
const criteria = 'hn-cchc-gia-dinh-1';
const filled = 'demo-filled';
const rounds = [
  { id: 'mo-phong-xa-phuong', title: 'Kỳ mô phỏng: xã, phường', list: 'commune', instrument: 'HN-WARD-9-2026' },
  { id: 'mo-phong-so', title: 'Kỳ mô phỏng: sở', list: 'department', instrument: 'SIPAS-G1-2017' },
] as const;

/**
 * Fills a new data directory with simulated answers and two simulated rounds, or completes one that was begun; does nothing
 * when it is filled already. Throws a Fault where the directory was made by anything else.
 */
export async function fillDemo(env: Record<string, string | undefined>): Promise<void> {
  const config = readConfig(env);
  const isNew = !existsSync(config.databaseFile);
  let app = await openApp(config, { log: silentLog });
  try {
    if (!app.simulated) {
      if (!isNew)
        throw new Fault(
          `${config.dataDir} không phải thư mục mô phỏng; dữ liệu mô phỏng không bao giờ ghi vào đó. Hãy chọn DEMO_DATA_DIR là thư mục mới.`,
        );
      // Marked before the first simulated answer, so that a half-filled directory is never taken for a real one.
      await app.writer.insertInto('settings').values({ key: 'simulated', value: 'true' }).execute();
      await app.close();
      app = await openApp(config, { log: silentLog });
    }
    if ((await app.reader.selectFrom('settings').select('value').where('key', '=', filled).executeTakeFirst()) !== undefined) return;
    // Begun before and cut short: the same answers carry the same ids, so that going through them again only completes them.
    await simulateAnswers(app);
    await simulateViews(app);
    for (const round of rounds) await simulateRound(app, round);
    await simulateImprovements(app, person);
    await app.writer.insertInto('settings').values({ key: filled, value: 'true' }).execute();
  } finally {
    await app.close();
  }
}

/** Openings of the procedures that life events lead to, on one day. */
async function simulateViews(app: App): Promise<void> {
  const codes = app.lifeEvents.flatMap((event) => event.procedures.map((procedure) => procedure.code));
  const random = generator(30);
  const views = new Map(codes.map((code) => [code, 20 + Math.floor(random() * 400)]));
  await app.writer.transaction().execute(async (tx) => {
    await tx.deleteFrom('procedure_views').execute();
    await addViews(tx, today(app.clock), views);
  });
}

async function simulateAnswers(app: App): Promise<void> {
  const day = today(app.clock);
  const random = generator(20261122);
  const agencies = (await allAgencies(app.reader)).filter((agency) => ratableOn(agency, day));
  for (const instrument of await listedInstruments(app.reader)) {
    const wave = await waveOfYear(app, instrument, day);
    for (const agency of agencies) {
      const audience = ratedAs(agency.kind);
      if (audience === null || !instrument.applies_to.includes(audience)) continue;
      const n = Math.floor(random() ** 2 * 260) + (audience === 'department' ? 90 : 4);
      const mood = 0.62 + random() * 0.3;
      await Promise.all(
        Array.from({ length: n }, (_, i) => {
          const id = `${instrument.id}/${agency.code}/${i}`;
          return app.append({
            receipt: codeOf(createHash('sha256').update(id).digest()),
            wave: wave.id,
            agency: agency.code,
            procedure: null,
            day,
            mode: 'online',
            outcome: null,
            pace: null,
            answers: answersOf(instrument, mood, random),
            profile: null,
            ticketHash: null,
            flags: [],
          });
        }),
      );
    }
  }
}

async function simulateRound(app: App, round: (typeof rounds)[number]): Promise<void> {
  if (await findRelease(app.reader, round.id)) return;
  await openRound(app, { ...round, criteria, rule: 'sipas-top2-pooled-2' }, person);
  const set = await findCriteria(app.reader, criteria);
  const random = generator(7);
  const day = today(app.clock);
  const agencies = (await allAgencies(app.reader)).filter((agency) => ratableOn(agency, day) && ratedAs(agency.kind) === round.list);
  const scores = agencies.flatMap((agency) =>
    (set ? criteriaOf(set) : [])
      .filter((criterion) => criterion.scored_by === 'appraisal')
      .map((criterion) => {
        const appraised = Number(criterion.max) * (0.75 + random() * 0.25);
        const self = Math.min(Number(criterion.max), appraised + random() * 0.6);
        return { agency: agency.code, criterion: criterion.code, self_score: self.toFixed(2), appraised_score: appraised.toFixed(2) };
      }),
  );
  for (const outcome of [
    await enterScores(app, round.id, scores, person),
    await releaseRound({ ...app, releasesDir: app.config.releasesDir }, round.id, round.id, person),
  ]) {
    if (outcome.kind === 'refused') throw new Fault(outcome.message);
  }
}

/** One simulated respondent: some people are content with everything, some with little, and a few leave blanks. */
function answersOf(instrument: Instrument, mood: number, random: () => number): string {
  const own = mood + (random() - 0.5) * 0.5;
  const filters = new Set(filtersOf(instrument).map(({ code }) => code));
  const given = questionsOf(instrument).map(({ code, values }) => {
    if (random() < 0.06) return [code, null];
    if (filters.has(code)) return [code, random() < 0.75 ? filterValue.yes : filterValue.no];
    const sorted = [...values].sort();
    const level = Math.min(sorted.length - 1, Math.max(0, Math.round((own + (random() - 0.5) * 0.45) * (sorted.length - 1))));
    return [code, sorted[level] ?? null];
  });
  return packAnswers(instrument, Object.fromEntries(given));
}

/** Mulberry32: the same simulated answers on every machine. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
