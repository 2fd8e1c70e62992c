import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readWcag } from '#newsroom/content.ts';
import { projectRoot } from '#platform/project-root.ts';

const criteria = readWcag();

test('the table names each of the 55 criteria of levels A and AA once, in their order', () => {
  expect(criteria.filter((one) => one.level === 'A')).toHaveLength(31);
  expect(criteria.filter((one) => one.level === 'AA')).toHaveLength(24);
  const numbers = criteria.map((one) => one.number);
  expect(new Set(numbers).size).toBe(55);
  expect([...numbers].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))).toEqual(numbers);
});

test('every test that is said to check a criterion is there', () => {
  for (const { number, checked } of criteria) {
    for (const by of checked) expect(by === 'by-hand' || existsSync(path.join(projectRoot, by)), `${number}: ${by}`).toBe(true);
  }
});
