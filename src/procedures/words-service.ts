import type { Doer } from '#accounts/model/person.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { hanoiDay, timestamp } from '#platform/clock.ts';
import { tellSearch } from '#platform/search-outbox.ts';
import { documentId } from '#search/model/document.ts';
import { type CatalogueContext, makeFindable } from './findable.ts';
import { addHistory } from './history-store.ts';
import { type CityWords, cityWords, type TypedWords, typedWords, wordsLimits } from './model/city-words.ts';
import { deniedTo, type Outcome, refused, refusedAt, refusedStale } from './outcome.ts';
import { findProcedure } from './store.ts';
import { saveWords } from './words-store.ts';

/** What the person saw when they wrote. */
export interface SeenWords {
  /** The version of the words; 0 where nobody had edited any. */
  readonly version: number;
  /** The decision of the record; empty where there is none. */
  readonly decision: string;
  /** Whether they say that the words are right by this decision. */
  readonly compared: boolean;
}

/**
 * Writes the editors' words about a procedure: what is special in the city, the short answers, the aliases. Words that were
 * written after an older decision stay behind it, unless whoever edits them says that they compared them with the one of
 * today. Refused where somebody else saved, or an import brought another decision, since the person saw them.
 */
export async function changeWords(context: CatalogueContext, by: Doer, code: string, typed: unknown, seen: SeenWords): Promise<Outcome> {
  const outcome = await context.writer.transaction().execute(async (tx): Promise<Outcome> => {
    const procedure = await findProcedure(tx, code);
    if (!procedure) return refused('procedures.staff.refused.unknown', { code });
    const denied = deniedTo(by, 'procedure.change_notes');
    if (denied) return denied;
    const { words } = procedure;
    if (words && words.version !== seen.version) {
      const values = { name: words.editor, date: { date: hanoiDay(words.edited_at) } };
      return refusedStale('version', 'procedures.staff.refused.stale', values);
    }
    const decision = procedure.record?.decision.number ?? procedure.digest?.decision_no ?? '';
    if (decision !== seen.decision) return refusedStale('decision', 'procedures.staff.refused.decision', { decision });
    // After what was seen: a person sent back to a field must not come back as if they had seen what stands by then.
    const read = typedWords.safeParse(typed);
    if (!read.success) return wrongField(read.error.issues[0]?.path[0]);
    const before = cityWords(procedure);
    const after: CityWords = { ...read.data, decision_no: before === null || seen.compared ? decision : before.decision_no };
    if (JSON.stringify(after) === JSON.stringify(before && ordered(before))) return { kind: 'done' };
    const at = timestamp(context.clock);
    await saveWords(tx, code, { words: after, version: (words?.version ?? 0) + 1, edited_at: at, editor: by.name });
    await addHistory(tx, [
      { procedure: code, at, person: by.name, act: 'edited', source: null, parts: [], previous: JSON.stringify({ words: before }) },
    ]);
    await writeAudit(tx, context, { person: by, act: 'procedure.change_notes', object: code, before, after });
    await recordChanges(tx, ['content']);
    await tellSearch(tx, context.clock, [documentId({ type: 'procedure', code })]);
    return { kind: 'done' };
  });
  if (outcome.kind === 'done') await makeFindable(context, [code]);
  return outcome;
}

/** The same words with their keys in the order of what was typed. */
function ordered({ note, papers, time, fee, agencies, aliases, decision_no }: CityWords): CityWords {
  return { note, papers, time, fee, agencies, aliases, decision_no };
}

function wrongField(field: PropertyKey | undefined): Outcome {
  const known = (Object.keys(wordsLimits) as (keyof TypedWords)[]).find((one) => one === field);
  if (known === undefined) return refused('procedures.staff.refused.unread');
  const limit = wordsLimits[known];
  return typeof limit === 'number'
    ? refusedAt(known, 'procedures.staff.refused.long', { most: limit })
    : refusedAt(known, 'procedures.staff.refused.lines', { lines: limit.lines, most: limit.letters });
}
