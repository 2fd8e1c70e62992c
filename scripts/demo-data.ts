import { existsSync } from 'node:fs';
import { ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { allAgencies } from '#agencies/store.ts';
import { type App, openApp } from '#platform/app.ts';
import { today } from '#platform/clock.ts';
import { readConfig } from '#platform/config.ts';
import { Fault } from '#platform/fault.ts';
import { silentLog } from '#platform/log.ts';
import { shownLifeEvents } from '#procedures/life-event-store.ts';
import { addViews } from '#procedures/store.ts';
import { listedInstruments } from '#survey/store.ts';
import { waveOfYear } from '#survey/wave-service.ts';
import { generator, simulateAnswers } from './demo-answers.ts';
import { simulateImprovements } from './demo-improvements.ts';
import { simulateRounds } from './demo-rounds.ts';

const filled = 'demo-filled';

/**
 * Fills a new data directory with simulated answers and simulated rounds, or completes one that was begun; does nothing
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
    await simulateStanding(app);
    await simulateViews(app);
    await simulateRounds(app);
    await simulateImprovements(app, 'Dữ liệu mô phỏng');
    await app.writer.insertInto('settings').values({ key: filled, value: 'true' }).execute();
  } finally {
    await app.close();
  }
}

/** Openings of the procedures that life events lead to, on one day. */
async function simulateViews(app: App): Promise<void> {
  const codes = (await shownLifeEvents(app.reader)).flatMap((event) => event.procedures.map((procedure) => procedure.code));
  const random = generator(30);
  const views = new Map(codes.map((code) => [code, 20 + Math.floor(random() * 400)]));
  await app.writer.transaction().execute(async (tx) => {
    await tx.deleteFrom('procedure_views').execute();
    await addViews(tx, today(app.clock), views);
  });
}

/** Answers of the standing surveys of this year, all of today. */
async function simulateStanding(app: App): Promise<void> {
  const day = today(app.clock);
  const agencies = (await allAgencies(app.reader)).filter((agency) => ratableOn(agency, day));
  for (const instrument of await listedInstruments(app.reader)) {
    const wave = await waveOfYear(app, instrument, day);
    for (const audience of instrument.applies_to) {
      const rated = agencies.filter(({ kind }) => ratedAs(kind) === audience).map(({ code }) => code);
      const least = audience === 'department' ? 90 : 4;
      await simulateAnswers(app, wave, instrument, rated, [day], (random) => Math.floor(random() ** 2 * 260) + least);
    }
  }
}
