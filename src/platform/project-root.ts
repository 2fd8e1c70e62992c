import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of the project, found upwards from this module: it runs from source and from the built pages alike. */
export const projectRoot: string = findUp(import.meta.dirname);

function findUp(folder: string): string {
  if (existsSync(path.join(folder, 'astro.config.mjs'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('the portal runs inside its project folder only');
  return findUp(parent);
}
