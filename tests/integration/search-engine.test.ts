import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { embeddedEngine } from '#search/embedded.ts';
import type { SearchDocument } from '#search/model/document.ts';
import { emptyLexicon, type Lexicon } from '#search/model/lexicon.ts';
import { searchEngineContract } from '../contract/search-engine.ts';
import { temporaryDir } from '../support/app.ts';

function open(file: string, lexicon: () => Lexicon = () => emptyLexicon) {
  const engine = embeddedEngine(file, lexicon);
  onTestFinished(() => engine.close());
  return engine;
}

searchEngineContract('embedded', async (lexicon) => open(path.join(temporaryDir(), 'search.sqlite'), lexicon));

const birth: SearchDocument = {
  type: 'procedure',
  code: '1.001193',
  title: 'Đăng ký khai sinh',
  url: '/thu-tuc/1.001193',
  keywords: [],
  body: '',
  field: null,
  levels: [],
  audiences: [],
  everyday: 0,
  former: false,
};
const query = { text: 'khai sinh', page: { limit: 5, offset: 0 } };

test('what one process puts into the index, another finds at its next query', async () => {
  const file = path.join(temporaryDir(), 'search.sqlite');
  const [one, other] = [open(file), open(file)];
  expect((await other.query(query)).total).toBe(0);
  await one.index([birth]);
  expect((await other.query(query)).total).toBe(1);
  await other.remove(['procedure:1.001193']);
  expect((await one.query(query)).total).toBe(0);
});

test('the index outlives the process', async () => {
  const file = path.join(temporaryDir(), 'search.sqlite');
  const one = embeddedEngine(file, () => emptyLexicon);
  await one.replaceAll([birth]);
  one.close();
  const again = open(file);
  expect(await again.replaceAll([birth])).toBe(false);
  expect((await again.query(query)).total).toBe(1);
});

test('a file that is no index is refused, so that it can be made anew', () => {
  const file = path.join(temporaryDir(), 'search.sqlite');
  writeFileSync(file, 'this is no database'.repeat(100));
  expect(() => embeddedEngine(file, () => emptyLexicon)).toThrow();
});
