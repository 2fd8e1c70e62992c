import { randomUUID } from 'node:crypto';
import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { type AccountsContext, openAccounts } from '#accounts/context.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { type DatabaseHandles, openSqlite } from '#db/open.ts';
import { type FeedbackCounter, feedbackCounter } from '#feedback/counter.ts';
import type { Words } from '#i18n/model/words.ts';
import { readNotices } from '#newsroom/content.ts';
import { type MediaFiles, mediaFiles } from '#newsroom/media-files.ts';
import type { Notice } from '#newsroom/model/notice.ts';
import { readAgencyNames } from '#procedures/content.ts';
import type { AgencyNames } from '#procedures/model/agency-name.ts';
import { type ViewCounter, viewCounter } from '#procedures/views.ts';
import { readQueryWords, readShortcuts } from '#search/content.ts';
import { type EmbeddedEngine, embeddedEngine } from '#search/embedded.ts';
import { type LoneEngine, openSearch, type SearchHealth } from '#search/engines.ts';
import type { Follower } from '#search/follower.ts';
import { counting, type MissCounter, missCounter } from '#search/misses.ts';
import type { SearchEngine } from '#search/model/engine.ts';
import type { SearchTrial } from '#search/model/trial.ts';
import { type SearchWords, searchWords } from '#search/words.ts';
import { readHolidays } from '#settings/content.ts';
import { type SiteSettings, siteSettings } from '#settings/live.ts';
import { responseAppender, satisfactionTag } from '#survey/append.ts';
import { type DayProofs, dayProofs } from '#survey/day-proofs.ts';
import { deviceCounter } from '#survey/devices.ts';
import { groupCommit } from '#survey/group-commit.ts';
import { surveyLimits } from '#survey/limits.ts';
import type { SurveyContext } from '#survey/service.ts';
import { surveyShelf } from '#survey/shelf.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { Fault } from './fault.ts';
import { jsonLog, type Log } from './log.ts';
import { PageCache } from './page-cache.ts';
import { readOrMakeSecret } from './secret.ts';
import { everySearchDocument, loadContent, readContent, someSearchDocuments } from './setup.ts';
import { readSite, type Site } from './site.ts';

/** Everything that the portal runs on, built once by the front door, by each script and by each test. */
export interface App extends SurveyContext, AccountsContext {
  readonly config: Config;
  /** A reading connection of its own, for what is read at somebody else's pace. */
  readonly openReader: DatabaseHandles['openReader'];
  readonly search: SearchEngine;
  /** The words of citizens that the search knows. */
  readonly words: SearchWords;
  /** Tries words out that nobody else is given yet. */
  readonly trial: SearchTrial;
  /** The queries that found nothing. */
  readonly misses: MissCounter;
  /** The search engines one by one, each without the help of another. */
  readonly engines: readonly LoneEngine[];
  /** Makes the search engines follow the database; run by the serving processes. */
  readonly follower: Follower;
  /** Which search engine answers, and what the other lacks. */
  searchHealth(): Promise<SearchHealth>;
  readonly cache: PageCache;
  /** The portal's names and contact, as staff have set them. */
  readonly site: Site;
  /** What staff have set of the portal itself. */
  readonly settings: SiteSettings;
  /** The bytes of the newsroom's pictures and files. */
  readonly media: MediaFiles;
  /** What agencies of the national records are called in Hà Nội today. */
  readonly agencyNames: AgencyNames;
  readonly notices: readonly Notice[];
  readonly shortcuts: readonly Words[];
  /** How often procedures are opened. */
  readonly views: ViewCounter;
  /** Whether pages are called useful. */
  readonly feedback: FeedbackCounter;
  /** What proves that the responses of past days are in, unchanged. */
  readonly proofs: DayProofs;
  /** Names this process in the table of changes. */
  readonly origin: string;
  /** This data directory holds simulated answers: every page says so. */
  readonly simulated: boolean;
  close(): Promise<void>;
}

export interface AppOptions {
  readonly clock?: Clock;
  readonly log?: Log;
}

/**
 * Opens the data directory (made when missing), brings the schema up to date and loads what is new in content/.
 * Throws a Fault, and changes nothing, where the directory cannot be written or its database is newer than this code.
 */
