import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/project-root.ts';
import { openTestApp, temporaryDir } from '../support/app.ts';
import { runCommand } from '../support/process.ts';
import { wardResponse } from '../support/responses.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('npm start serves the portal from an empty directory, and stops at SIGTERM with the request in flight answered', async () => {
  const port = await freePort();
  const dataDir = path.join(temporaryDir(), 'data');
  const { child, said, ended } = runCommand('start', [], { PORT: String(port), DATA_DIR: dataDir });
  await said('Cổng đang chạy');
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);

  const body = JSON.stringify(wardResponse());
  const inFlight = new Promise<number>((resolve, reject) => {
    const sent = request(
      {
        port,
        host: '127.0.0.1',
        path: '/api/v1/responses',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.write(body.slice(0, 20));
    setTimeout(() => {
      child.kill('SIGTERM');
      setTimeout(() => sent.end(body.slice(20)), 300);
    }, 200);
  });
  expect(await inFlight).toBe(201);
  expect(await ended).toMatchObject({ code: 0 });
  const app = await openTestApp({ dataDir });
  expect(await app.reader.selectFrom('responses').select('agency').execute()).toEqual([{ agency: '00004' }]);
});

test('a port that is taken is one clear line, exit 1, and nothing is made', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const dataDir = path.join(temporaryDir(), 'data');
  const { ended } = runCommand('start', [], { PORT: String((other.address() as AddressInfo).port), DATA_DIR: dataDir });
  const { code, output } = await ended;
  other.close();
  expect(code).toBe(1);
  expect(output.trim().split('\n')).toEqual([expect.stringMatching(/đang được chương trình khác dùng.*Hãy đặt PORT khác/)]);
  expect(existsSync(dataDir)).toBe(false);
});

test('a setting that makes no sense is named', async () => {
  const { code, output } = await runCommand('start', [], { PORT: 'abc', DATA_DIR: temporaryDir() }).ended;
  expect({ code, output }).toMatchObject({ code: 1, output: expect.stringMatching(/^Cấu hình sai: PORT/) });
});

test('a wrong content file stops the start with file, line and what was expected, and nothing is made', async () => {
  const copy = temporaryDir();
  for (const name of readdirSync(projectRoot)) {
    if (['content', 'src', 'db', 'scripts', 'package.json', 'astro.config.mjs', 'tsconfig.json', 'package-lock.json'].includes(name)) {
      cpSync(path.join(projectRoot, name), path.join(copy, name), { recursive: true });
    }
  }
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(copy, 'node_modules'));
  const file = path.join(copy, 'content', 'rules', 'sipas-top2-pooled-1.yaml');
  writeFileSync(file, 'id: sipas-top2-pooled-1\ntitle: x\ndescription: x\nsource: x\nassumed: many\n');
  const dataDir = path.join(copy, 'data');
  const { code, output } = await runCommand('start', [], { PORT: String(await freePort()), DATA_DIR: dataDir }, copy).ended;
  expect({ code, output }).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^content\/rules\/sipas-top2-pooled-1\.yaml:5: assumed: /),
  });
  expect(existsSync(dataDir)).toBe(false);
});

test('tickets come as CSV with an address each, and a code from it opens the form', async () => {
  const dataDir = temporaryDir();
  const args = ['--instrument', 'HN-WARD-9-2026', '--agency', '00004', '--count', '3', '--person', 'Cán bộ A'];
  const { code, output } = await runCommand('tickets', args, { DATA_DIR: dataDir }).ended;
  expect(code).toBe(0);
  const lines = output.trim().split('\n');
  expect(lines[0]).toBe('code,address');
  expect(lines.slice(1)).toHaveLength(3);
  expect(lines[1]).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4},http:\/\/localhost:4321\/khao-sat\/HN-WARD-9-2026\?co-quan=00004&ma=/);
  expect((await runCommand('tickets', ['--count', '3'], { DATA_DIR: dataDir }).ended).output).toMatch(/Thiếu --instrument/);
});

test('an article goes from a file through two people to the public by the editor command', async () => {
  const dataDir = temporaryDir();
  const file = path.join(temporaryDir(), 'bai-viet-tu-tep.md');
  writeFileSync(
    file,
    '---\ntitle: Bài viết từ tệp\nsummary: Thử.\npublished: "2026-11-22"\ntopics: [Sáng kiến]\nsource: { name: Tổ biên tập }\ndocuments: []\n---\nNội dung.\n',
  );
  const editor = (...args: string[]) => runCommand('editor', args, { DATA_DIR: dataDir }).ended;
  expect(await editor('submit', file, '--person', 'A')).toMatchObject({
    code: 0,
    output: expect.stringContaining('chờ người thứ hai duyệt'),
  });
  expect((await editor('list')).output).toContain('bai-viet-tu-tep\tsubmitted\tA');
  expect(await editor('approve', 'bai-viet-tu-tep', '--person', 'A')).toMatchObject({
    code: 1,
    output: expect.stringContaining('phải khác người viết'),
  });
  expect(await editor('approve', 'bai-viet-tu-tep', '--person', 'B')).toMatchObject({
    code: 0,
    output: expect.stringContaining('Đã đăng'),
  });
});

test('recomputing what is no release says so', async () => {
  expect(await runCommand('recompute', [temporaryDir()], { DATA_DIR: temporaryDir() }).ended).toMatchObject({
    code: 1,
    output: expect.stringContaining('Không đọc được'),
  });
});

// Needs an old Node on the machine, as Debian's is; says so where there is none.
const oldNode = ['/usr/bin/node', '/usr/local/bin/node'].find((program) => {
  const [major = 99, minor = 0] = spawnSync(program, ['--version']).stdout?.toString().slice(1).split('.').map(Number) ?? [];
  return major < 22 || (major === 22 && minor < 14);
});

test.runIf(oldNode !== undefined)('an old Node hands over to the one that comes with the project', () => {
  const { stdout, status } = spawnSync(oldNode ?? '', ['scripts/run.mjs', 'editor', 'list'], {
    cwd: projectRoot,
    env: { PATH: '/usr/bin:/bin', DATA_DIR: temporaryDir() },
  });
  expect({ status, said: stdout.toString() }).toEqual({ status: 0, said: 'Không có bài nào đang chờ.\n' });
});

test.runIf(oldNode !== undefined)('an old Node without the one of the project gets a clear message instead of a crash', () => {
  const copy = temporaryDir();
  cpSync(path.join(projectRoot, 'scripts'), path.join(copy, 'scripts'), { recursive: true });
  const { stderr, status } = spawnSync(oldNode ?? '', ['scripts/run.mjs', 'start'], { cwd: copy });
  expect({ status, said: stderr.toString() }).toMatchObject({
    status: 1,
    said: expect.stringMatching(/^Cần Node\.js 22\.14 trở lên, đang chạy/),
  });
});

if (oldNode === undefined) console.warn('NOT TESTED: handing over from an old Node, for there is none on this machine');
