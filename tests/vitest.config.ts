import { defineConfig } from 'vitest/config';
import { LongFirst } from './support/long-first.ts';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/{unit,integration,contract,browser}/**/*.test.ts'],
    // Browser and server tests start real processes; on two cores more at once only slows them.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    sequence: { sequencer: LongFirst },
    globalSetup: ['tests/support/global-setup.ts'],
  },
});
