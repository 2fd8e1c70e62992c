import { randomBytes } from 'node:crypto';
import { ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { findAgency } from '#agencies/store.ts';
import { type MessageKey, type MessageValues, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import { keyedHash } from '#platform/secret.ts';
import { findProcedure } from '#procedures/store.ts';
import type { Append } from './group-commit.ts';
import { questionsOf } from './model/instrument.ts';
import { codeOf, normaliseCode } from './model/receipt.ts';
import { checkAnswers, type FieldError, packAnswers, type ResponseInput } from './model/response.ts';
import { findInstrument, insertTickets } from './store.ts';

/** What the survey needs besides the house: the appender of responses and the key for tickets. */
export interface SurveyContext extends Context {
  readonly append: Append;
  readonly secret: Buffer;
}

export type SubmitOutcome =
  /** With the instrument and agency that are stored, which for a known id may not be those sent this time. */
  | { readonly kind: 'accepted'; readonly receipt: string; readonly instrument: string; readonly agency: string; readonly isNew: boolean }
  | { readonly kind: 'refused'; readonly errors: readonly FieldError[] };

/**
 * A resident hands in a response. The same id again gives the same receipt and changes nothing. Refusals name each
 * field; then nothing is stored. Throws where the database cannot store (nothing is acknowledged).
 */
export async function submitResponse(context: SurveyContext, input: ResponseInput): Promise<SubmitOutcome> {
  const day = today(context.clock);
  const instrument = await findInstrument(context.reader, input.instrument);
  if (!instrument) return refused('instrument', 'survey.refused.instrument', { id: input.instrument });

  const errors: FieldError[] = [];
  const agency = await findAgency(context.reader, input.agency);
  if (!agency) errors.push(wrong('agency', 'survey.refused.agency'));
  else if (!ratableOn(agency, day)) {
    const ended = agency.valid_to !== null && agency.valid_to < day;
    errors.push(wrong('agency', ended ? 'survey.refused.agency-ended' : 'survey.refused.agency-not-rated', { agency: agency.name }));
  } else {
    const audience = ratedAs(agency.kind);
    if (audience === null || !instrument.applies_to.includes(audience)) {
      errors.push(wrong('agency', 'survey.refused.agency-other-form', { agency: agency.name }));
    }
  }
  if (input.procedure !== undefined && !(await findProcedure(context.reader, input.procedure))) {
    errors.push(wrong('procedure', 'survey.refused.procedure', { code: input.procedure }));
  }
  const ticket = input.ticket === undefined ? null : normaliseCode(input.ticket);
  if (input.ticket !== undefined && ticket === null) errors.push(wrong('ticket', 'survey.refused.ticket'));
  errors.push(...checkAnswers(instrument, input));
  if (errors.length > 0) return { kind: 'refused', errors };

  const outcome = await context.append({
    id: input.id.toLowerCase(),
    receipt: codeOf(randomBytes(10)),
    instrument: instrument.id,
    agency: input.agency,
    procedure: input.procedure ?? null,
    day,
    mode: ticket === null ? 'online' : 'ticket',
    answers: packAnswers(instrument, input.answers),
    profile: input.respondent && Object.keys(input.respondent).length > 0 ? JSON.stringify(input.respondent) : null,
    ticketHash: ticket === null ? null : keyedHash(context.secret, ticket),
    questions: questionsOf(instrument).map((question) => question.code),
  });
  switch (outcome.kind) {
    case 'stored':
      return { kind: 'accepted', receipt: outcome.receipt, instrument: instrument.id, agency: input.agency, isNew: true };
    case 'known':
      return { ...outcome, kind: 'accepted', isNew: false };
    case 'ticket-spent':
      return refused('ticket', 'survey.refused.ticket-spent');
    case 'ticket-unknown':
      return refused('ticket', 'survey.refused.ticket');
  }
}

function wrong(field: string, key: MessageKey, values?: MessageValues): FieldError {
  return { field, message: message(key, values) };
}

function refused(...given: Parameters<typeof wrong>): SubmitOutcome {
  return { kind: 'refused', errors: [wrong(...given)] };
}

export type TicketsOutcome =
  | { readonly kind: 'made'; readonly codes: readonly string[] }
  | { readonly kind: 'refused'; readonly message: string };

/** Makes single-use tickets for one instrument and agency. The codes exist only in this answer; the database keeps keyed hashes. */
export async function makeTickets(
  context: SurveyContext,
  order: {
    readonly instrument: string;
    readonly agency: string;
    readonly procedure?: string;
    readonly count: number;
    readonly person: string;
  },
): Promise<TicketsOutcome> {
  const instrument = await findInstrument(context.reader, order.instrument);
  if (!instrument) return { kind: 'refused', message: `Không có bộ câu hỏi "${order.instrument}".` };
  const agency = await findAgency(context.reader, order.agency);
  const audience = agency && ratableOn(agency, today(context.clock)) ? ratedAs(agency.kind) : null;
  if (!audience || !instrument.applies_to.includes(audience)) {
    return { kind: 'refused', message: `Không thể mời đánh giá "${order.agency}" bằng bộ câu hỏi ${instrument.id}.` };
  }
  if (order.procedure !== undefined && !(await findProcedure(context.reader, order.procedure))) {
    return { kind: 'refused', message: `Không có thủ tục mang mã "${order.procedure}".` };
  }
  const codes = Array.from({ length: order.count }, () => codeOf(randomBytes(10)));
  await context.writer.transaction().execute(async (tx) => {
    for (let start = 0; start < codes.length; start += 1000) {
      await insertTickets(
        tx,
        codes.slice(start, start + 1000).map((code) => ({
          code_hash: keyedHash(context.secret, code),
          instrument: order.instrument,
          agency: order.agency,
          procedure: order.procedure ?? null,
        })),
      );
    }
    const { person, ...what } = order;
    await writeAudit(tx, context, { person, act: 'tickets.make', object: order.agency, detail: what });
  });
  return { kind: 'made', codes };
}
