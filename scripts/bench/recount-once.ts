import { existsSync, readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { itemsOf } from '#survey/model/instrument.ts';
import { standingWave } from '#survey/model/wave.ts';
import { recountResponses } from '#survey/recount.ts';
import { longForm } from './scores.ts';

// One recount in a process of its own, so that its memory is its own: prints time, memory and counts as JSON.
const [file = ''] = process.argv.slice(2);
const form = longForm();
const db = new Sqlite(file, { readonly: true });
const begun = performance.now();
const groups = recountResponses(db, form, standingWave(form, '2026').id);
const milliseconds = performance.now() - begun;
db.close();
const cells = [...groups]
  .sort((a, b) => (a.agency < b.agency ? -1 : 1))
  .flatMap(({ agency, tally }) =>
    itemsOf(form).flatMap(({ code }) => [1, 2, 3, 4, 5].map((value) => [`${agency}/${code}/${value}`, tally[code]?.[value] ?? 0] as const)),
  );
// Kibibytes. Linux counts into maxRSS what the parent held when it started this process.
const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
const megabytes = (Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS) * 1024) / 1e6;
console.log(JSON.stringify({ milliseconds, megabytes, cells: Object.fromEntries(cells) }));
