// The first module of every command: plain JavaScript, so that an old Node can still read it, hand over to the Node that
// comes with the project, or say what is wrong. (better-sqlite3 13 needs Node-API 10, which came with Node 22.14, and
// crashes an older one without a word; Node before 22.18 needs a flag to read TypeScript; and older npm does not put the
// project's own Node on the path.)
// Usage: node scripts/run.mjs <command of this folder, or path of a module> [arguments]
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [name = '', ...rest] = process.argv.slice(2);
const module = name.includes('/') ? path.resolve(root, name) : path.join(root, 'scripts', `${name}.ts`);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const newEnough = major > 22 || (major === 22 && minor >= 14);
const own = path.join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');

// What Node made of our TypeScript and of packages is kept for the next start, of the processes that this one starts too.
process.env.NODE_COMPILE_CACHE ??= path.join(root, 'node_modules', '.cache', 'node');
nodeModule.enableCompileCache?.();

if (!existsSync(module)) {
  console.error('Cách dùng: node scripts/run.mjs <lệnh> [tham số]');
  process.exit(1);
} else if (newEnough && process.features.typescript) {
  process.argv.splice(1, 2, module);
  await import(pathToFileURL(module).href);
} else if (newEnough) {
  handOver(process.execPath, ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', module, ...rest]);
} else if (existsSync(own)) {
  process.env.PATH = `${path.dirname(own)}${path.delimiter}${process.env.PATH}`;
  handOver(own, [...process.execArgv, module, ...rest]);
} else {
  console.error(
    `Cần Node.js 22.14 trở lên, đang chạy ${process.versions.node}. Hãy cài Node 24, hoặc chạy "npm ci" trên Linux x64/arm64 để có bản Node đi kèm dự án.\n` +
      `Node.js 22.14 or newer is needed, this is ${process.versions.node}. Install Node 24, or run "npm ci" on Linux x64/arm64, which brings one.`,
  );
  process.exit(1);
}

/** Lets another process do the work, as if it were this one: same terminal, same signals, same exit code. */
function handOver(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal) process.removeAllListeners(signal).kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
}
