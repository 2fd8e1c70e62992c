import { z } from 'zod';
import type { FlagKind } from './flags.ts';
import { quarantineReasons } from './import-plan.ts';
import { isNamedPart, type NamedPart } from './part-changes.ts';
import type { SourceTrap } from './source-traps.ts';

/** What is noticed in the rows of a source. */
export type ImportTrap = SourceTrap | FlagKind | 'duplicate-name';

const named = z.object({ code: z.string(), name: z.string() });
const part = z.custom<NamedPart>((value) => typeof value === 'string' && isNamedPart(value));

/** The kinds of rows of a plan, in the order in which people look at them. */
export const reportKinds = ['quarantined', 'changed', 'added', 'missing', 'older'] as const;

/** What people are shown of a plan: all rows of it, long texts cut. */
export const importReportSchema = z.object({
  sources: z.array(z.object({ file: z.string(), sha256: z.string(), format: z.string(), rows: z.number() })),
  /** In how many rows each was found. */
  traps: z.array(z.object({ trap: z.custom<ImportTrap>((value) => typeof value === 'string'), n: z.number() })),
  unchanged: z.number(),
  seen_again: z.number(),
  /** In how many procedures each part changes. */
  parts: z.array(z.object({ part, n: z.number() })),
  rows: z.object({
    quarantined: z.array(
      z.object({ file: z.string(), place: z.string(), code: z.string(), reason: z.enum(quarantineReasons), detail: z.string() }),
    ),
    changed: z.array(named.extend({ parts: z.array(z.object({ part, before: z.string(), after: z.string() })) })),
    added: z.array(named),
    missing: z.array(named),
    older: z.array(named.extend({ file: z.string(), place: z.string(), updated_at: z.string() })),
  }),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** Whether applying the plan would write anything but what is kept out. */
export function writesSomething({ rows, seen_again }: ImportReport): boolean {
  return rows.added.length + rows.changed.length + rows.missing.length + seen_again > 0;
}
