import { type Agency, ratableOn, ratedAs } from '#agencies/model/agency.ts';
import { type Message, type MessageKey, type MessageValues, message } from '#i18n/model/message.ts';
import { today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import { maskPersonalData } from '#platform/model/personal-data.ts';
import { hmac, keyedHash } from '#platform/secret.ts';
import { hasProcedure } from '#procedures/store.ts';
import type { DeviceCounter, Sender } from './devices.ts';
import type { Append } from './group-commit.ts';
import type { LimitOutcome, SurveyLimits } from './limits.ts';
import { flagsOf } from './model/flag.ts';
import type { Instrument } from './model/instrument.ts';
import { paceOf } from './model/pace.ts';
import { codeOf, normaliseCode } from './model/receipt.ts';
import { checkAnswers, type FieldError, type Mode, packAnswers, packProfile, type ResponseInput } from './model/response.ts';
import { standingWave, type Wave, waveRefusal } from './model/wave.ts';
import { type CollectionPoint, findPoint } from './point-store.ts';
import type { SurveyShelf } from './shelf.ts';
import { secondsSince } from './started.ts';
import { findReceipt } from './store.ts';
import { batchOfTicket, type TicketBatch } from './ticket-store.ts';
import { waveOfYear } from './wave-service.ts';
import { findWave } from './wave-store.ts';

/** What the survey needs besides the house: the appender of responses, the key for tickets, and what keeps floods out. */
export interface SurveyContext extends Context {
  readonly append: Append;
  readonly secret: Buffer;
  readonly limits: SurveyLimits;
  readonly devices: DeviceCounter;
  readonly shelf: SurveyShelf;
}

export type SubmitOutcome =
  /** With the instrument and agency that are stored, which for a known id may not be those sent this time. */
  | { readonly kind: 'accepted'; readonly receipt: string; readonly instrument: string; readonly agency: string; readonly isNew: boolean }
  | { readonly kind: 'refused'; readonly errors: readonly FieldError[] }
  /** Too many from one place. */
  | { readonly kind: 'limited'; readonly message: Message; readonly retryAfterSeconds: number }
  /** What keeps floods out has failed, so nothing is taken. */
  | { readonly kind: 'unavailable'; readonly message: Message };

/** Where a response comes from, besides what it says itself. */
export interface Submitter {
  /** Null where the portal's own staff hand it in, who are not limited. */
  readonly sender: Sender | null;
  /** How staff got it: on paper, by an interviewer, from a household; null where the person sends it. */
  readonly collectedBy: Mode | null;
}

const byStaff: Submitter = { sender: null, collectedBy: null };

/**
 * A resident hands in a response. The same id again gives the same receipt and changes nothing, also after its ticket is
 * spent or its wave closed. Refusals name each field; then nothing is stored. Throws where the database cannot store
 * (nothing is acknowledged).
 */
export async function submitResponse(context: SurveyContext, input: ResponseInput, by: Submitter = byStaff): Promise<SubmitOutcome> {
  const receipt = receiptOf(context.secret, input.id);
  const read = await readResponse(context, input, by);
  const refusal = read.kind === 'refused' ? ((await wrongTicketLimit(context, by, read)) ?? read) : await limitRefusal(context, by, read);
  if (refusal) return (await knownResponse(context, receipt)) ?? refusal;
  if (read.kind === 'refused') return read;

  const { instrument, wave, mode, point, batch, ticketHash, procedure } = read;
  const answers = packAnswers(instrument, input.answers);
  const seconds = secondsSince(context.secret, input.started, context.clock.now());
  const pace = seconds === null ? null : paceOf(seconds, [...answers].filter((answer) => answer !== '-').length);
  // A kiosk and an interviewer's tablet are devices of many people.
  const device = point?.mode === 'kiosk' || mode === 'interviewer' ? null : by.sender;
  const fromDevice = device === null ? 0 : context.devices.count(device, input.agency);
  const outcome = await context.append({
    receipt,
    wave,
    agency: input.agency,
    procedure,
    day: read.day,
    mode,
    outcome: batch?.outcome ?? null,
    pace,
    answers,
    profile: packProfile(instrument, input.respondent),
    ticketHash,
    flags: flagsOf(instrument, { answers, pace, fromDevice }),
    comment: maskPersonalData(input.comment ?? ''),
  });
  if (outcome.kind !== 'stored' && device !== null) context.devices.takeBack(device, input.agency);
  switch (outcome.kind) {
    case 'stored':
      return { kind: 'accepted', receipt, instrument: instrument.id, agency: input.agency, isNew: true };
    case 'known':
      return (await knownResponse(context, receipt)) ?? refused('id', 'survey.refused.id');
    case 'ticket-spent':
      return refused('ticket', 'survey.refused.ticket-spent');
    case 'ticket-unknown':
      return refused('ticket', 'survey.refused.ticket');
  }
}

/** The receipt of a response by the id that its sender made: always the same, and nobody without the key can tell one from the other. */
function receiptOf(secret: Buffer, id: string): string {
  return codeOf(hmac(secret, `bien-nhan:${id.toLowerCase()}`));
}

async function knownResponse(context: Context, receipt: string): Promise<SubmitOutcome | null> {
  const known = await findReceipt(context.reader, receipt);
  return known ? { kind: 'accepted', receipt, instrument: known.instrument, agency: known.agency, isNew: false } : null;
}

interface ReadResponse {
  readonly kind: 'read';
  readonly instrument: Instrument;
  readonly wave: string;
  readonly mode: Mode;
  readonly point: CollectionPoint | null;
  readonly batch: TicketBatch | null;
  readonly ticketHash: string | null;
  readonly procedure: string | null;
  /** The day by which it was judged: the one that is stored, also where midnight comes between. */
  readonly day: string;
}

/** What a response means, decided here and not by its sender; or everything that is wrong with it. */
async function readResponse(
  context: SurveyContext,
  input: ResponseInput,
  by: Submitter,
): Promise<ReadResponse | Extract<SubmitOutcome, { kind: 'refused' }>> {
  const { reader } = context;
  const day = today(context.clock);
  const { instruments, agencies } = await context.shelf.read();
  const instrument = instruments.get(input.instrument);
  if (!instrument) return refused('instrument', 'survey.refused.instrument', { id: input.instrument });

  const errors: FieldError[] = [];
  const agency = agencies.get(input.agency);
  const agencyError = agency ? agencyRefusal(instrument, agency, day) : wrong('agency', 'survey.refused.agency');
  if (agencyError) errors.push(agencyError);

  const point = input.point === undefined ? undefined : await findPoint(reader, input.point.toUpperCase());
  if (input.point !== undefined && (!point?.active || point.agency !== input.agency)) errors.push(wrong('point', 'survey.refused.point'));

  const code = input.ticket === undefined ? null : normaliseCode(input.ticket);
  const ticketHash = code === null ? null : keyedHash(context.secret, code);
  const batch = ticketHash === null ? undefined : await batchOfTicket(reader, ticketHash);
  if (input.ticket !== undefined && batch?.agency !== input.agency) errors.push(wrong('ticket', 'survey.refused.ticket'));
  else if (batch?.spent) errors.push(wrong('ticket', 'survey.refused.ticket-spent'));

  const procedure = batch?.procedure ?? point?.procedure ?? input.procedure ?? null;
  if (procedure !== null && !(await hasProcedure(reader, procedure))) {
    errors.push(wrong('procedure', 'survey.refused.procedure', { code: procedure }));
  }

  const mode = by.collectedBy ?? (batch ? batch.mode : (point?.mode ?? 'online'));
  const wave = await waveOf(context, instrument, batch?.wave ?? input.wave, day);
  if (!wave || wave.instrument !== instrument.id) {
    // A wrong ticket has been told already; which questionnaire it is for is its batch's own affair.
    errors.push(batch ? wrong('ticket', 'survey.refused.ticket') : wrong('wave', 'survey.refused.wave'));
  } else if (agency && !agencyError) {
    const refusal = waveRefusal(wave, { day, agency: agency.code, agencyName: agency.name, mode });
    if (refusal) errors.push(refusal);
  }
  errors.push(...checkAnswers(instrument, input));
  if (errors.length > 0 || !wave) return { kind: 'refused', errors };
  return { kind: 'read', instrument, wave: wave.id, mode, point: point ?? null, batch: batch ?? null, ticketHash, procedure, day };
}

/** The wave that is named, or the standing one of the year; undefined where there is none. */
async function waveOf(context: SurveyContext, instrument: Instrument, named: string | undefined, day: string): Promise<Wave | undefined> {
  const known = (await context.shelf.read()).waves.get(named ?? standingWave(instrument, day.slice(0, 4)).id);
  if (known) return known;
  // Made since the shelf was filled, perhaps by another process; what there is not, however often it is named, costs no more than this.
  const made = named === undefined ? await waveOfYear(context, instrument, day) : await findWave(context.reader, named);
  if (made) context.shelf.drop();
  return made;
}

function agencyRefusal(instrument: Instrument, agency: Agency, day: string): FieldError | null {
  if (!ratableOn(agency, day)) {
    const ended = agency.valid_to !== null && agency.valid_to < day;
    return wrong('agency', ended ? 'survey.refused.agency-ended' : 'survey.refused.agency-not-rated', { agency: agency.name });
  }
  const audience = ratedAs(agency.kind);
  if (audience !== null && instrument.applies_to.includes(audience)) return null;
  return wrong('agency', 'survey.refused.agency-other-form', { agency: agency.name });
}

/** Whether too many come from where a response comes from; null where it may pass. A ticket is its own limit. */
async function limitRefusal(
  { limits }: SurveyContext,
  { sender }: Submitter,
  { point, batch }: ReadResponse,
): Promise<SubmitOutcome | null> {
  if (sender === null || batch !== null) return null;
  const of = point ? await limits.point(point.code, sender.address) : await limits.address(sender.address);
  return refusalOfLimit(of, 'survey.refused.too-many');
}

/** Whoever tries one ticket after another is stopped; null where it is no such thing. */
async function wrongTicketLimit(
  { limits }: SurveyContext,
  { sender }: Submitter,
  { errors }: Extract<SubmitOutcome, { kind: 'refused' }>,
): Promise<SubmitOutcome | null> {
  if (sender === null || !errors.some(({ message }) => message.key === 'survey.refused.ticket')) return null;
  return refusalOfLimit(await limits.wrongTicket(sender.address), 'survey.refused.too-many-tickets');
}

/** Says what a limit means for the person; null where it lets them pass. */
function refusalOfLimit(limit: LimitOutcome, key: MessageKey): Extract<SubmitOutcome, { kind: 'limited' | 'unavailable' }> | null {
  switch (limit.kind) {
    case 'allowed':
      return null;
    case 'limited': {
      const { retryAfterSeconds } = limit;
      return { kind: 'limited', message: message(key, { minutes: Math.ceil(retryAfterSeconds / 60) }), retryAfterSeconds };
    }
    case 'failed':
      return { kind: 'unavailable', message: message('survey.refused.unavailable') };
  }
}

function wrong(field: string, key: MessageKey, values?: MessageValues): FieldError {
  return { field, message: message(key, values) };
}

function refused(...given: Parameters<typeof wrong>): Extract<SubmitOutcome, { kind: 'refused' }> {
  return { kind: 'refused', errors: [wrong(...given)] };
}
