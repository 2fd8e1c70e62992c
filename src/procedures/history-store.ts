import { z } from 'zod';
import { hanoiDay } from '#platform/clock.ts';
import type { Reader } from '#platform/context.ts';
import { type HistoryItem, partsOf } from './model/history.ts';

const storedParts = z.array(z.string());

/** What changed in a procedure, the newest first, at most `limit` changes. */
export async function historyOf(reader: Reader, code: string, limit: number): Promise<readonly HistoryItem[]> {
  const rows = await reader
    .selectFrom('procedure_history')
    .select(['version', 'at', 'act', 'parts', 'source_file'])
    .where('procedure', '=', code)
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ version, at, act, parts, source_file }) => ({
    version,
    day: hanoiDay(at),
    act,
    ...partsOf(storedParts.parse(JSON.parse(parts))),
    file: source_file,
  }));
}
