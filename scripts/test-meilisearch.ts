import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectRoot } from '#platform/project-root.ts';
import { command } from './command.ts';

// The contract that every search engine keeps, run against a real Meilisearch: npm run test:meilisearch
await command(async () => {
  if (!process.env.MEILI_URL) {
    console.log(
      'Chưa chạy kiểm thử với Meilisearch: chưa đặt MEILI_URL. Ví dụ: MEILI_URL=http://127.0.0.1:7700 MEILI_KEY=... npm run test:meilisearch',
    );
    return;
  }
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts', 'tests/contract'];
  const child = spawn(process.execPath, ['scripts/run.mjs', ...vitest], { cwd: projectRoot, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  process.exitCode = code === 0 ? 0 : 1;
});
