import type { ExclusionProposalRow, ResponseRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import { shownOf } from './append.ts';
import { type Cells, withPacked } from './model/cells.ts';
import { allFlags } from './model/flag.ts';

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
  proposal: Pick<ExclusionProposalRow, 'act' | 'reason' | 'proposed_by' | 'proposed_by_id' | 'proposed_on'>,
  receipts: readonly string[],
): Promise<number> {
  const { number } = await tx
    .insertInto('exclusion_proposals')
    .values({ ...proposal, state: 'open', decided_by: null, decided_by_id: null, decided_on: null })
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
  decision: Pick<ExclusionProposalRow, 'state' | 'decided_by' | 'decided_by_id' | 'decided_on'>,
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
): Promise<readonly Pick<ResponseRow, 'receipt' | 'wave' | 'agency' | 'procedure' | 'mode' | 'answers'>[]> {
  return reader
    .selectFrom('exclusions as x')
    .innerJoin('responses as r', 'r.receipt', 'x.receipt')
    .select(['r.receipt', 'r.wave', 'r.agency', 'r.procedure', 'r.mode', 'r.answers'])
    .where('x.proposal', '=', number)
    .execute();
}

/** What a proposal is about: how many responses of which wave and agency, and which flags they bear. Never which responses. */
export interface ProposalParts {
  readonly places: readonly { readonly wave: string; readonly agency: string; readonly n: number }[];
  readonly flags: readonly { readonly flag: string; readonly n: number }[];
}

/** The parts of a proposal, by wave and agency, and by flag. */
export async function partsOfProposal(reader: Reader, number: number): Promise<ProposalParts> {
  const places = await reader
    .selectFrom('exclusions as x')
    .innerJoin('responses as r', 'r.receipt', 'x.receipt')
    .select((e) => ['r.wave', 'r.agency', e.fn.countAll<number>().as('n')])
    .where('x.proposal', '=', number)
    .groupBy(['r.wave', 'r.agency'])
    .orderBy('r.wave')
    .orderBy('r.agency')
    .execute();
  const flags = await reader
    .selectFrom('exclusions as x')
    .innerJoin('response_flags as f', 'f.receipt', 'x.receipt')
    .select((e) => ['f.flag', e.fn.countAll<number>().as('n')])
    .where('x.proposal', '=', number)
    .where('f.flag', 'in', allFlags)
    .groupBy('f.flag')
    .orderBy('f.flag')
    .execute();
  return { places: places.map((one) => ({ ...one, n: Number(one.n) })), flags: flags.map((one) => ({ ...one, n: Number(one.n) })) };
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

/** Leaves responses of a place, given packed, out of what counts (1), or takes them back in (-1). Throws where they are not among its own. */
export async function moveExcluded(
  tx: Tx,
  { wave, agency, mode }: TallyPlace,
  packed: readonly string[],
  direction: 1 | -1,
): Promise<void> {
  const place = tx.selectFrom('tallies').where('wave', '=', wave).where('agency', '=', agency).where('mode', '=', mode);
  const row = await place.select(['n', 'cells', 'excluded', 'excluded_cells']).executeTakeFirst();
  const all = JSON.parse(row?.cells ?? '[]') as Cells;
  const before = JSON.parse(row?.excluded_cells ?? '[]') as Cells;
  const cells = withPacked(before.length === 0 ? all.map(() => 0) : before, packed, direction);
  if (!row || cells.some((n, i) => n < 0 || n > (all[i] ?? 0))) {
    throw new Error(`the tally of ${agency} in ${wave} (${mode}) is not what its responses give`);
  }
  await tx
    .updateTable('tallies')
    .set({ excluded: Number(row.excluded) + direction * packed.length, excluded_cells: JSON.stringify(cells) })
    .where('wave', '=', wave)
    .where('agency', '=', agency)
    .where('mode', '=', mode)
    .execute();
}

/** Takes what is shown of an agency's answers in a wave anew, where anything has been shown yet. */
export async function showAnew(tx: Tx, wave: string, agency: string): Promise<void> {
  const of = tx.selectFrom('tallies').where('wave', '=', wave).where('agency', '=', agency).orderBy('mode');
  const shown = shownOf(await of.select(['mode', 'n', 'cells', 'excluded', 'excluded_cells']).execute());
  await tx.updateTable('shown_tallies').set(shown).where('wave', '=', wave).where('agency', '=', agency).execute();
}

function chunks<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / 500) }, (_, i) => all.slice(i * 500, (i + 1) * 500));
}
