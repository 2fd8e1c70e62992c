import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { Fault } from '#platform/fault.ts';
import { projectRoot } from '#platform/project-root.ts';

const root = projectRoot;
const fingerprintFile = path.join(root, 'dist', '.fingerprint');

/** Builds the pages where they are missing or older than their source. Gives whether it built. */
export async function buildIfNeeded(): Promise<boolean> {
  const now = fingerprint();
  if (readOr(fingerprintFile, '') === now) return false;
  await build();
  return true;
}

/** Builds the pages: Astro's build, then every text file compressed once and for all. Throws a Fault when the build fails. */
export async function build(): Promise<void> {
  const before = fingerprint();
  await runAstro(['build']);
  compress(path.join(root, 'dist', 'client'));
  writeFileSync(fingerprintFile, before);
}

function runAstro(args: readonly string[]): Promise<void> {
  const output: string[] = [];
  const child = spawn(process.execPath, [path.join(root, 'node_modules/astro/bin/astro.mjs'), ...args], {
    cwd: root,
    // The same pages whoever builds them: a test's own setting would leave out what only production has.
    env: { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Fault(`Không dựng được trang (astro ${args.join(' ')}):\n${output.join('')}`)),
    );
  });
}

/** What the built pages depend on, as one hash of names and contents. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of ['astro.config.mjs', 'package-lock.json', 'tsconfig.json', ...filesBelow('src'), ...filesBelow('content/i18n')]) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((name) => statSync(path.join(root, name)).isFile())
    .sort();
}

function compress(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, name);
    if (!/\.(css|js|svg|txt|xml|json|webmanifest)$/.test(name) || !statSync(file).isFile()) continue;
    const content = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
