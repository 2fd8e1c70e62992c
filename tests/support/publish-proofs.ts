// Run by a test in processes of their own: publishes the proofs of past days at the same moment as others, and prints the days.
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { openApp } from '#platform/app.ts';
import { readConfig } from '#platform/config.ts';
import { silentLog } from '#platform/log.ts';
import { publishProofs } from '#survey/proof-service.ts';

const [dataDir = '', time = '', go = ''] = process.argv.slice(2);
const app = await openApp(readConfig({ DATA_DIR: dataDir }), { clock: { now: () => new Date(time) }, log: silentLog });
console.log('ready');
while (!existsSync(go)) await setTimeout(2);
console.log((await publishProofs(app, app.origin)).join('\n'));
await app.close();
