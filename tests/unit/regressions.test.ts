import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { plainText } from '#newsroom/model/markdown.ts';
import { readConfig } from '#platform/config.ts';
import { readContentFile } from '#platform/content-files.ts';
import { silentLog } from '#platform/log.ts';
import { partialDate } from '#platform/model/partial-date.ts';
import { papersOf } from '#procedures/model/digest.ts';
import { highlighted, snippetOf } from '#search/model/snippet.ts';
import type { AppendOutcome, NewResponse } from '#survey/append.ts';
import { readInstruments } from '#survey/content.ts';
import { groupCommit } from '#survey/group-commit.ts';
import { responseOfForm } from '#survey/model/form.ts';
import { instrumentSchema } from '#survey/model/instrument.ts';
import { responseInput, unpackAnswers } from '#survey/model/response.ts';

// Each of these was once wrong.

const response = (id: string): NewResponse => ({
  receipt: id,
  wave: 'HN-WARD-9-2026.2026',
  agency: '00004',
  procedure: null,
  day: '2026-11-22',
  mode: 'online',
  outcome: null,
  pace: null,
  answers: '444444444',
  profile: null,
  ticketHash: null,
  questions: [],
  flags: [],
});

const failing = (code: string) => Object.assign(new Error(code), { code });

/** A group commit whose transactions end as the steps say, one step each. */
function committing(steps: readonly ((ids: readonly string[]) => readonly AppendOutcome[])[]) {
  const left = [...steps];
  return groupCommit((batch) => {
    const step = left.shift();
    if (!step) throw new Error('more transactions than expected');
    return step(batch.map((one) => one.receipt));
  }, silentLog);
}

const storeAll = (ids: readonly string[]): readonly AppendOutcome[] => ids.map((id) => ({ kind: 'stored', receipt: id, stepped: false }));
const fail = (code: string) => () => {
  throw failing(code);
};

test('a good response waits for a busy database even while the bad one beside it is sorted out', async () => {
  const append = committing([fail('SQLITE_CONSTRAINT'), fail('SQLITE_BUSY'), storeAll, fail('SQLITE_CONSTRAINT')]);
  const [good, bad] = await Promise.allSettled([append(response('good')), append(response('bad'))]);
  expect(good).toMatchObject({ status: 'fulfilled', value: { receipt: 'good' } });
  expect(bad.status).toBe('rejected');
});

test('a response that gets no outcome is refused, never left waiting', async () => {
  const append = committing([fail('SQLITE_CONSTRAINT'), () => [], () => []]);
  const settled = await Promise.allSettled([append(response('a')), append(response('b'))]);
  expect(settled.map((one) => one.status)).toEqual(['rejected', 'rejected']);
});

test('every way in which SQLite says that it is busy is waited out', async () => {
  const append = committing([fail('SQLITE_BUSY_RECOVERY'), fail('SQLITE_BUSY_SNAPSHOT'), storeAll]);
  expect(await append(response('a'))).toMatchObject({ kind: 'stored' });
});

test('the plain text of an article has no gaps where its marks were', () => {
  expect(plainText('Theo **Quyết định 5898**, xem [trang](http://a.vn).')).toBe('Theo Quyết định 5898, xem trang.');
  expect(plainText('```\nmã nguồn\n```')).toContain('mã nguồn');
});

test('a snippet of one long run of letters still shows its letters, and never jumps past the word found', () => {
  expect(snippetOf('a'.repeat(300), [], 220).length).toBeGreaterThan(200);
  const text = `bắt đầu ${'x'.repeat(80)}${'-hanoi và nhiều chữ khác '.repeat(20)}`;
  expect(snippetOf(text, ['hanoi'], 100)).toMatch(/^… x*-hanoi/);
});

test('letters without a composed form do not shift the mark', () => {
  expect(highlighted('M\u0300 hồ sơ', ['ho']).find((part) => part.marked)?.text).toBe('hồ');
});

test('an address of the site without http is refused, and an IPv6 host becomes a readable address', () => {
  for (const SITE_URL of ['cchc.hanoi.gov.vn:443', 'javascript:1']) expect(() => readConfig({ SITE_URL })).toThrow(/SITE_URL/);
  expect(readConfig({ HOST: '2001:db8::1' }).siteUrl).toBe('http://[2001:db8::1]:4321');
});

test.each([' ', '0x50', '0', '1e3'])('PORT=%j is refused', (PORT) => {
  expect(() => readConfig({ PORT })).toThrow(/PORT/);
});

test('an asterisk that YAML takes for an alias is said with its file', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'portal-alias-')), 'a.yaml');
  writeFileSync(file, 'title: *Quan\n');
  expect(() => readContentFile(file, z.object({ title: z.string() }))).toThrow(/a\.yaml: YAML sai.*dấu nháy/);
});

test('packed answers with a letter that is no answer are refused', () => {
  const instrument = readInstruments().find((one) => one.definition.id === 'HN-WARD-9-2026')?.definition;
  if (!instrument) throw new Error('no instrument');
  expect(() => unpackAnswers(instrument, 'x4-------')).toThrow();
  expect(() => unpackAnswers(instrument, '94-------')).toThrow();
});

test('a form field that poses as a part of the response is refused like any unknown one', () => {
  const base = { id: '8f14e45f-ceea-467f-9575-3c1f8b1e2a10', agency: '00004', 'cau.W1': '4' };
  expect(responseInput.safeParse(responseOfForm('HN-WARD-9-2026', base)).success).toBe(true);
  for (const name of ['instrument', 'answers', 'respondent', 'shoe']) {
    expect(responseInput.safeParse(responseOfForm('HN-WARD-9-2026', { ...base, [name]: 'B' })).success, name).toBe(false);
  }
});

test('days that no calendar has are refused', () => {
  for (const date of ['2024-13', '2024-13-45', '2023-02-29']) expect(partialDate.safeParse(date).success, date).toBe(false);
  for (const date of ['2024', '2024-12', '2024-02-29']) expect(partialDate.safeParse(date).success, date).toBe(true);
});

test('papers inside nested brackets stay one paper', () => {
  expect(papersOf({ main_papers: 'a (b; c (d) e; f); g' })).toEqual(['A (b; c (d) e; f)', 'G']);
});

test('a scale whose options share a value is refused', () => {
  const instrument = readInstruments()[0]?.definition;
  expect(instrumentSchema.safeParse({ ...instrument, scale: Array.from({ length: 5 }, () => ({ value: 5, label: 'x' })) }).success).toBe(
    false,
  );
});
