import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findAgency } from '#agencies/store.ts';
import { procedureSatisfaction, satisfactionOf, shownTotal } from '#par-index/live.ts';
import type { App } from '#platform/app.ts';
import { changesAfter, newestChange } from '#platform/changes.ts';
import { submitResponse } from '#survey/service.ts';
import { openTestApp } from '../support/app.ts';
import { afterTheYear, at, conclude, departmentRound, must, openScoredRound, release } from '../support/rounds.ts';
import { startTestPortal } from '../support/server.ts';

const procedure = '1.001193';

async function answer(app: App, agency: string, n: number): Promise<void> {
  await Promise.all(
    Array.from({ length: n }, () =>
      submitResponse(app, { id: randomUUID(), instrument: 'SIPAS-G1-2017', agency, procedure, answers: { T1: 5, C1: 4 } }),
    ),
  );
}

async function satisfaction(app: App, code: string) {
  const agency = await findAgency(app.reader, code);
  if (!agency) throw new Error(`no agency ${code}`);
  return satisfactionOf(app, agency);
}

test('once a round is announced, its wave is no longer shown beside the release', async () => {
  const app = await openTestApp();
  await openScoredRound(app, departmentRound, '9.50', '9.00');
  await answer(app, 'SNV', 120);
  await answer(app, 'STC', 40);
  await conclude(app, departmentRound.id);
  const later = at(app, afterTheYear);
  const shown = async () => {
    const { answered, n, history, surveys } = await satisfaction(later, 'SNV');
    const { surveys: ofProcedure } = await procedureSatisfaction(later, procedure);
    const total = await shownTotal(later);
    return {
      answered,
      n,
      history: history.length,
      waves: surveys.filter((one) => one.answered).length,
      ofProcedure: ofProcedure.length,
      total,
    };
  };
  expect(await shown()).toEqual({
    answered: true,
    n: 120,
    history: 1,
    waves: 1,
    ofProcedure: 1,
    total: { n: 160, exact: true, released: false },
  });
  const before = await newestChange(app.reader);
  await must(release(app, departmentRound.id));
  // Pages of satisfaction are made anew.
  expect((await changesAfter(app.reader, before)).map(({ tag }) => tag).sort()).toEqual(['releases', 'rounds', 'satisfaction']);
  expect(await shown()).toEqual({
    answered: false,
    n: 0,
    history: 0,
    waves: 0,
    ofProcedure: 0,
    total: { n: 0, exact: true, released: true },
  });
});

test('the page of an agency says what it came to in announced rounds, as released, and leads to where the points are from', async () => {
  const { app, url } = await startTestPortal();
  const page = async (code: string) => (await fetch(`${url}/co-quan/${code}`)).text();
  await openScoredRound(app, departmentRound, '9.50', '9.00');
  await answer(app, 'SNV', 120);
  await conclude(app, departmentRound.id);
  expect(await page('SNV')).not.toContain('id="cac-ky-danh-gia"');
  expect(await page('SNV')).toContain('120 phiếu');
  await must(release(app, departmentRound.id));
  await expect.poll(async () => (await page('SNV')).includes('id="cac-ky-danh-gia"')).toBe(true);
  const text = await page('SNV');
  expect(text).toContain('<a href="/chi-so/so-2026/SNV">Kỳ 2026: sở</a>');
  expect(text).toMatch(/Chỉ số [\d,]+, hạng 1 \(có thể từ 1 đến 1\) trong 1 cơ quan được xếp hạng/);
  expect(text).not.toContain('120 phiếu');
  expect(text).toContain('chưa có phiếu nào về Sở Nội vụ');
  expect(await page('STC')).toContain('Chưa đủ phiếu để có chỉ số.');
  expect(await page('00004')).not.toContain('id="cac-ky-danh-gia"');
});
