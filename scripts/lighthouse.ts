import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { openApp } from '#platform/app.ts';
import { readConfig } from '#platform/config.ts';
import { Fault } from '#platform/fault.ts';
import { builtFrontDoor, takePort } from '#platform/http/serve.ts';
import { silentLog } from '#platform/log.ts';
import { buildIfNeeded } from './build-site.ts';
import { command, options } from './command.ts';

const usage = 'npm run lighthouse -- [đường dẫn ...]';
// Fetched when it is asked for, not with the project: it brings 170 MB that nothing else needs.
const lighthouse = 'lighthouse@13.5.0';
const runs = 3;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Category = (typeof categories)[number];

const mainPages = [
  '/',
  '/tim-kiem?q=khai+sinh',
  '/thu-tuc',
  '/thu-tuc/1.001193',
  '/khao-sat',
  '/khao-sat/HN-WARD-9-2026?co-quan=00004',
  '/chi-so',
  '/co-quan',
  '/co-quan/00004',
  '/tin-tuc',
  '/tin-tuc/huong-dan-3724-muc-tran-20-phan-tram-va-moc-thang-12',
  '/van-ban',
  '/gioi-thieu',
];
/** Kept out of search engines on purpose, for which the category would take points. */
const notForSearchEngines = /^\/tim-kiem/;

/** Pages on the slowest mobile network: the time until what matters stands there, and nothing is made of the figure. */
const slowPages = ['/', '/thu-tuc/1.001193'];
const slow3G = [
  '--throttling-method=devtools',
  '--throttling.requestLatencyMs=400',
  '--throttling.downloadThroughputKbps=400',
  '--throttling.uploadThroughputKbps=400',
];

interface Report {
  readonly categories: Partial<Record<Category, { score: number | null; auditRefs: readonly { id: string; weight: number }[] }>>;
  readonly audits: Readonly<Record<string, { score: number | null; title: string; displayValue?: string; numericValue?: number }>>;
}

await command(async () => {
  const { positionals } = options(usage, {});
  await buildIfNeeded();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-lighthouse-'));
  const { server, open } = await takePort(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const app = await openApp(readConfig({ DATA_DIR: dataDir, SITE_URL: url }), { log: silentLog });
  try {
    open(await builtFrontDoor(app));
    const reportOf = (page: string, flags: readonly string[]) => measure(`${url}${page}`, path.join(dataDir, 'report.json'), flags);
    let worst = 100;
    for (const page of positionals.length > 0 ? positionals : mainPages) {
      const { scores, failing } = await scoresOf(page, reportOf);
      worst = Math.min(worst, ...Object.values(scores));
      console.log(`${categories.map((name) => `${name} ${String(scores[name] ?? '–').padStart(3)}`).join(' | ')} | ${page}`);
      for (const audit of failing) console.log(`    ${audit}`);
    }
    for (const page of positionals.length > 0 ? [] : slowPages) {
      const { audits } = await reportOf(page, ['--only-categories=performance', ...slow3G]);
      const seconds = (audit: string) => ((audits[audit]?.numericValue ?? Number.NaN) / 1000).toFixed(1);
      console.log(
        `3G chậm (400 kbit/s, trễ 400 ms), CPU chậm 4 lần: chữ đầu tiên sau ${seconds('first-contentful-paint')} giây, ` +
          `nội dung chính sau ${seconds('largest-contentful-paint')} giây | ${page}`,
      );
    }
    if (worst < 100) throw new Fault(`Có mục dưới 100 điểm (thấp nhất ${worst}).`);
  } finally {
    server.closeAllConnections();
    server.close();
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

/** The points of a page out of 100, speed as the median of several runs, and the audits that took points away. */
async function scoresOf(
  page: string,
  reportOf: (page: string, flags: readonly string[]) => Promise<Report>,
): Promise<{ scores: Partial<Record<Category, number>>; failing: readonly string[] }> {
  const asked = categories.filter((name) => name !== 'seo' || !notForSearchEngines.test(page));
  const first = await reportOf(page, [`--only-categories=${asked.join(',')}`]);
  const fast = [first];
  while (fast.length < runs) fast.push(await reportOf(page, ['--only-categories=performance']));
  fast.sort((a, b) => pointsOf(a, 'performance') - pointsOf(b, 'performance'));
  const reports = asked.map((name) => [name, (name === 'performance' ? fast[Math.floor(runs / 2)] : undefined) ?? first] as const);
  const failing = reports
    .filter(([name, report]) => pointsOf(report, name) < 100)
    .flatMap(([name, report]) => (report.categories[name]?.auditRefs ?? []).map((ref) => ({ name, ...ref, ...report.audits[ref.id] })))
    .filter(({ weight, score }) => weight > 0 && typeof score === 'number' && score < 1)
    .map(({ name, id, title, score, displayValue = '' }) => `${name}: ${id} (${score}): ${title} ${displayValue}`);
  return { scores: Object.fromEntries(reports.map(([name, report]) => [name, pointsOf(report, name)])), failing };
}

function pointsOf(report: Report, category: Category): number {
  return Math.round((report.categories[category]?.score ?? 0) * 100);
}

/** Runs Lighthouse on an address, as on a phone, and reads its report; again where it lost the trace, as it asks for. */
async function measure(address: string, file: string, flags: readonly string[]): Promise<Report> {
  for (let again = runs; ; again--) {
    try {
      await runLighthouse([address, `--output-path=${file}`, ...flags]);
      return JSON.parse(readFileSync(file, 'utf8')) as Report;
    } catch (error) {
      const { message } = error as Error;
      if (again === 0 || !message.includes('run Lighthouse again'))
        throw new Fault(`Không chạy được Lighthouse trên ${address}:\n${message}`);
    }
  }
}

async function runLighthouse(args: readonly string[]): Promise<void> {
  const { CHROMIUM_PATH, PATH } = process.env;
  await promisify(execFile)(
    'npx',
    ['--yes', lighthouse, '--quiet', '--output=json', '--chrome-flags=--headless=new --no-sandbox', ...args],
    {
      env: {
        ...process.env,
        ...(CHROMIUM_PATH === undefined ? {} : { CHROME_PATH: CHROMIUM_PATH }),
        // Lighthouse needs Node 22.19; this one may be newer than the system's.
        PATH: `${path.dirname(process.execPath)}${path.delimiter}${PATH}`,
      },
    },
  );
}
