import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ReleaseParts } from '#par-index/model/release-parts.ts';
import { releaseFilesOf } from '#par-index/release-bundle.ts';
import { inputFiles } from '#par-index/release-check.ts';
import { writeReleaseFolder } from '#par-index/release-files.ts';
import { downloadRelease } from '#scripts/release-download.ts';
import { clockAt, openTestApp, temporaryDir } from '../support/app.ts';
import { runCommand } from '../support/process.ts';
import { addRelease } from '../support/releases.ts';
import { departmentRound } from '../support/rounds.ts';
import { startTestPortal } from '../support/server.ts';
import { agency, release } from '../unit/release-examples.ts';
import { partsOf, response, times } from '../unit/release-parts-examples.ts';

const satisfied = (code: string, yes: number, no: number) => [
  ...times(yes, response(code)),
  ...times(no, response(code, { answers: '222', mode: 'paper', profile: { gioi_tinh: 'nu', tuoi: null } })),
];

/** A release in which 60 appraised points and 30 × 75 % are 82.50 for Sở SNV; two departments have few responses. */
const parts = partsOf([
  ...satisfied('SNV', 90, 30),
  ...satisfied('STC', 50, 60),
  ...times(6, response('SYT')),
  ...times(5, response('SDL')),
]);
const correction: ReleaseParts = {
  ...parts,
  round: {
    ...parts.round,
    release: 'so-2026-dinh-chinh',
    corrects: { release: 'so-2026', sha256: '0'.repeat(64), reason: 'Cộng sót điểm của Sở SNV' },
  },
};

/** Runs the command as on a machine that has the source code and nothing else. */
async function recompute(target: string) {
  const nowhere = path.join(temporaryDir(), 'khong-co');
  const ended = await runCommand('recompute', [target], { DATA_DIR: nowhere }).ended;
  expect(existsSync(nowhere)).toBe(false);
  return ended;
}

function downloaded(): string {
  const folder = temporaryDir();
  for (const [name, text] of releaseFilesOf(parts)) writeFileSync(path.join(folder, name), text);
  return folder;
}

