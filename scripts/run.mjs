// The first module of every command: plain JavaScript, so that an old Node can still read it and say what is wrong.
// (better-sqlite3 crashes an old Node without a word, and Node before 22.18 needs a flag to read TypeScript.)
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [name, ...rest] = process.argv.slice(2);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 12)) {
  console.error(
    `Cần Node.js 22.12 trở lên, đang chạy ${process.versions.node}. Hãy chạy qua npm (ví dụ: npm start), npm sẽ dùng bản Node đi kèm dự án; ` +
      'trên hệ máy khác hãy cài Node 24.\n' +
      `Node.js 22.12 or newer is needed, this is ${process.versions.node}. Use the npm scripts, or install Node 24.`,
  );
  process.exit(1);
} else if (!name || !/^[a-z-]+$/.test(name)) {
  console.error('Cách dùng: node scripts/run.mjs <lệnh> [tham số]');
  process.exit(1);
} else if (process.features.typescript) {
  process.argv.splice(1, 2, fileURLToPath(new URL(`./${name}.ts`, import.meta.url)));
  await import(`./${name}.ts`);
} else {
  const child = spawn(
    process.execPath,
    [
      '--experimental-strip-types',
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(new URL(`./${name}.ts`, import.meta.url)),
      ...rest,
    ],
    { stdio: 'inherit' },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal) process.removeAllListeners(signal).kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
}
