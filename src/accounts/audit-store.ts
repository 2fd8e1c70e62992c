import type { AuditRow } from '#db/schema.ts';
import type { Reader } from '#platform/context.ts';

/** What of the audit is wanted; a word left empty asks for nothing. */
export interface AuditFilter {
  /** Part of the name. */
  readonly person: string;
  /** Beginning of the act: `article`, `article.approve`. */
  readonly act: string;
  /** The object, whole. */
  readonly object: string;
  /** A day in Hà Nội, `YYYY-MM-DD`. */
  readonly day: string;
  /** Only rows older than the one with this number. */
  readonly before: number | null;
}

export interface AuditPage {
  readonly rows: readonly AuditRow[];
  /** The number after which the next page begins; null at the end. */
  readonly next: number | null;
}

const perPage = 50;

/** The newest rows of the audit that answer a filter. */
export async function auditPage(reader: Reader, filter: AuditFilter): Promise<AuditPage> {
  let query = reader
    .selectFrom('audit')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(perPage + 1);
  if (filter.before !== null) query = query.where('id', '<', filter.before);
  // In the spelling as it was written: what is compared is bytes.
  if (filter.person !== '') query = query.where((e) => e(e.fn<number>('instr', ['person', e.val(filter.person)]), '>', 0));
  if (filter.act !== '') query = query.where((e) => e(e.fn<number>('instr', ['act', e.val(filter.act)]), '=', 1));
  if (filter.object !== '') query = query.where('object', '=', filter.object);
  if (filter.day !== '') {
    const begin = Date.parse(`${filter.day}T00:00:00+07:00`);
    query = query.where('at', '>=', isoOf(begin)).where('at', '<', isoOf(begin + 86_400_000));
  }
  const rows = await query.execute();
  return { rows: rows.slice(0, perPage), next: rows.length > perPage ? (rows[perPage - 1]?.id ?? null) : null };
}

function isoOf(ms: number): AuditRow['at'] {
  return new Date(ms).toISOString() as AuditRow['at'];
}
