import { randomBytes } from 'node:crypto';
import type { Doer } from '#accounts/model/person.ts';
import { ratableOn } from '#agencies/model/agency.ts';
import { findAgency } from '#agencies/store.ts';
import { type Message, type MessageKey, type MessageValues, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { today } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import { findProcedure } from '#procedures/store.ts';
import { codeOf } from './model/receipt.ts';
import { type CollectionPoint, findPoint, insertPoint, updatePoint } from './point-store.ts';

export type PointOutcome =
  | { readonly kind: 'done'; readonly point: CollectionPoint }
  | { readonly kind: 'refused'; readonly field?: PointField; readonly message: Message };

export type PointField = 'agency' | 'label' | 'procedure';

const refused = (key: MessageKey, values?: MessageValues): PointOutcome => ({ kind: 'refused', message: message(key, values) });
const wrong = (field: PointField, key: MessageKey, values?: MessageValues): PointOutcome => ({
  kind: 'refused',
  field,
  message: message(key, values),
});

/** Sets up a poster or kiosk at a counter of an agency. Its code goes into the address that the poster carries. */
export async function addPoint(
  context: Context,
  order: { readonly label: string; readonly agency: string; readonly procedure?: string; readonly mode: 'qr' | 'kiosk' },
  by: Doer,
): Promise<PointOutcome> {
  return context.writer.transaction().execute(async (tx): Promise<PointOutcome> => {
    const denied = by.permit('point.add');
    if (denied) return { kind: 'refused', message: denied };
    const agency = await findAgency(tx, order.agency);
    if (!agency || !ratableOn(agency, today(context.clock))) return wrong('agency', 'survey.refused.agency');
    const label = labelOf(order.label);
    if (label === null) return wrong('label', 'survey.point.refused.label');
    if (order.procedure !== undefined && !(await findProcedure(tx, order.procedure))) {
      return wrong('procedure', 'survey.refused.procedure', { code: order.procedure });
    }
    const point: CollectionPoint = {
      // Nine letters: nobody comes upon another counter's by chance.
      code: codeOf(randomBytes(10)).slice(0, 9),
      label,
      agency: agency.code,
      procedure: order.procedure ?? null,
      mode: order.mode,
      active: 1,
    };
    await insertPoint(tx, point);
    await writeAudit(tx, context, { person: by, act: 'point.add', object: point.code, after: point });
    return { kind: 'done', point };
  });
}

/** Calls a collection point otherwise. Where it stands and what it is for stay: its poster hangs there already. */
export async function renamePoint(context: Context, code: string, typed: string, by: Doer): Promise<PointOutcome> {
  const label = labelOf(typed);
  return label === null ? wrong('label', 'survey.point.refused.label') : change(context, code, { label }, by);
}

/** Opens or closes a collection point: a poster that was lost, a counter that moved. */
export async function switchPoint(context: Context, code: string, active: boolean, by: Doer): Promise<PointOutcome> {
  return change(context, code, { active: active ? 1 : 0 }, by);
}

async function change(
  context: Context,
  code: string,
  set: Partial<Pick<CollectionPoint, 'label' | 'active'>>,
  by: Doer,
): Promise<PointOutcome> {
  return context.writer.transaction().execute(async (tx): Promise<PointOutcome> => {
    const point = await findPoint(tx, code);
    if (!point) return refused('survey.refused.point');
    const denied = by.permit('point.change', { agency: point.agency });
    if (denied) return { kind: 'refused', message: denied };
    await updatePoint(tx, code, set);
    const before = set.label === undefined ? { active: point.active } : { label: point.label };
    await writeAudit(tx, context, { person: by, act: 'point.change', object: code, before, after: set });
    return { kind: 'done', point: { ...point, ...set } };
  });
}

/** A label as it is stored; null where it is none. */
function labelOf(typed: string): string | null {
  const label = typed.normalize('NFC').trim();
  return label === '' || label.length > 80 ? null : label;
}
