import type { Reader } from '#platform/context.ts';
import { chunks } from './chunks.ts';
import { changedProcedure, type ReadFiles } from './import-service.ts';
import type { ImportPlan } from './model/import-plan.ts';
import type { ImportReport, ImportTrap } from './model/import-report.ts';
import { displayName } from './model/name.ts';
import type { NamedPart } from './model/part-changes.ts';
import { namesOf } from './staff-store.ts';

const longest = 160;

/** What people are shown of a plan, before it is carried out: afterwards there is nothing to compare with. */
export async function reportOf(reader: Reader, read: ReadFiles, plan: ImportPlan): Promise<ImportReport> {
  const changed: ImportReport['rows']['changed'] = [];
  const parts = new Map<NamedPart, number>();
  for (const change of plan.changed) {
    const { code } = change.incoming;
    const texts = (await changedProcedure(reader, change)).parts.map(({ part, before, after }) => ({
      part,
      before: cut(before),
      after: cut(after),
    }));
    const all = [...(change.record === 'first' ? [{ part: 'details' as const, before: '', after: '' }] : []), ...texts];
    for (const { part } of all) parts.set(part, (parts.get(part) ?? 0) + 1);
    changed.push({ code, name: displayName(change.listing.name), parts: all });
  }
  const names = new Map<string, string>();
  for (const codes of chunks(plan.missing, 500)) for (const [code, name] of await namesOf(reader, codes)) names.set(code, name);
  return {
    sources: [...read.sources],
    traps: Object.entries(read.traps)
      .map(([trap, n]) => ({ trap: trap as ImportTrap, n }))
      .sort((a, b) => b.n - a.n),
    unchanged: plan.unchanged.length,
    seen_again: plan.seenAgain.length,
    parts: [...parts].map(([part, n]) => ({ part, n })).sort((a, b) => b.n - a.n),
    rows: {
      quarantined: plan.quarantined.map((row) => ({ ...row, code: cut(row.code), detail: cut(row.detail) })),
      changed,
      added: plan.added.map(({ code, listing }) => ({ code, name: displayName(listing.name) })),
      missing: plan.missing.map((code) => ({ code, name: names.get(code) ?? code })),
      older: plan.older.map(({ code, listing, file, place, record }) => ({
        code,
        name: displayName(listing.name),
        file,
        place,
        updated_at: record?.updated_at ?? '',
      })),
    },
  };
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
