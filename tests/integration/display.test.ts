import { expect, test } from 'vitest';
import { findAgency } from '#agencies/store.ts';
import { liveTable, satisfactionOf, shownTotal } from '#par-index/live.ts';
import type { App } from '#platform/app.ts';
import { submitResponse } from '#survey/service.ts';
import { openTestApp } from '../support/app.ts';
import { wardResponse } from '../support/responses.ts';

const form = 'HN-WARD-9-2026';

async function answer(app: App, agency: string, n: number): Promise<void> {
  await Promise.all(Array.from({ length: n }, () => submitResponse(app, { ...wardResponse(), agency })));
}

const satisfaction = async (app: App, code: string) => {
  const agency = await findAgency(app.reader, code);
  if (!agency) throw new Error(`no agency ${code}`);
  return satisfactionOf(app, agency);
};

test('an agency with few responses shows no figure anywhere, and the sum of all is rounded so that it cannot be subtracted', async () => {
  const app = await openTestApp();
  expect(await shownTotal(app)).toEqual({ n: 0, exact: true, released: false });
  const codes = ['00004', '00008', '00025'] as const;
  for (const [i, n] of [7, 32, 41].entries()) await answer(app, codes[i] ?? '', n);
  const table = await liveTable(app, form);
  const shown = [null, 32, 41];
  for (const [i, code] of codes.entries()) {
    const n = shown[i];
    expect(table?.rows.find(({ agency }) => agency.code === code)?.overall.n).toBe(n);
    const { surveys, ...all } = await satisfaction(app, code);
    const one = surveys.find(({ instrument }) => instrument.id === form);
    expect([all.n, one?.n, one?.score.overall.n, one?.score.items[0]?.n]).toEqual([n, n, n, n]);
  }
  expect(await shownTotal(app)).toEqual({ n: 80, exact: false, released: false });
  await answer(app, '00004', 3);
  expect(await shownTotal(app)).toEqual({ n: 83, exact: true, released: false });
});

test('two ways of answering are told apart only when both are enough', async () => {
  const app = await openTestApp();
  await answer(app, '00004', 31);
  const { surveys } = await satisfaction(app, '00004');
  expect(surveys[0]?.modes).toEqual([{ mode: 'online', n: 31, excluded: 0 }]);
});
