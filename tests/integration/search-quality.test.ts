import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/project-root.ts';
import { procedureDocument } from '#procedures/search-document.ts';
import { allProcedures } from '#procedures/store.ts';
import { rate, readOwnSets } from '#scripts/search-rating.ts';
import { fold } from '#search/model/text.ts';
import { headOf } from '#search/model/title.ts';
import { openTestApp } from '../support/app.ts';
import { mistyped, typedAs } from '../support/typing.ts';

test('the rated queries of our own reach what was asked for: 95 % in the first places, every negative right', async () => {
  const app = await openTestApp();
  const codes = new Set((await allProcedures(app.reader)).map((procedure) => procedure.code));
  for (const set of readOwnSets(path.join(projectRoot, 'tests', 'search', 'rated-queries.yaml'))) {
    const { judged, negatives } = await rate(app.search, set, codes);
    for (const group of ['quality', 'robustness'] as const) {
      const own = judged.filter(({ query }) => query.group === group);
      const missed = own.filter(({ place, query }) => place === null || place > query.rank);
      expect(own.length, `${set.name}, ${group}`).toBeGreaterThan(20);
      expect(missed.length / own.length, missed.map(({ query }) => query.text).join('; ')).toBeLessThanOrEqual(0.05);
    }
    expect(negatives.filter((one) => !one.right).map((one) => `${one.query.text}: ${one.said}`)).toEqual([]);
  }
});

test('every procedure is among the first five when its name is typed, however it is typed', async () => {
  const app = await openTestApp();
  const names = (await allProcedures(app.reader)).map(procedureDocument).map(({ code, title }) => ({
    code,
    // Nobody types more than the beginning of the longest names.
    name: headOf(title).split(/\s+/).slice(0, 9).join(' '),
  }));
  const ways: Record<string, (name: string, chance: number) => string> = {
    'as it is written': (name) => name,
    'without accents': (name) => fold(name),
    'in capitals': (name) => name.toUpperCase(),
    'with i for y': (name) => name.replace(/ý/g, 'í').replace(/ỹ/g, 'ĩ'),
    'in Telex': (name) => typedAs(name, 'telex'),
    'in VNI': (name) => typedAs(name, 'vni'),
    'with a wrong letter': mistyped,
    'without accents, with a wrong letter': (name, chance) => mistyped(fold(name), chance),
    'as a question': (name) => `Cho tôi hỏi ${name} cần giấy tờ gì?`,
  };
  for (const [way, type] of Object.entries(ways)) {
    const missed: string[] = [];
    for (const [i, { code, name }] of names.entries()) {
      const text = type(name, i / names.length);
      const { hits } = await app.search.query({ text, types: ['procedure'], page: { limit: 5, offset: 0 } });
      // Several procedures share a beginning: any of them is right.
      if (!hits.some((hit) => hit.code === code || fold(hit.title).startsWith(fold(name)))) missed.push(text);
    }
    expect(missed.length / names.length, `${way}: ${missed.slice(0, 10).join('; ')}`).toBeLessThanOrEqual(0.02);
  }
});

test('what everybody says comes first: khai sinh is the registration of birth', async () => {
  const app = await openTestApp();
  const first = async (text: string) => (await app.search.query({ text, page: { limit: 1, offset: 0 } })).hits[0]?.code;
  expect(await first('khai sinh')).toBe('1.001193');
  expect(await first('kết hôn')).toBe('1.000894');
  expect(await first('tạm trú')).toBe('1.004194');
});
