import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sha256, sha256Hex } from '#platform/sha256.ts';
import { dayProofs } from '#survey/day-proofs.ts';
import { merkleTree } from '#survey/model/merkle.ts';
import { chainLink, chainStart } from '#survey/model/proof-day.ts';
import { rowText } from '#survey/model/proof-leaf.ts';
import { auditProofs, publishProofs } from '#survey/proof-service.ts';
import { allProofDays } from '#survey/proof-store.ts';
import { submitResponse } from '#survey/service.ts';
import { openTestApp, temporaryDir } from '../support/app.ts';
import { runCommand } from '../support/process.ts';
import { answer, appAt, provenPortal, tamper } from '../support/proofs.ts';
import { wardResponse } from '../support/responses.ts';
import { ordinaryTime } from '../support/template.ts';

test('the answers of a day are published once it is over in Hà Nội and nothing of it can still be under way', async () => {
  const { app, clock } = await appAt('2026-11-21T16:59:59Z');
  await answer(app, 4);
  for (const early of ['2026-11-21T16:59:59Z', '2026-11-21T17:00:00Z', '2026-11-21T17:09:59Z']) {
    clock.set(early);
    expect(await publishProofs(app, 'a')).toEqual([]);
  }
  clock.set('2026-11-21T17:10:00Z');
  expect(await publishProofs(app, 'a')).toEqual(['2026-11-21']);
  expect(await publishProofs(app, 'a')).toEqual([]);
  expect(await allProofDays(app.reader)).toEqual([expect.objectContaining({ day: '2026-11-21', n: 4 })]);
});

test('what is published of a day is what anyone would make of the stored rows with the key', async () => {
  const { app, receipts } = await provenPortal();
  const rows = await app.reader.selectFrom('responses').selectAll().where('day', '=', '2026-11-20').execute();
  const leaves = rows
    .map((row) => {
      const salt = createHmac('sha256', app.secret).update(`muoi:${row.receipt}`).digest();
      const { receipt, wave, agency, procedure, day, mode, outcome, pace, answers, profile } = row;
      const text = JSON.stringify(['phieu-1', receipt, wave, agency, procedure, day, mode, outcome, pace, answers, profile]);
      return [sha256Hex(`bien-nhan:${receipt}`), Buffer.from(sha256(Buffer.concat([salt, Buffer.from(text)]))).toString('hex')];
    })
    .sort();
  const root = Buffer.from(
    merkleTree(
      sha256,
      leaves.map((leaf) => Buffer.from(leaf.join(''), 'hex')),
    ).root,
  ).toString('hex');
  const [first, second] = await allProofDays(app.reader);
  expect(first).toEqual({ day: '2026-11-20', n: 3, root, chain: chainLink(sha256, chainStart, { day: '2026-11-20', n: 3, root }) });
  expect(second?.chain).toBe(chainLink(sha256, first?.chain ?? '', second ?? { day: '', n: 0, root: '' }));
  const proven = await app.proofs.of('2026-11-20');
  expect(proven.kind === 'proven' && proven.proof.leaves.map((leaf) => leaf.receiptHash)).toEqual(
    receipts.older.map((receipt) => sha256Hex(`bien-nhan:${receipt}`)).sort(),
  );
});

test('after the portal was down for days every day with answers is caught up, the others have no proof', async () => {
  const { app, clock } = await appAt('2026-11-10T03:00:00Z');
  for (const day of ['10', '11', '14']) {
    clock.set(`2026-11-${day}T03:00:00Z`);
    await answer(app, 2);
  }
  clock.set('2026-11-30T03:00:00Z');
  await answer(app, 1);
  expect(await publishProofs(app, 'a')).toEqual(['2026-11-10', '2026-11-11', '2026-11-14']);
  clock.set('2026-12-05T03:00:00Z');
  expect(await publishProofs(app, 'a')).toEqual(['2026-11-30']);
  expect(await auditProofs(app)).toMatchObject({ problems: [] });
});

