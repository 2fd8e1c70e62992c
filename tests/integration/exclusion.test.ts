import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atCommand } from '#accounts/model/person.ts';
import { recomputeRelease } from '#par-index/release-files.ts';
import type { App } from '#platform/app.ts';
import { confirmProposal, declineProposal, proposeExclusion, proposeFlagged } from '#survey/exclusion-service.ts';
import { insertFlags } from '#survey/flag-store.ts';
import { recountAll } from '#survey/recount-service.ts';
import { talliesNow } from '#survey/tally-store.ts';
import { openTestApp } from '../support/app.ts';
import { conclude, departmentRound, must, openScoredRound, release } from '../support/rounds.ts';
import { startTestPortal } from '../support/server.ts';
import { storeResponse } from '../support/stored.ts';

const wave = 'HN-WARD-9-2026.2026';
const reason = 'Một thiết bị gửi hàng loạt phiếu giống nhau';
const [first, second] = [atCommand('Nguyễn Thị Ánh'), atCommand('Trần Văn Bình')];

async function exclude(app: App, receipts: readonly string[], act: 'exclude' | 'restore' = 'exclude'): Promise<number> {
  const outcome = await proposeExclusion(app, { act, receipts, reason }, first);
  if (outcome.kind !== 'proposed') throw new Error(outcome.message.key);
  const decided = await confirmProposal(app, outcome.number, second);
  if (decided.kind !== 'decided') throw new Error(decided.message.key);
  return outcome.number;
}

const drifts = async (app: App) => (await recountAll(app, app.config.databaseFile)).flatMap(({ drift }) => drift);

test('responses left out by two people leave every figure, stay received, and the receipt says why', async () => {
  const { app, url } = await startTestPortal();
  const good = await Promise.all(Array.from({ length: 60 }, () => storeResponse(app, { answers: '555555555' })));
  const bad = await Promise.all(Array.from({ length: 20 }, () => storeResponse(app, { answers: '111111111' })));
  const text = async (path: string) => (await fetch(`${url}${path}`)).text();
  const satisfaction = async () =>
    ((await (await fetch(`${url}/api/v1/agencies/00004/satisfaction`)).json()) as { instruments: Record<string, unknown>[] })
      .instruments[0];
  expect(await satisfaction()).toMatchObject({ n: 80, received: 80, excluded: 0, overall: { percent: '75.00' } });
  expect(await text('/co-quan/00004')).not.toContain('bị loại');
  expect(await text(`/khao-sat/bien-nhan/${bad[0]}`)).toContain('Đang được tính');

  await exclude(app, bad);
  expect(await satisfaction()).toMatchObject({
    n: 60,
    received: 80,
    excluded: 20,
    modes: [{ mode: 'online', n: 80, excluded: 20 }],
    overall: { n: 60, percent: '100.00' },
  });
  // The pages that were kept are dropped by the change that the act recorded.
  await expect
    .poll(() => text('/co-quan/00004'))
    .toContain('Đã nhận 80 phiếu, không tính 20 phiếu bị loại, sau khi hai người đồng ý và nêu lý do.');
  await expect.poll(() => text('/chi-so/dang-tinh/HN-WARD-9-2026')).toContain('1 cơ quan có phiếu bị loại');
  expect(await text('/en/co-quan/00004')).toContain('80 responses were received; 20 are left out');
  const csv = await text('/chi-so/du-lieu/HN-WARD-9-2026.csv');
  expect(csv.split('\r\n')[0]).toMatch(/,responses_received,responses_excluded$/);
  expect(csv).toMatch(/00004,.*,60,100\.00,.*,80,20\r\n/);
  expect(await text('/chi-so/du-lieu/co-quan/00004.csv')).toMatch(/,60,100\.00,[^\r]*,80,20\r\n/);
  const receipt = await text(`/khao-sat/bien-nhan/${bad[0]}`);
  expect(receipt.replace(/<[^>]+>/g, '')).toContain(`Đã nhận nhưng không được tính: ${reason}`);
  expect(receipt).not.toContain('Đang được tính');
  expect(await text(`/khao-sat/bien-nhan/${good[0]}`)).toContain('Đang được tính');
  expect(await drifts(app)).toEqual([]);

  await exclude(app, bad, 'restore');
  expect(await satisfaction()).toMatchObject({ n: 80, received: 80, excluded: 0, overall: { percent: '75.00' } });
  expect(await text(`/khao-sat/bien-nhan/${bad[0]}`)).toContain('Đang được tính');
  await expect.poll(() => text('/co-quan/00004')).not.toContain('bị loại');
  expect(await drifts(app)).toEqual([]);
  expect(
    await app.reader
      .selectFrom('responses')
      .select((e) => e.fn.countAll().as('n'))
      .executeTakeFirst(),
  ).toEqual({ n: 80 });
});

