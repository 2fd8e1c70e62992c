import { randomBytes } from 'node:crypto';
import { ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { findAgency } from '#agencies/store.ts';
import { type Message, type MessageKey, type MessageValues, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { today } from '#platform/clock.ts';
import { keyedHash } from '#platform/secret.ts';
import { findProcedure } from '#procedures/store.ts';
import { codeOf } from './model/receipt.ts';
import type { DossierOutcome, Mode } from './model/response.ts';
import { type Wave, waveState } from './model/wave.ts';
import type { SurveyContext } from './service.ts';
import { findInstrument } from './store.ts';
import { insertBatch, type TicketBatch } from './ticket-store.ts';
import { waveOfYear } from './wave-service.ts';
import { findWave } from './wave-store.ts';

/** A response bears the procedure and the outcome of its ticket: of fewer, one would tell whose it is. */
const fewestNarrow = 10;

export interface TicketOrder {
  readonly instrument: string;
  /** The standing wave of this year, where none is named. */
  readonly wave?: string;
  readonly agency: string;
  readonly procedure?: string;
  /** `YYYY-MM` in which the dossiers ended, and how they did. */
  readonly month?: string;
  readonly outcome?: DossierOutcome;
  /** What the answers count as; `ticket` unless interviewers or staff carry the tickets. */
  readonly mode?: Extract<Mode, 'ticket' | 'interviewer' | 'paper' | 'household'>;
  readonly count: number;
  readonly person: string;
}

export type TicketsOutcome =
  | { readonly kind: 'made'; readonly batch: TicketBatch; readonly wave: Wave; readonly codes: readonly string[] }
  | { readonly kind: 'refused'; readonly message: Message };

const refused = (key: MessageKey, values?: MessageValues): TicketsOutcome => ({ kind: 'refused', message: message(key, values) });

/** Makes single-use tickets for one wave and agency. The codes exist only in this answer; the database keeps keyed hashes. */
export async function makeTickets(context: SurveyContext, order: TicketOrder): Promise<TicketsOutcome> {
  const day = today(context.clock);
  const instrument = await findInstrument(context.reader, order.instrument);
  if (!instrument) return refused('survey.refused.instrument', { id: order.instrument });
  const wave = order.wave === undefined ? await waveOfYear(context, instrument, day) : await findWave(context.reader, order.wave);
  if (wave?.instrument !== instrument.id) return refused('survey.refused.wave');
  if (waveState(wave, day) === 'closed') return refused('survey.refused.wave-closed', { wave: wave.title, day: { date: wave.closes } });
  const agency = await findAgency(context.reader, order.agency);
  const audience = agency && ratableOn(agency, day > wave.opens ? day : wave.opens) ? ratedAs(agency.kind) : null;
  if (!agency || !audience || !instrument.applies_to.includes(audience) || wave.agencies?.includes(agency.code) === false) {
    return refused('survey.tickets.refused.agency', { agency: order.agency, wave: wave.title });
  }
  const mode = order.mode ?? 'ticket';
  if (!wave.modes.includes(mode)) return refused('survey.tickets.refused.mode', { wave: wave.title });
  if (order.procedure !== undefined && !(await findProcedure(context.reader, order.procedure))) {
    return refused('survey.refused.procedure', { code: order.procedure });
  }
  if (order.month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(order.month)) return refused('survey.tickets.refused.month');
  const narrow = order.procedure !== undefined || order.outcome !== undefined;
  if (narrow && order.count < fewestNarrow) return refused('survey.tickets.refused.few', { least: fewestNarrow });
  const codes = Array.from({ length: order.count }, () => codeOf(randomBytes(10)));
  const batch: TicketBatch = {
    id: `${day}-${randomBytes(3).toString('hex')}`,
    wave: wave.id,
    agency: agency.code,
    procedure: order.procedure ?? null,
    month: order.month ?? null,
    outcome: order.outcome ?? null,
    mode,
    issued: order.count,
    made_on: day,
    person: order.person,
  };
  await context.writer.transaction().execute(async (tx) => {
    await insertBatch(
      tx,
      batch,
      codes.map((code) => keyedHash(context.secret, code)),
    );
    const { person, ...detail } = batch;
    await writeAudit(tx, context, { person, act: 'tickets.make', object: batch.id, detail });
  });
  return { kind: 'made', batch, wave, codes };
}
