// Run by a test in processes of their own: publishes what is due at the same moment as others, and prints how many.
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { publishDueArticles } from '#newsroom/service.ts';
import { openApp } from '#platform/app.ts';
import { readConfig } from '#platform/config.ts';
import { silentLog } from '#platform/log.ts';

const [dataDir = '', time = '', go = ''] = process.argv.slice(2);
const app = await openApp(readConfig({ DATA_DIR: dataDir }), { clock: { now: () => new Date(time) }, log: silentLog });
console.log('ready');
while (!existsSync(go)) await setTimeout(2);
console.log(await publishDueArticles(app));
await app.close();
