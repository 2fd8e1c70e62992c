import { get } from 'node:http';
import { expect, test } from 'vitest';
import { startTestPortal } from '../support/server.ts';

const eight = ['1.001193', '1.004194', '1.004222', '1.000894', '1.014061', '3.000347', '1.001612', '1.000656'];

/** As a browser does when someone follows a link. */
function open(address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'sec-fetch-mode': 'navigate' } }, (answer) => {
      answer.resume().on('end', () => resolve(String(answer.statusCode)));
    }).on('error', reject);
  });
}

test('the home page lists what was opened most, once enough has been, and counts the openings of a day', async () => {
  const { app, url } = await startTestPortal();
  for (const [i, code] of eight.entries()) for (let n = 0; n <= i; n++) await open(`${url}/thu-tuc/${code}`);
  await open(`${url}/en/thu-tuc/${eight[0]}`);
  await app.views.flush();
  const stored = await app.reader
    .selectFrom('procedure_views')
    .selectAll()
    .where('procedure', 'in', [eight[0] ?? '', eight[7] ?? ''])
    .execute();
  expect(stored).toEqual([
    { procedure: '1.000656', day: '2026-11-22', n: 8 },
    { procedure: '1.001193', day: '2026-11-22', n: 2 },
  ]);
  const home = await (await fetch(url)).text();
  expect(home).toMatch(/Được mở nhiều[\s\S]*?\/thu-tuc\/1\.000656[\s\S]*?8 lượt[\s\S]*?\/thu-tuc\/1\.001612[\s\S]*?7 lượt/);
});

test('what is fetched ahead of a click or to be kept, asked for by HEAD, or not there is no opening', async () => {
  const { app, url } = await startTestPortal();
  await fetch(`${url}/thu-tuc/1.001193`, { headers: { 'sec-purpose': 'prefetch' } });
  // What fetch sends itself: cors.
  await fetch(`${url}/thu-tuc/1.001193`);
  await fetch(`${url}/thu-tuc/1.001193`, { method: 'HEAD' });
  await fetch(`${url}/thu-tuc/9.999999`);
  await app.views.flush();
  expect(await app.reader.selectFrom('procedure_views').selectAll().execute()).toEqual([]);
  expect(await (await fetch(url)).text()).not.toContain('Được mở nhiều');
});

test('a count that could not be stored is added with the next', async () => {
  const { app, url } = await startTestPortal();
  await open(`${url}/thu-tuc/1.001193`);
  await app.writer.schema.alterTable('procedure_views').renameTo('away').execute();
  await expect(app.views.flush()).rejects.toThrow();
  await app.writer.schema.alterTable('away').renameTo('procedure_views').execute();
  await open(`${url}/thu-tuc/1.001193`);
  await app.views.flush();
  expect(await app.reader.selectFrom('procedure_views').select('n').execute()).toEqual([{ n: 2 }]);
});
