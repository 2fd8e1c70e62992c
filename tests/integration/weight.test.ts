import { expect, test } from 'vitest';
import { openTestApp } from '../support/app.ts';
import { fillEveryAgency } from '../support/every-agency.ts';
import { startFilledPortal } from '../support/filled-portal.ts';
import { englishAddresses, pageAddresses } from '../support/routes.ts';
import { startTestPortal } from '../support/server.ts';
import { weightOf } from '../support/weight.ts';

async function expectLight(url: string, path: string): Promise<void> {
  const { pageAndStyle, script } = await weightOf(url, path);
  expect(pageAndStyle, path).toBeLessThan(30_000);
  expect(script, path).toBeLessThan(15_000);
}

test('each page stays within its weight: 30 kB of page and style, 15 kB of script, compressed', async () => {
  const { url, receipt } = await startFilledPortal();
  for (const path of [...pageAddresses(), ...englishAddresses(), receipt]) await expectLight(url, path);
});

test('and with figures of every ward, commune and department, also where there are most of them', async () => {
  const app = await openTestApp();
  const codes = await fillEveryAgency(app, 'SIPAS-G1-2017', (place) => 30 + 3 * place);
  for (const form of ['HN-WARD-9-2026', 'SIPAS-G2-2023-2']) await fillEveryAgency(app, form, (place) => 30 + 3 * place);
  const { url } = await startTestPortal(app);
  expect(codes.length).toBeGreaterThan(126);
  const chosen = codes.slice(0, 5).map((code) => `don-vi=${code}`);
  const lists = ['HN-WARD-9-2026', 'SIPAS-G2-2023-2', 'SIPAS-G1-2017'].map((form) => `/chi-so/dang-tinh/${form}`);
  for (const path of ['/chi-so', ...lists, ...lists.map((list) => `${list}/yeu-to`), `/chi-so/so-sanh?${chosen.join('&')}`])
    await expectLight(url, path);
});
