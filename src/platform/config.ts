import path from 'node:path';
import { z } from 'zod';
import { Fault } from './fault.ts';

const portError = 'phải là số từ 1 đến 65535';
const daysError = 'phải là số ngày từ 30 đến 3660';
const limitError = 'phải là số nguyên từ 1 đến 1000000';
const limit = z
  .string()
  .regex(/^\d{1,7}$/, limitError)
  .transform(Number)
  .refine((n) => n >= 1 && n <= 1_000_000, limitError);
const idleError = 'phải là số phút từ 5 đến 240';
const hoursError = 'phải là số giờ từ 1 đến 24';
const timeoutError = 'phải là số mili giây từ 50 đến 10000';

const environment = z.object({
  // Assumed: no text names a number. A busy counter serves one person a minute; a mobile network is one address.
  POINT_LIMIT: limit.default(120),
  ADDRESS_LIMIT: limit.default(100),
  TICKET_LIMIT: limit.default(30),
  TRUSTED_PROXIES: z.string().regex(/^\d$/, 'phải là số từ 0 đến 9').transform(Number).default(0),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, portError)
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65535, portError)
    .default(4321),
  HOST: z.string().min(1).default('127.0.0.1'),
  GALLERY: z.enum(['0', '1'], { error: 'phải là 0 hoặc 1' }).default('0'),
  DATA_DIR: z.string().min(1).default('data'),
  FEEDBACK_DAYS: z
    .string()
    .regex(/^\d{1,4}$/, daysError)
    .transform(Number)
    .refine((days) => days >= 30 && days <= 3660, daysError)
    .default(400),
  // Assumed: no text names a time. Half a year is enough to read and answer what people wrote.
  COMMENT_DAYS: z
    .string()
    .regex(/^\d{1,4}$/, daysError)
    .transform(Number)
    .refine((days) => days >= 30 && days <= 3660, daysError)
    .default(180),
  // Assumed, both: no text at hand names a time.
  STAFF_IDLE_MINUTES: z
    .string()
    .regex(/^\d{1,3}$/, idleError)
    .transform(Number)
    .refine((minutes) => minutes >= 5 && minutes <= 240, idleError)
    .default(30),
  STAFF_SESSION_HOURS: z
    .string()
    .regex(/^\d{1,2}$/, hoursError)
    .transform(Number)
    .refine((hours) => hours >= 1 && hours <= 24, hoursError)
    .default(12),
  SITE_URL: z.url({ protocol: /^https?$/, error: 'phải là địa chỉ đầy đủ, ví dụ https://cchc.hanoi.gov.vn' }).optional(),
  MEILI_URL: z.url({ protocol: /^https?$/, error: 'phải là địa chỉ đầy đủ, ví dụ http://127.0.0.1:7700' }).optional(),
  MEILI_KEY: z.string().optional(),
  MEILI_INDEX: z
    .string()
    .regex(/^[a-z0-9_]{1,40}$/i, 'phải là 1 đến 40 chữ không dấu, số hoặc dấu gạch dưới')
    .default('cchc'),
  MEILI_TIMEOUT_MS: z
    .string()
    .regex(/^\d{1,5}$/, timeoutError)
    .transform(Number)
    .refine((ms) => ms >= 50 && ms <= 10_000, timeoutError)
    .default(800),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute path of the folder that holds the database, the search index and the releases. */
  readonly dataDir: string;
  readonly databaseFile: string;
  readonly searchFile: string;
  readonly releasesDir: string;
  /** Where the files that agencies show for their scores are kept. */
  readonly evidenceDir: string;
  /** Where files that the staff upload for an import wait, for an hour at most. */
  readonly importsDir: string;
  /** Where the newsroom's pictures and files are kept. */
  readonly mediaDir: string;
  /** Whether the gallery of components is served; for developers, its figures are invented. */
  readonly gallery: boolean;
  /** How many responses are taken from one place in ten minutes. */
  readonly surveyLimits: { readonly perPoint: number; readonly perAddress: number; readonly wrongTickets: number };
  /** How many proxies of ours stand before the portal; what they say of the client's address is believed. */
  readonly trustedProxies: number;
  /** For how many days the totals of answers about pages are kept. */
  readonly feedbackDays: number;
  /** For how many days at most what people wrote in their own words is kept. */
  readonly commentDays: number;
  /** How long a session of the staff lasts without a request, and in any case; and whether the portal is called by https. */
  readonly staffSessions: { readonly idleMinutes: number; readonly hours: number; readonly secure: boolean };
  /** The second search engine; null where the embedded one is the only one. */
  readonly meilisearch: {
    readonly url: string;
    /** The master key or an admin key. */
    readonly key: string;
    /** What the names of the portal's indexes begin with. */
    readonly index: string;
    /** How long a query may take before the embedded engine answers it. */
    readonly timeoutMs: number;
  } | null;
  /** The public address, for absolute links (feed, sitemap, canonical). */
  readonly siteUrl: string;
}

// Addresses that mean this very machine; people read them as localhost.
const localHosts = ['127.0.0.1', '::1', '0.0.0.0', '::'];

/** Reads the settings from the environment. Throws a Fault that names the setting which cannot be used. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Fault(`Cấu hình sai: ${issue?.path.join('.')}: ${issue?.message}.`);
  }
  const { PORT, HOST, DATA_DIR, SITE_URL, GALLERY, FEEDBACK_DAYS, COMMENT_DAYS, MEILI_URL, MEILI_KEY, MEILI_INDEX, MEILI_TIMEOUT_MS } =
    parsed.data;
  const { POINT_LIMIT, ADDRESS_LIMIT, TICKET_LIMIT, TRUSTED_PROXIES, STAFF_IDLE_MINUTES, STAFF_SESSION_HOURS } = parsed.data;
  if (MEILI_URL !== undefined && MEILI_KEY === undefined) {
    throw new Fault('Cấu hình sai: MEILI_KEY: phải có khi đặt MEILI_URL (khóa chủ hoặc khóa quản trị của Meilisearch).');
  }
  const dataDir = path.resolve(DATA_DIR);
  return {
    port: PORT,
    host: HOST,
    dataDir,
    gallery: GALLERY === '1',
    surveyLimits: { perPoint: POINT_LIMIT, perAddress: ADDRESS_LIMIT, wrongTickets: TICKET_LIMIT },
    trustedProxies: TRUSTED_PROXIES,
    feedbackDays: FEEDBACK_DAYS,
    commentDays: COMMENT_DAYS,
    staffSessions: {
      idleMinutes: STAFF_IDLE_MINUTES,
      hours: STAFF_SESSION_HOURS,
      secure: SITE_URL?.startsWith('https:') === true,
    },
    databaseFile: path.join(dataDir, 'portal.sqlite'),
    searchFile: path.join(dataDir, 'search.sqlite'),
    releasesDir: path.join(dataDir, 'releases'),
    evidenceDir: path.join(dataDir, 'evidence'),
    importsDir: path.join(dataDir, 'imports'),
    mediaDir: path.join(dataDir, 'media'),
    meilisearch:
      MEILI_URL === undefined || MEILI_KEY === undefined
        ? null
        : { url: MEILI_URL, key: MEILI_KEY, index: MEILI_INDEX, timeoutMs: MEILI_TIMEOUT_MS },
    siteUrl: (SITE_URL ?? `http://${localHosts.includes(HOST) ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`).replace(
      /\/$/,
      '',
    ),
  };
}
