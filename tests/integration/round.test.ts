import { randomUUID } from 'node:crypto';
import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ReleaseResult } from '#par-index/model/release.ts';
import { recomputeRelease } from '#par-index/release-files.ts';
import { enterScores, openRound, releaseRound } from '#par-index/service.ts';
import type { App } from '#platform/app.ts';
import { submitResponse } from '#survey/service.ts';
import { openTestApp, temporaryDir } from '../support/app.ts';
import { departmentRound, evenScores } from '../support/rounds.ts';
import { startTestPortal } from '../support/server.ts';
import { ruleWith, topTwo } from '../unit/examples.ts';

const order = departmentRound;
const departments = [
  'VPUBND',
  'SNV',
  'STC',
  'SNNMT',
  'SKHCN',
  'SXD',
  'SDTTG',
  'BQLCNC-KCN',
  'STP',
  'SCT',
  'SQHKT',
  'SVHTT',
  'SDL',
  'SGDDT',
  'SYT',
  'TTTP',
];
const allScores = evenScores(departments, '9.50', '9.00');

async function answer(app: App, agency: string, n: number, satisfied: number): Promise<void> {
  await Promise.all(
    Array.from({ length: n }, (_, i) =>
      submitResponse(app, {
        id: randomUUID(),
        instrument: 'SIPAS-G1-2017',
        agency,
        answers: { T1: i < satisfied ? 5 : 2, C1: i < satisfied ? 4 : 3 },
      }),
    ),
  );
}

test('a round goes from self-score to appraised score to a release whose every figure can be recomputed', async () => {
  const { app, url } = await startTestPortal();
  const release = (id: string) => releaseRound({ ...app, releasesDir: app.config.releasesDir }, order.id, id, 'Hội đồng');
  expect(await openRound(app, order, 'Thư ký')).toMatchObject({ kind: 'done', message: expect.stringContaining('16 cơ quan') });
  await answer(app, 'SNV', 120, 90);
  await answer(app, 'STC', 120, 60);
  await answer(app, 'SYT', 40, 40);
  await answer(app, 'SDL', 5, 5);
  expect(await release('so-2026')).toMatchObject({ kind: 'refused', message: expect.stringContaining('chưa có điểm thẩm định') });
  expect(await enterScores(app, order.id, allScores, 'Thư ký')).toMatchObject({ kind: 'done' });
  expect(await release('so-2026')).toMatchObject({ kind: 'done' });

  const folder = path.join(app.config.releasesDir, 'so-2026');
  const result = JSON.parse(readFileSync(path.join(folder, 'result.json'), 'utf8')) as ReleaseResult;
  const of = (code: string) => result.agencies.find((agency) => agency.code === code);
  // 63 appraised points of 70; satisfaction 75 % of 30 points is 22.50.
  expect(of('SNV')).toMatchObject({
    self_total: '66.50',
    appraised_points: '63.00',
    satisfaction_percent: '75.00',
    sociological_points: '22.50',
    index: '85.50',
    rank: 1,
    rank_interval: [1, 1],
  });
  expect(of('STC')).toMatchObject({ satisfaction_percent: '50.00', index: '78.00', rank: 2 });
  expect(of('SYT')).toMatchObject({ satisfaction_percent: '100.00', rank: null });
  expect(of('SDL')).toMatchObject({ responses: null, satisfaction_percent: null, index: null, rank: null });

  expect(recomputeRelease(folder).files.every((file) => file.same)).toBe(true);
  const page = await (await fetch(`${url}/chi-so/ban-cong-bo/so-2026`)).text();
  expect(page).toContain('85,50');
  expect(page).toContain('giả định, chờ đối chiếu văn bản');
  expect(page).toContain(recomputeRelease(folder).sha256);

  const downloaded = path.join(temporaryDir(), 'downloaded');
  cpSync(folder, downloaded, { recursive: true });
  for (const name of ['input.json', 'result.json', 'result.csv', 'SHA256SUMS']) {
    const file = await fetch(`${url}/chi-so/ban-cong-bo/so-2026/${name}`);
    writeFileSync(path.join(downloaded, name), Buffer.from(await file.arrayBuffer()));
  }
  expect(recomputeRelease(downloaded)).toEqual(recomputeRelease(folder));
  appendFileSync(path.join(downloaded, 'result.csv'), 'x');
  expect(
    recomputeRelease(downloaded)
      .files.filter((file) => !file.same)
      .map((file) => file.name),
  ).toEqual(['result.csv']);

  expect(await release('so-2026-b')).toMatchObject({ kind: 'refused', message: expect.stringContaining('đã công bố') });
  expect(await enterScores(app, order.id, allScores, 'Thư ký')).toMatchObject({ kind: 'refused' });
  await answer(app, 'SNV', 30, 0);
  expect(recomputeRelease(folder).files.every((file) => file.same)).toBe(true);
});

test('a round by a rule that does not fit its questionnaire is refused, and says why', async () => {
  const app = await openTestApp();
  expect(await openRound(app, { ...order, rule: 'xhh-4-muc-100-60-20-0-1' }, 'Thư ký')).toMatchObject({
    kind: 'refused',
    message: expect.stringMatching(/không hợp với bộ câu hỏi SIPAS-G1-2017: thang trả lời có mức 5/),
  });
  const grouped = ruleWith(topTwo, { id: 'theo-nhom', groups: { variable: 'nhom', weights: { dan: '1' } } });
  await app.writer
    .insertInto('scoring_rules')
    .values({ id: grouped.id, sha256: 'x', definition: JSON.stringify(grouped) })
    .execute();
  expect(await openRound(app, { ...order, rule: grouped.id }, 'Thư ký')).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('phiếu trên cổng không ghi nhóm'),
  });
  expect(await app.reader.selectFrom('rounds').selectAll().execute()).toEqual([]);
});

test('scores above their maximum, for strangers or not a number are refused, all or none', async () => {
  const { app } = await startTestPortal();
  await openRound(app, order, 'Thư ký');
  const good = { agency: 'SNV', criterion: '1.1', self_score: '9', appraised_score: '8.5' };
  for (const [bad, message] of [
    [{ ...good, appraised_score: '10.01' }, /vượt mức tối đa 10/],
    [{ ...good, agency: '00004' }, /không thuộc kỳ này/],
    [{ ...good, criterion: '8.1' }, /không phải tiêu chí/],
    [{ ...good, self_score: '8,5' }, /số thập phân/],
  ] as const) {
    expect(await enterScores(app, order.id, [good, bad], 'Thư ký')).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(message),
    });
  }
  expect(await app.reader.selectFrom('round_scores').selectAll().execute()).toEqual([]);
});

test('what a failed release left behind does not stand in the way of the next attempt', async () => {
  const { app } = await startTestPortal();
  await openRound(app, order, 'Thư ký');
  await enterScores(app, order.id, allScores, 'Thư ký');
  const release = () => releaseRound({ ...app, releasesDir: app.config.releasesDir }, order.id, 'so-2026', 'Hội đồng');
  await app.writer.schema.alterTable('audit').renameTo('audit_away').execute();
  await expect(release()).rejects.toThrow(/audit/);
  await app.writer.schema.alterTable('audit_away').renameTo('audit').execute();
  expect(await release()).toMatchObject({ kind: 'done' });
  expect(recomputeRelease(path.join(app.config.releasesDir, 'so-2026')).files.every((file) => file.same)).toBe(true);
});
