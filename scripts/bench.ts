import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openApp } from '#platform/app.ts';
import { readConfig } from '#platform/config.ts';
import { silentLog } from '#platform/log.ts';
import { importedCatalogue } from './bench/import.ts';
import { said } from './bench/measure.ts';
import { cachedPage } from './bench/pages.ts';
import { recount } from './bench/recount.ts';
import { figuresOfTallies, rankIntervals } from './bench/scores.ts';
import { search } from './bench/search.ts';
import { submissions } from './bench/submissions.ts';
import { searchLine, wholeSearch } from './bench/whole-search.ts';
import { buildIfNeeded } from './build-site.ts';
import { command, options } from './command.ts';

const usage = 'npm run bench -- [--json] [--import TỆP]';

await command(async () => {
  const { json, import: importFile } = options(usage, { json: { type: 'boolean', default: false }, import: { type: 'string' } }).values;
  await buildIfNeeded();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-bench-'));
  const app = await openApp(readConfig({ DATA_DIR: dataDir }), { log: silentLog });
  try {
    const rows = [
      await cachedPage(app),
      await search(app),
      await figuresOfTallies(),
      await rankIntervals(),
      ...(await submissions()),
      ...(await recount(app)),
      ...(await importedCatalogue(importFile)),
    ];
    const whole = await wholeSearch(app, dataDir);
    if (json) console.log(JSON.stringify({ node: process.version, rows, search: whole }, null, 1));
    else {
      for (const row of rows) console.log(said(row));
      console.log(searchLine(whole));
    }
  } finally {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
