import { command } from './command.ts';
import { fillDemo } from './demo-data.ts';
import { servePortal } from './serve-portal.ts';

// Always a directory of its own: simulated answers never reach the one with the real ones, nor its index in Meilisearch.
const env = { ...process.env, DATA_DIR: process.env.DEMO_DATA_DIR ?? 'data-demo', MEILI_URL: '' };

await command(async () => {
  await fillDemo(env);
  await servePortal(env);
});
