import { publishDueArticles } from '#newsroom/service.ts';
import { dropExpiredImports } from '#procedures/import-desk.ts';
import { wordsTag } from '#search/store.ts';
import { nightly } from '#survey/nightly.ts';
import { publishProofs } from '#survey/proof-service.ts';
import { wavesTag } from '#survey/wave-service.ts';
import type { App } from './app.ts';
import { changesAfter, newestChange } from './changes.ts';
import { today } from './clock.ts';
import { siteTag } from './site.ts';

const everyMs = 250;
const scheduleEveryMs = 5_000;
const countsEveryMs = 30_000;
const followEveryMs = 500;
const proofsEveryMs = 60_000;
const nightEveryMs = 60_000;
const importsEveryMs = 60_000;

/**
 * What a serving process does beside answering: reads what other processes changed and drops those pages, publishes
 * scheduled articles when their time has come, stores what was counted in memory, publishes the proofs of the survey's past
 * days, makes the search engines follow the database, forgets uploaded imports after their hour, and has the survey's nightly
 * work done. Gives the function that stops it.
 */
export async function startBackground(app: App): Promise<() => Promise<void>> {
  let last = await newestChange(app.reader);
  let day = today(app.clock);
  let running: Promise<void> = Promise.resolve();
  let banners = bannersOf(app);
  let nextSchedule = 0;
  let nextCounts = Date.now() + countsEveryMs;

  async function once(): Promise<void> {
    try {
      if (Date.now() >= nextSchedule) {
        nextSchedule = Date.now() + scheduleEveryMs;
        await publishDueArticles(app);
      }
      if (Date.now() >= nextCounts) {
        nextCounts = Date.now() + countsEveryMs;
        await storeCounts(app);
      }
      if (today(app.clock) !== day) {
        day = today(app.clock);
        // Waves open and close with the day, and an embargo ends with it.
        app.cache.drop([wavesTag, 'satisfaction']);
      }
      if (bannersOf(app) !== banners) {
        banners = bannersOf(app);
        // Their time has come, or is over.
        app.cache.drop([siteTag]);
      }
      const changes = await changesAfter(app.reader, last);
      const others = changes.filter((change) => change.origin !== app.origin);
      if (others.some((change) => change.tag === wordsTag)) await app.words.reload();
      if (others.some(({ tag }) => tag === 'content' || tag === wavesTag)) app.shelf.drop();
      if (others.some(({ tag }) => tag === siteTag)) await app.settings.reload();
      if (others.length > 0) app.cache.drop(others.map((change) => change.tag));
      // Only now: where something could not be read, all is followed once more.
      last = changes.at(-1)?.version ?? last;
    } catch (error) {
      app.log.error('background.failed', error);
    }
  }

  const timer = setInterval(() => {
    running = running.then(once);
  }, everyMs);
  // Beside the rest: making an index anew takes long.
  let following: Promise<void> | null = null;
  const follower = setInterval(() => {
    following ??= app.follower.once().finally(() => {
      following = null;
    });
  }, followEveryMs);

  let proving: Promise<unknown> | null = null;
  const prove = () => {
    proving ??= publishProofs(app, app.origin)
      .catch((error: unknown) => app.log.error('background.proofs', error))
      .finally(() => {
        proving = null;
      });
  };
  prove();
  const prover = setInterval(prove, proofsEveryMs);

  const forgetImports = setInterval(() => {
    dropExpiredImports(app).catch((error: unknown) => app.log.error('background.imports', error));
  }, importsEveryMs);

  // Not at once: a start has enough to do.
  const night = nightly({ context: app, file: app.config.databaseFile, holder: app.origin, commentDays: app.config.commentDays });
  let atNight: Promise<void> | null = null;
  const nightWatch = setInterval(() => {
    atNight ??= night
      .once()
      .catch((error: unknown) => app.log.error('background.night', error))
      .finally(() => {
        atNight = null;
      });
  }, nightEveryMs);

  return async () => {
    for (const one of [timer, follower, prover, nightWatch, forgetImports]) clearInterval(one);
    app.follower.abandon();
    night.stop();
    await Promise.all([running, following, proving, atNight]);
    await storeCounts(app);
  };
}

/** Which banners stand above the pages at this moment. */
function bannersOf({ settings }: App): string {
  return settings
    .banners()
    .map(({ id, version }) => `${id}.${version}`)
    .join(' ');
}

/** Each by itself: one that cannot be stored takes nothing from the others, and comes again. */
async function storeCounts(app: App): Promise<void> {
  for (const counter of [app.views, app.feedback, app.misses])
    await counter.flush().catch((error: unknown) => app.log.error('background.counts', error));
}