function change(folder: string, name: string, from: string, to: string): void {
  const file = path.join(folder, name);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

test('on a clean machine the files of a release alone give every figure again, and sha256sum finds them whole', async () => {
  const folder = downloaded();
  expect(await recompute(folder)).toMatchObject({ code: 0, output: expect.stringContaining('tính lại giống từng ký tự') });
  expect(execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' })).toContain('microdata.csv: OK');
});

test('a changed digit is found, with the file and the figure', async () => {
  const folder = downloaded();
  change(folder, 'result.json', '"index": "82.50"', '"index": "82.60"');
  const published = await recompute(folder);
  expect(published.code).toBe(1);
  expect(published.output).toContain('KHÁC   result.json (dấu vân tay khác với manifest.json; tính lại ra khác)');
  expect(published.output).toContain('KHÁC   result.json: Sở SNV, index: công bố 82.60, tính lại 82.50');

  const other = downloaded();
  change(other, 'scores.csv', 'SNV,1.1,yes,36.00,36.00,36.00', 'SNV,1.1,yes,36.00,36.00,37.00');
  const { code, output } = await recompute(other);
  expect(code).toBe(1);
  expect(output).toContain('KHÁC   scores.csv (dấu vân tay khác với manifest.json)');
  expect(output).toContain('Sở SNV, index: công bố 82.50, tính lại 83.50');

  const broken = downloaded();
  change(broken, 'microdata.csv', 'SNV,2026-11,online,5', 'SNV,2026-11,online,9');
  expect((await recompute(broken)).output).toMatch(/SAI {4}microdata\.csv: dòng \d+, cột A1: không có mức "9" ở câu này/);
});

test('what is no text is said to be none', async () => {
  const folder = downloaded();
  writeFileSync(path.join(folder, 'scores.csv'), Buffer.from([0x61, 0xff, 0xfe]));
  expect(await recompute(folder)).toMatchObject({ code: 1, output: expect.stringContaining('scores.csv: không phải văn bản UTF-8') });
});

test('files that fit each other are not taken for the release that the portal recorded', async () => {
  const app = await openTestApp();
  await addRelease(app, parts);
  const own = () => runCommand('recompute', ['so-2026'], { DATA_DIR: app.config.dataDir }).ended;
  const whole = await own();
  expect(whole).toMatchObject({
    code: 0,
    output: expect.stringContaining('Hãy so dấu vân tay SHA-256 ở trên với dấu vân tay ghi trên trang'),
  });
  const forged = releaseFilesOf({ ...parts, round: { ...parts.round, simulated: false } });
  writeReleaseFolder(app.config.releasesDir, 'so-2026', forged);
  expect(await own()).toMatchObject({ code: 1, output: expect.stringContaining('không phải là bản đã công bố') });
  const elsewhere = await recompute(path.join(app.config.releasesDir, 'so-2026'));
  expect(elsewhere).toMatchObject({ code: 0, output: expect.stringContaining('Hãy so dấu vân tay') });
});

test('a directory where a file of a release should be is said to be unreadable', async () => {
  const folder = downloaded();
  rmSync(path.join(folder, 'scores.csv'));
  mkdirSync(path.join(folder, 'scores.csv'));
  const { code, output } = await recompute(folder);
  expect(code).toBe(1);
  expect(output).toContain('Không đọc được tệp scores.csv');
  expect(output).not.toContain('at ');
});

test('releases of both formats can be recomputed from the address of their page', async () => {
  const { app, url } = await startTestPortal();
  await addRelease(app, parts);
  const first = release([agency('A', { yes: 172, no: 28 }), agency('B', { yes: 29, no: 4 })]);
  await app.writer
    .insertInto('releases')
    .values({
      id: first.release,
      round: departmentRound.id,
      sha256: writeReleaseFolder(app.config.releasesDir, first.release, inputFiles(first).computed),
      released_at: '2026-11-20T02:00:00.000Z',
      released_by: 'Hội đồng',
    })
    .execute();
  for (const address of [
    'so-2026',
    'so-2026/',
    'so-2026/manifest.json',
    'so-2026/microdata.csv',
    'so-2026/README.txt/',
    'so-2026?x=1#a',
    first.release,
  ]) {
    expect(await recompute(`${url}/chi-so/ban-cong-bo/${address}`), address).toMatchObject({ code: 0 });
  }
  expect(await recompute(`${url}/en/chi-so/ban-cong-bo/so-2026`)).toMatchObject({ code: 0 });
  expect(await recompute(`${url}/chi-so/ban-cong-bo/khong-co`)).toMatchObject({
    code: 1,
    output: expect.stringContaining('Không có bản công bố nào ở'),
  });
  expect(await recompute('ftp://a.vn/so-2026')).toMatchObject({ code: 1, output: expect.stringContaining('http hoặc https') });
});

/** A server of somebody else. */
async function strangeServer(answer: RequestListener): Promise<URL> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/so-2026`);
}

test('a server that fails, sends without end or never answers ends the download with a clear line', async () => {
  const failing = await strangeServer((_, answer) => answer.writeHead(500).end());
  await expect(downloadRelease(failing)).rejects.toThrow(/máy chủ trả lời 500/);
  const endless = await strangeServer((_, answer) => {
    const more = () => {
      while (!answer.destroyed && answer.write('x'.repeat(65_536)));
    };
    answer.on('drain', more);
    more();
  });
  await expect(downloadRelease(endless, { bytes: 2 * 1024 * 1024, ms: 20_000 })).rejects.toThrow(/lớn hơn 2 MB/);
  const silent = await strangeServer(() => undefined);
  await expect(downloadRelease(silent, { bytes: 1000, ms: 200 })).rejects.toThrow(/quá 1 giây/);
});

test('the page says what was not published, who did what, what was corrected and why, and lists the files', async () => {
  const app = await openTestApp({ clock: clockAt('2026-11-22T03:00:00Z') });
  const { url } = await startTestPortal(app);
  const sha256 = await addRelease(app, parts);
  await addRelease(app, correction);
  const text = async (page: string) => (await (await fetch(`${url}${page}`)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const old = await text('/chi-so/ban-cong-bo/so-2026');
  expect(old).toContain('82,50');
  expect(old).toContain('đứng sau mỗi điều được công bố phải có ít nhất 10 người');
  expect(old).toContain('2 cơ quan có ít phiếu: phiếu của những nơi này để chung');
  expect(old).toMatch(/Ban hành kế hoạch Hạn tháng 9\/2026 Đã làm 30\/09\/2026 Ai ghi Thư ký/);
  expect(old).toMatch(/Bản này đã được đính chính Hãy dùng bản mới: so-2026-dinh-chinh \. Lý do: Cộng sót điểm của Sở SNV/);
  expect(old).toContain(sha256);
  const manifest = (await (await fetch(`${url}/chi-so/ban-cong-bo/so-2026/manifest.json`)).json()) as {
    sha256: string;
    files: { sha256: string }[];
  };
  expect(manifest.sha256).toBe(sha256);
  for (const file of manifest.files) expect(old).toContain(file.sha256);
  const corrected = await text('/chi-so/ban-cong-bo/so-2026-dinh-chinh');
  expect(corrected).toMatch(/Đây là bản đính chính Bản này thay cho bản đã công bố trước: so-2026 \. Lý do: Cộng sót/);
  expect(await text('/en/chi-so/ban-cong-bo/so-2026-dinh-chinh')).toContain('It replaces the earlier release so-2026');

  const csv = await (await fetch(`${url}/chi-so/ban-cong-bo/so-2026/bang-diem.csv`)).text();
  expect(csv).toMatch(/,SNV,Sở SNV,department,82\.50,60\.00,22\.50,75\.00,120,120,0,60\.00,36\.00,24\.00\r/);
  expect(csv).toMatch(/,SDL,Sở SDL,department,,60\.00,,,,,,60\.00,36\.00,24\.00\r/);
  expect((await fetch(`${url}/chi-so/ban-cong-bo/so-2026/portal.sqlite`)).status).toBe(404);

  const page = await (await fetch(`${url}/chi-so/ban-cong-bo/so-2026`)).text();
  expect(page).toContain('type="application/atom+xml" title="Các bản công bố chỉ số cải cách hành chính" href="/chi-so/ban-cong-bo.xml"');
});

test('the feed has every release with its hash, and says of a correction what it corrects and why', async () => {
  const clock = clockAt('2026-11-22T03:00:00Z');
  const app = await openTestApp({ clock });
  const { url } = await startTestPortal(app);
  const read = async () => (await fetch(`${url}/chi-so/ban-cong-bo.xml`)).text();
  expect(await read()).toContain('<updated>2026-11-21T17:00:00.000Z</updated>');
  const sha256 = await addRelease(app, { ...parts, round: { ...parts.round, round: { ...parts.round.round, title: 'Kỳ <2026> & sau' } } });
  clock.set('2026-11-23T03:00:00Z');
  await addRelease(app, correction);
  app.cache.drop(['releases']);
  const feed = await read();
  const [correctionEntry = '', firstEntry = ''] = feed.split('<entry>').slice(1);
  expect(correctionEntry).toContain('<id>https://cchc.example.vn/chi-so/ban-cong-bo/so-2026-dinh-chinh</id>');
  expect(correctionEntry).toContain('Đính chính: ');
  expect(correctionEntry).toContain('Thay cho bản so-2026. Lý do: Cộng sót điểm của Sở SNV');
  expect(correctionEntry).toContain('<updated>2026-11-23T03:00:00.000Z</updated>');
  expect(firstEntry).toContain('Kỳ &lt;2026&gt; &amp; sau');
  expect(firstEntry).toContain(sha256);
});

test('a folder that a failed release left behind is replaced whole', () => {
  const dir = temporaryDir();
  writeReleaseFolder(
    dir,
    'so-2026',
    new Map([
      ['result.json', 'half'],
      ['left.txt', 'x'],
    ]),
  );
  writeReleaseFolder(dir, 'so-2026', releaseFilesOf(parts));
  expect(existsSync(path.join(dir, 'so-2026', 'left.txt'))).toBe(false);
  cpSync(path.join(dir, 'so-2026'), path.join(dir, 'copy'), { recursive: true });
  expect(readFileSync(path.join(dir, 'copy', 'result.json'), 'utf8')).toBe(releaseFilesOf(parts).get('result.json'));
});
