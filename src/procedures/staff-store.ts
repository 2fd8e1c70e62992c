import type { Reader } from '#platform/context.ts';
import { fold } from '#search/model/text.ts';
import { cityWordsSchema } from './model/city-words.ts';
import { digestSchema } from './model/digest.ts';
import { displayName } from './model/name.ts';
import { type StaffListItem, stateOfWords } from './model/staff-list.ts';

/** Every procedure as the staff's list needs it, by name. */
export async function staffList(reader: Reader): Promise<readonly StaffListItem[]> {
  const rows = await reader
    .selectFrom('procedures as p')
    .leftJoin('procedure_words as w', 'w.procedure', 'p.code')
    .select([
      'p.code',
      'p.name',
      'p.digest',
      'p.record_hash',
      'p.decision_no',
      'p.withdrawn_on',
      'p.missing_since',
      'p.missing_from',
      'w.words',
    ])
    .orderBy('p.name_key')
    .orderBy('p.code')
    .execute();
  return rows.map(({ code, name, digest, words, record_hash, decision_no, ...row }) => {
    const facts = digest === null ? null : digestSchema.parse(JSON.parse(digest));
    const edited = words === null ? null : cityWordsSchema.parse(JSON.parse(words));
    const aliases = edited?.aliases ?? facts?.citizen_terms ?? [];
    const written = edited?.decision_no ?? facts?.decision_no ?? null;
    return {
      code,
      name: displayName(name),
      folded: fold([name, ...aliases].join(' ')),
      words: stateOfWords(written, record_hash === null ? null : (decision_no ?? '')),
      withdrawn_on: row.withdrawn_on,
      missing: row.missing_since === null ? null : { since: row.missing_since, from: row.missing_from ?? '' },
    };
  });
}

/** What procedures are called, by code; codes that are none are left out. */
export async function namesOf(reader: Reader, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await reader.selectFrom('procedures').select(['code', 'name']).where('code', 'in', codes).execute();
  return new Map(rows.map(({ code, name }) => [code, displayName(name)]));
}

/** Of the codes to which life events lead, those that lead nowhere, or to what is no longer carried out. */
export async function doubtfulDoors(reader: Reader, codes: readonly string[]): Promise<ReadonlyMap<string, 'gone' | 'withdrawn'>> {
  if (codes.length === 0) return new Map();
  const rows = await reader.selectFrom('procedures').select(['code', 'withdrawn_on']).where('code', 'in', codes).execute();
  const known = new Map(rows.map((row) => [row.code, row.withdrawn_on]));
  return new Map(
    codes.flatMap((code) => {
      const withdrawn = known.get(code);
      return withdrawn === null ? [] : [[code, withdrawn === undefined ? 'gone' : 'withdrawn'] as const];
    }),
  );
}