test('processes that publish at the same moment publish each day once', async () => {
  const { app, clock } = await appAt('2026-11-20T03:00:00Z');
  await answer(app, 300);
  clock.set('2026-11-21T03:00:00Z');
  await answer(app, 300);
  const go = path.join(temporaryDir(), 'go');
  const processes = [1, 2, 3].map(() => runCommand('tests/support/publish-proofs.ts', [app.config.dataDir, ordinaryTime, go], {}));
  await Promise.all(processes.map(({ said }) => said('ready')));
  writeFileSync(go, '');
  const ended = await Promise.all(processes.map((one) => one.ended));
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  const days = ended.flatMap(({ output }) => output.split('\n')).filter((line) => line !== 'ready' && line !== '');
  expect(days.sort()).toEqual(['2026-11-20', '2026-11-21']);
  expect((await allProofDays(app.reader)).map(({ day, n }) => [day, n])).toEqual([
    ['2026-11-20', 300],
    ['2026-11-21', 300],
  ]);
  clock.set(ordinaryTime);
  expect((await auditProofs(app)).problems).toEqual([]);
}, 60_000);

test('a process that died over it is followed by another, once its time has run out', async () => {
  const { app, clock } = await appAt('2026-11-21T03:00:00Z');
  await answer(app, 1);
  clock.set('2026-11-22T03:00:00Z');
  await app.writer.insertInto('leases').values({ name: 'proofs', holder: 'dead', token: 1, until: '2026-11-22T03:05:00.000Z' }).execute();
  expect(await publishProofs(app, 'b')).toEqual([]);
  clock.set('2026-11-22T03:05:01Z');
  expect(await publishProofs(app, 'b')).toEqual(['2026-11-21']);
});

test('nobody can change, remove or add a published day', async () => {
  const { app } = await provenPortal();
  const refused = /proof_days is append-only/;
  await expect(app.writer.updateTable('proof_days').set({ n: 9 }).execute()).rejects.toThrow(refused);
  await expect(app.writer.deleteFrom('proof_days').execute()).rejects.toThrow(refused);
  const row = await app.reader.selectFrom('proof_days').selectAll().orderBy('day').executeTakeFirstOrThrow();
  await expect(
    app.writer
      .replaceInto('proof_days')
      .values({ ...row, n: 9 })
      .execute(),
  ).rejects.toThrow(refused);
  await expect(
    app.writer
      .insertInto('proof_days')
      .values({ ...row, day: '2026-11-19' })
      .execute(),
  ).rejects.toThrow(refused);
});

test('an answer too late for its published day is refused, and belongs to the new day when it is sent again', async () => {
  const { app, clock } = await provenPortal();
  const late = wardResponse();
  clock.set('2026-11-21T16:59:59Z');
  await expect(submitResponse(app, late)).rejects.toThrow(/published/);
  clock.set('2026-11-22T03:00:00Z');
  expect(await submitResponse(app, late)).toMatchObject({ kind: 'accepted', isNew: true });
  expect(await auditProofs(app)).toMatchObject({ problems: [] });
});

test('the audit finds nothing in what nobody touched', async () => {
  const { app } = await provenPortal();
  expect((await auditProofs(app)).problems).toEqual([]);
  expect((await auditProofs(await openTestApp())).days).toEqual([]);
});

