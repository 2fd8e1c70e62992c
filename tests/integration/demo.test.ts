import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { recomputeRelease } from '#par-index/release-files.ts';
import { fillDemo } from '#scripts/demo-data.ts';
import { submitResponse } from '#survey/service.ts';
import { totalResponses } from '#survey/tally-store.ts';
import { openTestApp, temporaryDir } from '../support/app.ts';
import { wardResponse } from '../support/responses.ts';
import { startTestPortal } from '../support/server.ts';

// Filling takes some seconds of a free processor.
vi.setConfig({ testTimeout: 120_000 });

test('a directory of simulated answers says so on every page, in the API and in its releases', async () => {
  const dataDir = temporaryDir();
  await fillDemo({ DATA_DIR: dataDir });
  const app = await openTestApp({ dataDir });
  const n = await totalResponses(app.reader);
  expect(n).toBeGreaterThan(10_000);
  const { url } = await startTestPortal(app);
  for (const page of [
    '/',
    '/thu-tuc/1.001193',
    '/co-quan/00004',
    '/chi-so',
    '/chi-so/ban-cong-bo/mo-phong-so',
    '/khao-sat/HN-WARD-9-2026',
    '/khong-co',
    '/van-ban',
  ]) {
    expect(await (await fetch(`${url}${page}`)).text(), page).toContain('DỮ LIỆU MÔ PHỎNG');
  }
  expect(await (await fetch(`${url}/api/v1/agencies/00004/satisfaction`)).json()).toMatchObject({ simulated: true });
  expect(await (await fetch(`${url}/chi-so/ban-cong-bo/mo-phong-so/result.json`)).json()).toMatchObject({ simulated: true });
  const { improvements } = (await (await fetch(`${url}/chi-so/viec-da-lam.json`)).json()) as {
    improvements: { said: string; done_text: string }[];
  };
  expect(improvements.length).toBeGreaterThan(3);
  for (const { said, done_text } of improvements) for (const text of [said, done_text]) expect(text).toMatch(/^\[Mô phỏng\] /);
  expect(recomputeRelease(path.join(dataDir, 'releases', 'mo-phong-xa-phuong')).files.every((file) => file.same)).toBe(true);
  await fillDemo({ DATA_DIR: dataDir });
  expect(await totalResponses(app.reader)).toBe(n);
});

test('simulated answers are refused in any directory that is not theirs, even one without answers yet', async () => {
  const app = await openTestApp();
  await expect(fillDemo({ DATA_DIR: app.config.dataDir })).rejects.toThrow(/không phải thư mục mô phỏng/);
  await submitResponse(app, wardResponse());
  await expect(fillDemo({ DATA_DIR: app.config.dataDir })).rejects.toThrow(/không phải thư mục mô phỏng/);
  expect(await totalResponses(app.reader)).toBe(1);
  expect(existsSync(app.config.releasesDir)).toBe(false);
});
