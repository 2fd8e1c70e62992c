import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { App } from '#platform/app.ts';
import { readInstruments } from '#survey/content.ts';
import { questionsOf } from '#survey/model/instrument.ts';
import { modes, unpackAnswers, unpackProfile } from '#survey/model/response.ts';
import { standingWave } from '#survey/model/wave.ts';
import { openTestApp } from '../support/app.ts';
import { startTestPortal } from '../support/server.ts';

const instruments = readInstruments().map(({ definition }) => definition);
const hostile = [
  '__proto__',
  'constructor',
  'toString',
  "'; drop table responses; --",
  '\u0000',
  '../../etc',
  '<script>alert(1)</script>',
  '𝕏'.repeat(40),
];
const codes = instruments.flatMap((instrument) => questionsOf(instrument).map(({ code }) => code));

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...hostile));
const value = fc.oneof(fc.integer({ min: -2, max: 12 }), fc.double(), fc.constant(null), text, fc.boolean());

/** Something that looks like a response to a degree: some of these are right, most are not. */
const nearly = fc.record(
  {
    id: fc.oneof({ weight: 9, arbitrary: fc.uuid() }, text),
    instrument: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...instruments.map(({ id }) => id)) }, text),
    agency: fc.oneof({ weight: 9, arbitrary: fc.constantFrom('00004', '00008', 'SNV', 'STC') }, text),
    wave: fc.oneof(fc.constantFrom(...instruments.map((one) => standingWave(one, '2026').id)), text),
    procedure: fc.oneof(fc.constantFrom('1.001193', '2.000986'), text),
    ticket: text,
    point: text,
    started: fc.oneof(text, fc.constant('tyfoon.0123456789abcdef')),
    answers: fc.oneof(
      {
        weight: 9,
        arbitrary: fc.dictionary(fc.constantFrom(...codes), fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 5 }) }, value), {
          maxKeys: 12,
        }),
      },
      fc.dictionary(text, value, { maxKeys: 6 }),
      fc.array(value),
      value,
    ),
    respondent: fc.oneof(
      fc.constantFrom({ gender: 'nu' }, { gender: 'nam', age: '25-34' }, { shoe: '42' }),
      fc.dictionary(text, text, { maxKeys: 3 }),
    ),
  },
  { requiredKeys: ['id', 'instrument', 'agency', 'answers'] },
);
/** Right but for one field, which may be anything. */
const ward = instruments.filter(({ id }) => id === 'HN-WARD-9-2026').flatMap((form) => questionsOf(form).map(({ code }) => code));
const almost = fc
  .tuple(
    fc.record({
      id: fc.uuid(),
      instrument: fc.constant('HN-WARD-9-2026'),
      agency: fc.constantFrom('00004', '00008'),
      answers: fc.dictionary(fc.constantFrom(...ward), fc.option(fc.integer({ min: 1, max: 5 })), { minKeys: 1, maxKeys: 9 }),
    }),
    fc.oneof(
      fc.constant({}),
      fc.dictionary(fc.constantFrom('wave', 'procedure', 'ticket', 'point', 'started', 'respondent', 'x'), value, { maxKeys: 1 }),
    ),
  )
  .map(([right, change]) => JSON.stringify({ ...right, ...change }));
const anything = fc.oneof(
  { weight: 4, arbitrary: almost },
  { weight: 6, arbitrary: nearly.map((body) => JSON.stringify(body)) },
  fc.json(),
  text,
  fc.string({ maxLength: 200 }),
);

async function rowsFit(app: App): Promise<number> {
  const rows = await app.reader
    .selectFrom('responses as r')
    .innerJoin('waves as w', 'w.id', 'r.wave')
    .selectAll('r')
    .select('w.instrument')
    .execute();
  for (const row of rows) {
    const instrument = instruments.find(({ id }) => id === row.instrument);
    if (!instrument) throw new Error(`stored for ${row.instrument}`);
    const answers = unpackAnswers(instrument, row.answers);
    expect(Object.values(answers).some((answer) => answer !== null)).toBe(true);
    unpackProfile(instrument, row.profile);
    expect(row.receipt).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    expect([row.day, modes.includes(row.mode as (typeof modes)[number])]).toEqual(['2026-11-22', true]);
  }
  return rows.length;
}

test('whatever is posted, right or hostile, is answered without a failure, and what is stored fits its questionnaire', async () => {
  const app = await openTestApp({ env: { ADDRESS_LIMIT: '1000000', TICKET_LIMIT: '1000000' } });
  const { url } = await startTestPortal(app);
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(anything, async (body) => {
      const answer = await fetch(`${url}/api/v1/responses`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect([200, 201, 400, 422]).toContain(answer.status);
      await answer.json();
    }),
    { numRuns: 1500 },
  );
  const stored = statuses.get(201) ?? 0;
  // Both happen, or this test would say nothing.
  expect(stored).toBeGreaterThan(5);
  expect(statuses.get(422)).toBeGreaterThan(100);
  expect(await rowsFit(app)).toBe(stored);
});

test('whatever is posted as a form is answered by the page, and what is stored fits its questionnaire', async () => {
  const app = await openTestApp({ env: { ADDRESS_LIMIT: '1000000', TICKET_LIMIT: '1000000' } });
  const { url } = await startTestPortal(app);
  const [form] = instruments.filter(({ id }) => id === 'HN-WARD-9-2026');
  if (!form) throw new Error('no form');
  const names = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...questionsOf(form).map(({ code }) => `cau.${code}`)) },
    fc.constantFrom('agency', 'procedure', 'wave', 'point', 'started', 'nguoi.gender', 'instrument', 'answers', 'cau.', 'nguoi.'),
    text,
  );
  const values = fc.oneof({ weight: 6, arbitrary: fc.constantFrom('1', '2', '3', '4', '5', '') }, text);
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(names, values), { maxLength: 12 }), fc.boolean(), async (fields, whole) => {
      const body = new URLSearchParams([
        ...fields,
        ...(whole
          ? [
              ['agency', '00004'],
              ['id', randomUUID()],
            ]
          : []),
      ]);
      const answer = await fetch(`${url}/khao-sat/${form.id}`, { method: 'POST', body, redirect: 'manual' });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect([303, 422]).toContain(answer.status);
    }),
    { numRuns: 300 },
  );
  const stored = statuses.get(303) ?? 0;
  expect(stored).toBeGreaterThan(5);
  expect(statuses.get(422)).toBeGreaterThan(20);
  expect(await rowsFit(app)).toBe(stored);
});