test.each([
  [
    'an answer that was changed',
    'update responses set answers = ? where receipt = ?',
    ['555555555'],
    [{ kind: 'differs', day: '2026-11-21' }],
  ],
  ['an agency that was changed', 'update responses set agency = ? where receipt = ?', ['00008'], [{ kind: 'differs', day: '2026-11-21' }]],
  [
    'a response that was removed',
    'delete from responses where receipt = ?',
    [],
    [
      { kind: 'differs', day: '2026-11-21' },
      { kind: 'count', day: '2026-11-21', published: 5, stored: 4 },
    ],
  ],
  [
    'a response that was moved to another day',
    'update responses set day = ? where receipt = ?',
    ['2026-11-20'],
    [
      { kind: 'differs', day: '2026-11-21' },
      { kind: 'count', day: '2026-11-20', published: 3, stored: 4 },
      { kind: 'count', day: '2026-11-21', published: 5, stored: 4 },
    ],
  ],
  [
    'a response that was moved to a day without answers',
    'update responses set day = ? where receipt = ?',
    ['2026-11-19'],
    [
      { kind: 'differs', day: '2026-11-21' },
      { kind: 'count', day: '2026-11-19', published: 0, stored: 1 },
      { kind: 'count', day: '2026-11-21', published: 5, stored: 4 },
    ],
  ],
] as const)('the audit finds %s by somebody who holds the database', async (_what, statement, values, problems) => {
  const { app, receipts } = await provenPortal();
  tamper(app, statement, ...values, receipts.yesterday[2] ?? '');
  expect((await auditProofs(app)).problems).toEqual(problems);
});

test('the audit finds a root that was written anew, and a day that was taken out', async () => {
  const { app } = await provenPortal();
  tamper(app, "update proof_days set root = ? where day = '2026-11-20'", 'a'.repeat(64));
  expect((await auditProofs(app)).problems).toEqual([
    { kind: 'chain', day: '2026-11-20' },
    { kind: 'differs', day: '2026-11-20' },
  ]);
  tamper(app, "delete from proof_days where day = '2026-11-20'");
  expect((await auditProofs(app)).problems).toEqual([
    { kind: 'chain', day: '2026-11-21' },
    { kind: 'count', day: '2026-11-20', published: 0, stored: 3 },
  ]);
});

test('a proof that was recomputed once is not recomputed for everyone who asks', async () => {
  const { app } = await provenPortal();
  const proofs = dayProofs(app, app.secret);
  const [one, two] = await Promise.all([proofs.of('2026-11-21'), proofs.of('2026-11-21')]);
  expect(one.kind === 'proven' && two.kind === 'proven' && one.proof === two.proof).toBe(true);
  expect(await proofs.of('2026-11-22')).toEqual({ kind: 'not-published' });
});

test('every column of a stored response is in its proof', async () => {
  const { app } = await provenPortal();
  const row = await app.reader.selectFrom('responses').selectAll().executeTakeFirstOrThrow();
  for (const [column, value] of Object.entries(row)) {
    const other = typeof value === 'number' ? value + 1 : `${value}x`;
    expect(rowText({ ...row, [column]: other }), column).not.toBe(rowText(row));
  }
});

test('that a day differs is told once a minute, not to everyone who asks', async () => {
  const { app, receipts } = await provenPortal();
  tamper(app, 'update responses set answers = ? where receipt = ?', '555555555', receipts.yesterday[0] ?? '');
  const told: string[] = [];
  const proofs = dayProofs({ reader: app.reader, log: { info: () => {}, error: (event) => told.push(event) } }, app.secret);
  for (let i = 0; i < 3; i += 1) expect(await proofs.of('2026-11-21')).toEqual({ kind: 'differs' });
  expect(told).toEqual(['proofs.differ']);
});

test('the proofs of a day take ten bytes a response, and tell nothing of the order in which answers came', async () => {
  const { app, receipts } = await provenPortal();
  const rows = await app.reader.selectFrom('proof_days').selectAll().orderBy('day').execute();
  expect(rows.map((row) => row.receipts.length)).toEqual([30, 50]);
  const order = receipts.yesterday.map((receipt) => sha256Hex(`bien-nhan:${receipt}`));
  const proven = await app.proofs.of('2026-11-21');
  expect(proven.kind === 'proven' && proven.proof.leaves.map((leaf) => leaf.receiptHash)).toEqual([...order].sort());
});
