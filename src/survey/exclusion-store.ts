import { CompiledQuery } from 'kysely';
import type { ExclusionProposalRow, ResponseRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import { takeShown } from './append.ts';

/** A proposal with how many responses it is about. */
export interface Proposal extends ExclusionProposalRow {
  readonly responses: number;
}

const proposals = (reader: Reader) =>
  reader
    .selectFrom('exclusion_proposals as p')
    .selectAll('p')
    .select((e) =>
      e
        .selectFrom('exclusions as x')
        .select((f) => f.fn.countAll<number>().as('n'))
        .whereRef('x.proposal', '=', 'p.number')
        .as('responses'),
    );

/** One proposal; undefined when there is none with this number. */
export async function findProposal(reader: Reader, number: number): Promise<Proposal | undefined> {
  const row = await proposals(reader).where('p.number', '=', number).executeTakeFirst();
  return row && { ...row, responses: Number(row.responses) };
}

/** All proposals, or only those that wait for a decision; the oldest first. */
export async function allProposals(reader: Reader, only: 'open' | 'all'): Promise<readonly Proposal[]> {
  let query = proposals(reader);
  if (only === 'open') query = query.where('p.state', '=', 'open');
  return (await query.orderBy('p.number').execute()).map((row) => ({ ...row, responses: Number(row.responses) }));
}

/** Puts an open proposal about receipts in; gives its number. */
export async function insertProposal(
  tx: Tx,
  proposal: Pick<ExclusionProposalRow, 'act' | 'reason' | 'proposed_by' | 'proposed_on'>,
  receipts: readonly string[],
): Promise<number> {
  const { number } = await tx
    .insertInto('exclusion_proposals')
    .values({ ...proposal, state: 'open', decided_by: null, decided_on: null })
    .returning('number')
    .executeTakeFirstOrThrow();
  for (const some of chunks(receipts)) {
    await tx
      .insertInto('exclusions')
      .values(some.map((receipt) => ({ receipt, proposal: number })))
      .execute();
  }
  return number;
}

/** Writes down what was decided about a proposal. */
export async function setDecision(
  tx: Tx,
  number: number,
  decision: Pick<ExclusionProposalRow, 'state' | 'decided_by' | 'decided_on'>,
): Promise<void> {
  await tx.updateTable('exclusion_proposals').set(decision).where('number', '=', number).execute();
}

/** How a response stands: counted or left out, and whether a proposal about it waits. */
export interface Standing {
  readonly receipt: string;
  readonly excluded: boolean;
  readonly pending: boolean;
}

/** How the responses of these receipts stand; receipts of no response are left out. */
export async function standings(reader: Reader, receipts: readonly string[]): Promise<readonly Standing[]> {
  const all: Standing[] = [];
  for (const some of chunks(receipts)) {
    const rows = await reader
      .selectFrom('responses as r')
      .leftJoin('excluded_responses as e', 'e.receipt', 'r.receipt')
      .select((s) => [
        'r.receipt',
        'e.proposal',
        s
          .selectFrom('exclusions as x')
          .innerJoin('exclusion_proposals as p', 'p.number', 'x.proposal')
          .select('p.number')
          .whereRef('x.receipt', '=', 'r.receipt')
          .where('p.state', '=', 'open')
          .as('waiting'),
      ])
      .where('r.receipt', 'in', some)
      .execute();
    all.push(...rows.map(({ receipt, proposal, waiting }) => ({ receipt, excluded: proposal !== null, pending: waiting !== null })));
  }
  return all;
}

/** The responses that a proposal is about. */
export async function responsesOfProposal(
  reader: Reader,
  number: number,
): Promise<readonly Pick<ResponseRow, 'receipt' | 'wave' | 'agency' | 'mode' | 'answers'>[]> {
  return reader
    .selectFrom('exclusions as x')
    .innerJoin('responses as r', 'r.receipt', 'x.receipt')
    .select(['r.receipt', 'r.wave', 'r.agency', 'r.mode', 'r.answers'])
    .where('x.proposal', '=', number)
    .execute();
}

/** Why a response is left out of the figures; null where it counts. */
export async function exclusionReason(reader: Reader, receipt: string): Promise<string | null> {
  const row = await reader
    .selectFrom('excluded_responses as e')
    .innerJoin('exclusion_proposals as p', 'p.number', 'e.proposal')
    .select('p.reason')
    .where('e.receipt', '=', receipt)
    .executeTakeFirst();
  return row?.reason ?? null;
}

export interface TallyPlace {
  readonly wave: string;
  readonly agency: string;
  readonly mode: string;
}

/** Adds to how many responses of a place are left out; `n` may be less than nothing. Throws where there are not so many. */
export async function addExcludedCount(tx: Tx, { wave, agency, mode }: TallyPlace, n: number): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('response_counts')
    .set((e) => ({ excluded: e('excluded', '+', n) }))
    .where('wave', '=', wave)
    .where('agency', '=', agency)
    .where('mode', '=', mode)
    .where((e) => e.between(e('excluded', '+', n), 0, e.ref('n')))
    .executeTakeFirst();
  if (Number(numUpdatedRows) !== 1) throw new Error(`the counts of ${agency} in ${wave} (${mode}) are not what its responses give`);
}

/** The same for those that gave an item a value (0: no answer). */
export async function addExcludedCell(tx: Tx, { wave, agency, mode }: TallyPlace, item: string, value: number, n: number): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('tallies')
    .set((e) => ({ excluded: e('excluded', '+', n) }))
    .where('wave', '=', wave)
    .where('agency', '=', agency)
    .where('mode', '=', mode)
    .where('item', '=', item)
    .where('value', '=', value)
    .where((e) => e.between(e('excluded', '+', n), 0, e.ref('n')))
    .executeTakeFirst();
  if (Number(numUpdatedRows) !== 1)
    throw new Error(`the tally of ${item} for ${agency} in ${wave} (${mode}) is not what its responses give`);
}

/** Takes what is shown of an agency's answers in a wave anew, where anything has been shown yet. */
export async function showAnew(tx: Tx, wave: string, agency: string): Promise<void> {
  const shown = await tx.selectFrom('shown_tallies').select('n').where('wave', '=', wave).where('agency', '=', agency).executeTakeFirst();
  if (shown) await tx.executeQuery(CompiledQuery.raw(takeShown, [wave, agency]));
}

function chunks<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / 500) }, (_, i) => all.slice(i * 500, (i + 1) * 500));
}
