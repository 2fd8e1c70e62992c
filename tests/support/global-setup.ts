import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildIfNeeded } from '#scripts/build-site.ts';
import { makeTemplate } from './template.ts';

/** Once for all tests: the pages are built, and a first start makes the data directory that tests copy. Gives what cleans up. */
export default async function setup(project: TestProject): Promise<() => void> {
  await buildIfNeeded();
  const template = mkdtempSync(path.join(tmpdir(), 'portal-template-'));
  await makeTemplate(template);
  project.provide('template', template);
  return () => rmSync(template, { recursive: true, force: true });
}
