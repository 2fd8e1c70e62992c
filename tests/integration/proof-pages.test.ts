import { expect, test } from 'vitest';
import { sha256, sha256Hex } from '#platform/sha256.ts';
import { isIncluded } from '#survey/model/merkle.ts';
import { brokenDay, dayTree, givesDay, proofIndexSchema } from '#survey/model/proof-day.ts';
import { leafBytes, readDayFile } from '#survey/model/proof-leaf.ts';
import { publishProofs } from '#survey/proof-service.ts';
import { allProofDays } from '#survey/proof-store.ts';
import { openTestApp } from '../support/app.ts';
import { answer, provenPortal, tamper } from '../support/proofs.ts';
import { startTestPortal } from '../support/server.ts';

const files = '/khao-sat/bang-chung';

/** The text that a reader sees of a page, without its tags. */
async function textOf(address: string): Promise<string> {
  return (await (await fetch(address)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

test('the published files prove themselves: every day gives its root, and the days follow from each other', async () => {
  const { app } = await provenPortal();
  const { url } = await startTestPortal(app);
  const answered = await fetch(`${url}${files}/goc.json`);
  expect(answered.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const { days } = proofIndexSchema.parse(await answered.json());
  expect(days.map(({ day, n }) => [day, n])).toEqual([
    ['2026-11-20', 3],
    ['2026-11-21', 5],
  ]);
  expect(brokenDay(sha256, days)).toBeUndefined();
  for (const day of days) {
    const file = await fetch(`${url}${files}/${day.day}.csv`);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const text = await file.text();
    const read = readDayFile(text);
    if ('wrongLine' in read) throw new Error(`line ${read.wrongLine}`);
    expect(givesDay(dayTree(sha256, read.leaves), day)).toBe(true);
    expect(await (await fetch(`${url}/en${files}/${day.day}.csv`)).text()).toBe(text);
  }
});

test('today has no file yet, and neither has a day without answers or what is no day', async () => {
  const { app } = await provenPortal();
  const { url } = await startTestPortal(app);
  for (const name of ['2026-11-22.csv', '2026-11-19.csv', 'nope.csv', '2026-11-21', '2026-11-21.json'])
    expect((await fetch(`${url}${files}/${name}`)).status, name).toBe(404);
});

test('the page lists the days and what to keep, in both languages, and drops what it kept when a day is published', async () => {
  const { app, clock } = await provenPortal();
  const { url } = await startTestPortal(app);
  const last = (await allProofDays(app.reader)).at(-1);
  const text = await textOf(`${url}${files}`);
  expect(text).toMatch(/2 ngày gần nhất có phiếu .* 21\/11\/2026 5 CSV ngày 21\/11\/2026 .* 20\/11\/2026 3 CSV/);
  expect(text).toContain(last?.chain);
  expect(await textOf(`${url}/en${files}`)).toContain('The latest 2 days with responses');
  clock.set('2026-11-23T03:00:00Z');
  await publishProofs(app, 'another process');
  await expect.poll(() => textOf(`${url}${files}`)).toContain('3 ngày gần nhất có phiếu');
});

test('before the first day is over the page says when there will be something', async () => {
  const { url } = await startTestPortal(await openTestApp());
  expect(await textOf(`${url}${files}`)).toContain('Chưa có ngày nào được chốt');
  expect(await (await fetch(`${url}${files}/goc.json`)).json()).toEqual({ format: 'bien-nhan-1', days: [] });
});

test('the receipt of a day that is over shows where it stands, with a path that holds, and is kept by nobody', async () => {
  const { app, receipts } = await provenPortal();
  const { url } = await startTestPortal(app);
  const days = await allProofDays(app.reader);
  for (const receipt of receipts.yesterday) {
    const page = await fetch(`${url}/khao-sat/bien-nhan/${receipt}`);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const html = await page.text();
    expect(html).toContain('Phiếu này có trong bản ghi ngày 21/11/2026 (5 phiếu).');
    const codes = [...html.matchAll(/<code>([0-9a-f]{64})<\/code>/g)].map((match) => match[1] ?? '');
    const [receiptHash = '', contentHash = '', ...rest] = codes;
    const [chain, root = ''] = [rest.pop(), rest.pop()];
    const index = Number(/(\d+) trên 5,/.exec(html)?.[1]) - 1;
    expect(receiptHash).toBe(sha256Hex(`bien-nhan:${receipt}`));
    expect({ root, chain }).toEqual({ root: days[1]?.root, chain: days[1]?.chain });
    const bytes = (hex: string) => Buffer.from(hex, 'hex');
    expect(
      isIncluded(sha256, { leaf: leafBytes({ receiptHash, contentHash }), index, size: 5, path: rest.map(bytes), root: bytes(root) }),
    ).toBe(true);
  }
  expect(app.cache.get(`/khao-sat/bien-nhan/${receipts.yesterday[0]}`)).toBeUndefined();
});

test('the receipt of today says that its proof comes tomorrow, and in the first minutes of tomorrow that it is being made', async () => {
  const { app, clock, receipts } = await provenPortal();
  const { url } = await startTestPortal(app);
  const receipt = `${url}/khao-sat/bien-nhan/${receipts.today[0]}`;
  expect(await textOf(receipt)).toContain('Bằng chứng có từ sáng mai');
  expect(await textOf(receipt.replace('/khao-sat', '/en/khao-sat'))).toContain('tomorrow morning');
  clock.set('2026-11-22T17:05:00Z');
  expect(await textOf(receipt)).toContain('Bản ghi ngày 22/11/2026 đang được lập');
});

test('a portal whose answers were changed serves their day no longer, and says so on the receipt', async () => {
  const { app, receipts } = await provenPortal();
  const [receipt = ''] = receipts.yesterday;
  tamper(app, 'update responses set answers = ? where receipt = ?', '555555555', receipt);
  const { url } = await startTestPortal(app);
  const file = await fetch(`${url}${files}/2026-11-21.csv`);
  expect(file.status).toBe(503);
  expect(await file.text()).toContain('Bản ghi ngày 21/11/2026 không khớp');
  expect(await textOf(`${url}/khao-sat/bien-nhan/${receipt}`)).toContain('không khớp với dữ liệu cổng đang giữ');
  expect((await fetch(`${url}${files}/2026-11-20.csv`)).status).toBe(200);
});

test('a portal whose published days were changed serves the list of days no longer', async () => {
  const { app, receipts } = await provenPortal();
  tamper(app, "update proof_days set root = ? where day = '2026-11-20'", 'a'.repeat(64));
  const { url } = await startTestPortal(app);
  for (const path of [`${files}/goc.json`, files, `${files}/2026-11-20.csv`]) expect((await fetch(`${url}${path}`)).status, path).toBe(503);
  expect(await textOf(`${url}${files}`)).toContain('Bản ghi ngày 20/11/2026 không nối tiếp những ngày trước');
  expect(await textOf(`${url}/khao-sat/bien-nhan/${receipts.older[0]}`)).toContain('không khớp');
  expect((await fetch(`${url}${files}/2026-11-21.csv`)).status).toBe(200);
});

test('a response that was slipped into a published day has no proof', async () => {
  const { app } = await provenPortal();
  const [receipt = ''] = await answer(app, 1);
  tamper(app, "update responses set day = '2026-11-21' where receipt = ?", receipt);
  const { url } = await startTestPortal(app);
  expect(await textOf(`${url}/khao-sat/bien-nhan/${receipt}`)).toContain('Bản ghi ngày 21/11/2026 không khớp');
});

test('nothing that is published tells what was answered, about whom, or which receipts there are', async () => {
  const { app, receipts } = await provenPortal();
  const { url } = await startTestPortal(app);
  const all = await Promise.all(
    ['', '/goc.json', '/2026-11-20.csv', '/2026-11-21.csv'].map(async (name) => (await fetch(`${url}${files}${name}`)).text()),
  );
  const text = all.join('\n');
  for (const receipt of [...receipts.older, ...receipts.yesterday]) expect(text).not.toContain(receipt);
  expect(all.slice(1).join()).not.toMatch(/00004|HN-WARD|444444444|online/);
  const contents = all.slice(2).flatMap((file) => [...file.matchAll(/,([0-9a-f]{64})/g)].map((match) => match[1]));
  expect(new Set(contents).size).toBe(8);
});