export async function openApp(config: Config, { clock = systemClock, log = jsonLog }: AppOptions = {}): Promise<App> {
  z.config(z.locales.vi());
  // Read and checked before anything is opened: a wrong file changes nothing.
  const ofContent = { site: readSite(), holidays: readHolidays() };
  const queryWords = readQueryWords();
  const notices = readNotices();
  const shortcuts = readShortcuts();
  const agencyNames = readAgencyNames();
  const content = readContent();
  makeDataDir(config.dataDir);
  const db = openDatabase(config.databaseFile);
  let embedded: EmbeddedEngine | undefined;
  try {
    const outcome = await migrateToLatest(db.writer);
    if (outcome.kind === 'newer') {
      throw new Fault(
        `Cơ sở dữ liệu ${config.databaseFile} do phiên bản mới hơn của cổng ghi (${outcome.unknown.join(', ')}). Hãy chạy đúng phiên bản đó, hoặc khôi phục bản sao lưu cũ.`,
      );
    }
    const context = { reader: db.reader, writer: db.writer, clock, log };
    const words = searchWords(context, queryWords);
    embedded = openEmbedded(config.searchFile, words);
    await loadContent(context, embedded, content);
    await words.reload();
    const settings = siteSettings(context, ofContent);
    await settings.reload();
    const misses = missCounter(context);
    const cache = new PageCache();
    const origin = randomUUID();
    const append = groupCommit(responseAppender(db.responses, origin), log);
    const secret = readOrMakeSecret(config.dataDir);
    const { engine, each, follower, health } = openSearch({
      context,
      embedded,
      documents: { all: () => everySearchDocument(db.reader), some: (ids) => someSearchDocuments(db.reader, ids) },
      meilisearch: config.meilisearch,
      holder: origin,
    });
    return {
      ...openAccounts(context, secret, config.staffSessions),
      config,
      openReader: db.openReader,
      search: counting(engine, misses),
      words,
      trial: embedded.trial,
      misses,
      engines: each,
      follower,
      searchHealth: health,
      settings,
      get site() {
        return settings.site();
      },
      media: mediaFiles(config.mediaDir),
      agencyNames,
      notices,
      shortcuts,
      views: viewCounter(context),
      feedback: feedbackCounter(context, config.feedbackDays),
      cache,
      origin,
      simulated:
        (await db.reader.selectFrom('settings').select('value').where('key', '=', 'simulated').executeTakeFirst())?.value === 'true',
      proofs: dayProofs(context, secret),
      limits: surveyLimits(config.surveyLimits, log),
      devices: deviceCounter(clock),
      shelf: surveyShelf(db.reader),
      // Here the new figures are seen at once; other processes learn of them through the database.
      async append(response) {
        const outcome = await append(response);
        if (outcome.kind === 'stored' && outcome.stepped) cache.drop([satisfactionTag(response.agency)]);
        return outcome;
      },
      async close() {
        engine.close();
        await db.close();
      },
    };
  } catch (error) {
    embedded?.close();
    await db.close();
    throw error;
  }
}

function makeDataDir(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
  } catch (error) {
    throw new Fault(`Không ghi được vào thư mục dữ liệu ${dir}: ${(error as Error).message}. Hãy đổi DATA_DIR hoặc cấp quyền ghi.`);
  }
}

/** The index is made from the database at any time: one that cannot be read is made anew. */
function openEmbedded(file: string, words: SearchWords): EmbeddedEngine {
  try {
    return embeddedEngine(file, words.current);
  } catch {
    try {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
      return embeddedEngine(file, words.current);
    } catch (error) {
      throw new Fault(
        `Không mở được chỉ mục tìm kiếm ${file}: ${(error as Error).message}. Hãy xóa tệp này rồi chạy lại, cổng sẽ lập lại chỉ mục.`,
      );
    }
  }
}

function openDatabase(file: string): DatabaseHandles {
  try {
    return openSqlite(file);
  } catch (error) {
    throw new Fault(`Không mở được cơ sở dữ liệu ${file}: ${(error as Error).message}.`);
  }
}
