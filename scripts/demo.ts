import { command } from './command.ts';
import { fillDemo } from './demo-data.ts';
import { servePortal } from './serve-portal.ts';

// Always a directory of its own: simulated answers never reach the one with the real ones.
const env = { ...process.env, DATA_DIR: process.env.DEMO_DATA_DIR ?? 'data-demo' };

await command(async () => {
  await fillDemo(env);
  await servePortal(env);
});
