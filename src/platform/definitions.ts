import { createHash } from 'node:crypto';
import path from 'node:path';
import type { z } from 'zod';
import { readContentFolder } from './content-files.ts';
import type { Tx } from './context.ts';
import { Fault } from './fault.ts';

/** A definition that never changes under its id (questionnaire, scoring rule, criteria), with the hash of its content. */
export interface Definition<T> {
  readonly definition: T;
  readonly sha256: string;
}

/** The definitions in a folder of content/, each file named after its id. Throws a Fault where a file is wrong. */
export function readDefinitions<T extends { id: string }>(folder: string, schema: z.ZodType<T>): readonly Definition<T>[] {
  return readNamed(folder, schema).map((definition) => ({
    definition,
    sha256: createHash('sha256').update(JSON.stringify(definition)).digest('hex'),
  }));
}

/** The records in a folder of content/, each file named after its id. Throws a Fault where a file is wrong. */
export function readNamed<T extends { id: string }>(folder: string, schema: z.ZodType<T>): readonly T[] {
  return readContentFolder(folder, schema).map(({ name, data }) => {
    if (name !== data.id) throw new Fault(`${path.relative(process.cwd(), folder)}/${name}.yaml: tên tệp phải là ${data.id}.yaml`);
    return data;
  });
}

/** Adds the definitions that are new; gives how many, and the ids whose stored content differs from the given one, which are left as they are. */
export async function addMissingDefinitions(
  tx: Tx,
  table: 'instruments' | 'scoring_rules' | 'criteria_sets',
  all: readonly Definition<{ id: string }>[],
): Promise<{ readonly added: number; readonly changed: readonly string[] }> {
  const known = new Map((await tx.selectFrom(table).select(['id', 'sha256']).execute()).map((row) => [row.id, row.sha256]));
  const changed: string[] = [];
  let added = 0;
  for (const { definition, sha256 } of all) {
    const stored = known.get(definition.id);
    if (stored === undefined) {
      await tx
        .insertInto(table)
        .values({ id: definition.id, sha256, definition: JSON.stringify(definition) })
        .execute();
      added += 1;
    } else if (stored !== sha256) changed.push(definition.id);
  }
  return { added, changed };
}
