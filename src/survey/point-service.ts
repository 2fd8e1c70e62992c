import { randomBytes } from 'node:crypto';
import { ratableOn } from '#agencies/model/agency.ts';
import { findAgency } from '#agencies/store.ts';
import { type Message, type MessageKey, type MessageValues, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import { findProcedure } from '#procedures/store.ts';
import { codeOf } from './model/receipt.ts';
import { type CollectionPoint, findPoint, insertPoint, setPointActive } from './point-store.ts';

export type PointOutcome =
  | { readonly kind: 'done'; readonly point: CollectionPoint }
  | { readonly kind: 'refused'; readonly message: Message };

const refused = (key: MessageKey, values?: MessageValues): PointOutcome => ({ kind: 'refused', message: message(key, values) });

/** Sets up a poster or kiosk at a counter of an agency. Its code goes into the address that the poster carries. */
export async function addPoint(
  context: Context,
  order: { readonly label: string; readonly agency: string; readonly procedure?: string; readonly mode: 'qr' | 'kiosk' },
  person: string,
): Promise<PointOutcome> {
  const agency = await findAgency(context.reader, order.agency);
  if (!agency || !ratableOn(agency, today(context.clock))) return refused('survey.refused.agency');
  if (order.label.trim() === '' || order.label.length > 80) return refused('survey.point.refused.label');
  if (order.procedure !== undefined && !(await findProcedure(context.reader, order.procedure))) {
    return refused('survey.refused.procedure', { code: order.procedure });
  }
  const point: CollectionPoint = {
    // Nine letters: nobody comes upon another counter's by chance.
    code: codeOf(randomBytes(10)).slice(0, 9),
    label: order.label.trim().normalize('NFC'),
    agency: agency.code,
    procedure: order.procedure ?? null,
    mode: order.mode,
    active: 1,
  };
  await context.writer.transaction().execute(async (tx) => {
    await insertPoint(tx, point);
    await writeAudit(tx, context, { person, act: 'point.add', object: point.code, detail: point });
  });
  return { kind: 'done', point };
}

/** Opens or closes a collection point: a poster that was lost, a counter that moved. */
export async function switchPoint(context: Context, code: string, active: boolean, person: string): Promise<PointOutcome> {
  const point = await findPoint(context.reader, code);
  if (!point) return refused('survey.refused.point');
  await context.writer.transaction().execute(async (tx) => {
    await setPointActive(tx, code, active);
    await writeAudit(tx, context, { person, act: active ? 'point.open' : 'point.close', object: code, detail: null });
  });
  return { kind: 'done', point: { ...point, active: active ? 1 : 0 } };
}