test('a release counts without what is left out, says how many that were, and recomputes', async () => {
  const { app, url } = await startTestPortal();
  const of = (answers: string) => storeResponse(app, { instrument: 'SIPAS-G1-2017', agency: 'SNV', answers: answers.repeat(22) });
  await Promise.all(Array.from({ length: 110 }, () => of('5')));
  await exclude(app, await Promise.all(Array.from({ length: 12 }, () => of('1'))));
  await openScoredRound(app, departmentRound, '9', '9');
  const { releasesDir } = app.config;
  await conclude(app, 'so-2026');
  await must(release(app, 'so-2026'));
  const csv = await (await fetch(`${url}/chi-so/ban-cong-bo/so-2026/bang-diem.csv`)).text();
  expect(csv).toContain('satisfaction_percent,responses,responses_received,responses_excluded,');
  expect(csv).toMatch(/,SNV,[^\r]*,100\.00,110,122,12,/);
  expect(await (await fetch(`${url}/chi-so/ban-cong-bo/so-2026`)).text()).toContain('Đã nhận 122 phiếu, không tính 12 phiếu bị loại');
  expect(recomputeRelease(path.join(releasesDir, 'so-2026')).files.every(({ same }) => same)).toBe(true);
});

test('nobody decides about an own proposal, and nothing changes before the second person', async () => {
  const app = await openTestApp();
  const receipt = await storeResponse(app);
  const outcome = await proposeExclusion(app, { act: 'exclude', receipts: [receipt], reason }, first);
  if (outcome.kind !== 'proposed') throw new Error(outcome.message.key);
  for (const person of ['Nguyễn Thị Ánh', 'nguyen thi anh', ' NGUYỄN  THỊ ÁNH', ' '].map(atCommand)) {
    expect(await confirmProposal(app, outcome.number, person)).toMatchObject({ kind: 'refused' });
    expect(await declineProposal(app, outcome.number, person)).toMatchObject({ kind: 'refused' });
  }
  expect((await talliesNow(app.reader, { wave }))[0]?.modes).toEqual([{ mode: 'online', n: 1, excluded: 0 }]);
  expect(await declineProposal(app, outcome.number, second)).toMatchObject({
    kind: 'decided',
    proposal: { state: 'declined', decided_by: second.name },
  });
  expect(await confirmProposal(app, outcome.number, second)).toMatchObject({ message: { key: 'survey.integrity.refused.decided' } });
  expect((await talliesNow(app.reader, { wave }))[0]?.modes).toEqual([{ mode: 'online', n: 1, excluded: 0 }]);
  expect((await app.reader.selectFrom('audit').select(['act', 'person', 'object']).execute()).slice(-2)).toEqual([
    { act: 'exclusion.propose', person: first.name, object: '1' },
    { act: 'exclusion.decline', person: second.name, object: '1' },
  ]);
});

test('a proposal names what is wrong with it, and skips what stands so already', async () => {
  const app = await openTestApp();
  const [a, b, c] = [await storeResponse(app), await storeResponse(app), await storeResponse(app)];
  const propose = (act: 'exclude' | 'restore', ...receipts: string[]) => proposeExclusion(app, { act, receipts, reason }, first);
  const refusedAs = (key: string) => ({ kind: 'refused', message: { key: `survey.integrity.refused.${key}` } });
  expect(await propose('exclude', a, 'ABC')).toMatchObject(refusedAs('receipt'));
  expect(await propose('exclude', a, 'AAAA-AAAA-AAAA-AAAA')).toMatchObject(refusedAs('unknown'));
  expect(await propose('restore', a)).toMatchObject(refusedAs('none'));
  expect(await proposeExclusion(app, { act: 'exclude', receipts: [a], reason: 'sai' }, first)).toMatchObject(refusedAs('reason'));
  expect(await proposeExclusion(app, { act: 'exclude', receipts: [a], reason }, atCommand(' '))).toMatchObject(refusedAs('person'));
  expect(await app.reader.selectFrom('exclusion_proposals').selectAll().execute()).toEqual([]);

  await exclude(app, [a.toLowerCase().replaceAll('-', ' ')]);
  expect(await propose('exclude', a, b)).toMatchObject({ kind: 'proposed', responses: 1, skipped: 1 });
  // One that waits for a decision cannot be proposed again.
  expect(await propose('exclude', b, c, c)).toMatchObject({ kind: 'proposed', responses: 1, skipped: 1 });
  expect(await propose('exclude', a, b, c)).toMatchObject(refusedAs('none'));
  expect(await confirmProposal(app, 99, second)).toMatchObject(refusedAs('number'));
});

test('all responses with a flag about an agency in a wave are proposed at once', async () => {
  const app = await openTestApp();
  for (const agency of ['00004', '00004', '00008']) await storeResponse(app, { agency, flags: ['one-device'] });
  await storeResponse(app);
  const of = { wave, agency: '00004', reason } as const;
  expect(await proposeFlagged(app, { ...of, flag: 'one-device' }, first)).toMatchObject({ kind: 'proposed', responses: 2 });
  expect(await proposeFlagged(app, { ...of, flag: 'burst' }, first)).toMatchObject({
    message: { key: 'survey.integrity.refused.no-flag' },
  });
  expect(await proposeFlagged(app, { ...of, wave: 'khong-co', flag: 'burst' }, first)).toMatchObject({
    message: { key: 'survey.wave.refused.unknown' },
  });
});

test('a flag excludes nothing, and comes once', async () => {
  const app = await openTestApp();
  const receipt = await storeResponse(app);
  expect(await insertFlags(app.writer, [{ receipt, flag: 'burst' }])).toBe(1);
  expect(await insertFlags(app.writer, [{ receipt, flag: 'burst' }])).toBe(0);
  expect((await talliesNow(app.reader, { wave }))[0]?.modes).toEqual([{ mode: 'online', n: 1, excluded: 0 }]);
});

test('no decision can be rewritten or removed in the database', async () => {
  const app = await openTestApp();
  const receipt = await storeResponse(app);
  await exclude(app, [receipt]);
  await expect(app.writer.updateTable('exclusion_proposals').set({ reason: 'khác' }).execute()).rejects.toThrow(/are kept/);
  await expect(app.writer.deleteFrom('exclusion_proposals').execute()).rejects.toThrow(/are kept/);
  await expect(app.writer.deleteFrom('exclusions').execute()).rejects.toThrow(/are kept/);
  const alone = {
    act: 'exclude',
    reason,
    proposed_by: first.name,
    proposed_on: '2026-11-22',
    state: 'confirmed',
    decided_on: '2026-11-22',
  } as const;
  await expect(
    app.writer
      .insertInto('exclusion_proposals')
      .values({ ...alone, decided_by: first.name })
      .execute(),
  ).rejects.toThrow(/CHECK/);
  await expect(
    app.writer
      .insertInto('exclusion_proposals')
      .values({ ...alone, decided_by: null })
      .execute(),
  ).rejects.toThrow(/CHECK/);
});

test('whatever is left out, brought back and added, the figures are what counting anew gives', async () => {
  const app = await openTestApp();
  const receipts: string[] = [];
  const answers = fc.array(fc.constantFrom(...'-12345'), { minLength: 9, maxLength: 9 }).map((all) => `${all.slice(1).join('')}4`);
  const step = fc.oneof(
    fc.record({
      add: fc.array(fc.record({ answers, mode: fc.constantFrom('online', 'qr'), agency: fc.constantFrom('00004', '00008') }), {
        minLength: 1,
        maxLength: 12,
      }),
    }),
    fc.record({ act: fc.constantFrom('exclude' as const, 'restore' as const), picks: fc.array(fc.nat(), { minLength: 1, maxLength: 6 }) }),
  );
  await fc.assert(
    fc.asyncProperty(step, async (one) => {
      if ('add' in one) receipts.push(...(await Promise.all(one.add.map((response) => storeResponse(app, response)))));
      else if (receipts.length > 0) {
        const picked = one.picks.map((pick) => receipts[pick % receipts.length] ?? '');
        const outcome = await proposeExclusion(app, { act: one.act, receipts: picked, reason }, first);
        if (outcome.kind === 'proposed') await confirmProposal(app, outcome.number, second);
      }
      expect(await drifts(app)).toEqual([]);
    }),
    { numRuns: 40 },
  );
  const left = await app.reader.selectFrom('excluded_responses').select('receipt').execute();
  const counted = (await talliesNow(app.reader, { wave })).flatMap(({ modes }) => modes);
  expect(counted.reduce((sum, { excluded }) => sum + excluded, 0)).toBe(left.length);
  expect(counted.reduce((sum, { n }) => sum + n, 0)).toBe(receipts.length);
});
