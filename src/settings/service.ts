import type { Act } from '#accounts/model/act.ts';
import type { Doer } from '#accounts/model/person.ts';
import { type Message, type MessageKey, message } from '#i18n/model/message.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import type { Context, Tx } from '#platform/context.ts';
import { sha256Hex } from '#platform/sha256.ts';
import { siteTag } from '#platform/site.ts';
import type { SiteSettings } from './live.ts';
import { type Contact, contactFields, contactOf, contactSchema } from './model/contact.ts';
import { type Holidays, holidaysSchema, readDays } from './model/holidays.ts';
import { putSetting, type SettingKey, storedContact, storedHolidays } from './store.ts';

export interface SettingsContext extends Context {
  readonly settings: SiteSettings;
}

/** A refusal, with the field that it is about. */
export interface SettingRefused {
  readonly kind: 'refused';
  readonly field: string | null;
  readonly message: Message;
  /** Somebody else has changed it since the person saw it. */
  readonly stale?: true;
}
export type SettingOutcome = SettingRefused | { readonly kind: 'done' };

export const settingRefused = (field: string | null, key: MessageKey, values?: Message['values']): SettingRefused => ({
  kind: 'refused',
  field,
  message: message(key, values),
});

/** The refusal of whoever saw what no longer stands. */
export const settingStale = (): SettingRefused => ({ ...settingRefused(null, 'settings.stale'), stale: true });

/** Names a setting as somebody saw it: a later change of somebody else is not overwritten unseen. */
export function seenAs(setting: Contact | Holidays): string {
  return sha256Hex(JSON.stringify(setting)).slice(0, 16);
}

/** Changes who answers for the portal and how they are reached; every page says so at once. */
export async function changeContact(
  context: SettingsContext,
  by: Doer,
  typed: Readonly<Record<string, string>>,
  seen: string,
): Promise<SettingOutcome> {
  const input = contactSchema.safeParse(typed);
  if (!input.success) {
    const field = contactFields.find((one) => one === input.error.issues[0]?.path[0]) ?? 'agency';
    return settingRefused(field, `settings.contact.wrong.${field}`);
  }
  const before = async (tx: Tx) => (await storedContact(tx)) ?? contactOf(context.settings.site());
  return changeSetting(context, by, { act: 'settings.change_contact', key: 'contact', before, after: input.data, seen });
}

/** Changes the days that are no working days, and the decision that names them. */
export async function changeHolidays(
  context: SettingsContext,
  by: Doer,
  typed: { readonly days: string; readonly source: string },
  seen: string,
): Promise<SettingOutcome> {
  const read = readDays(typed.days);
  if ('wrong' in read) return settingRefused('days', 'settings.holidays.wrong', { line: read.wrong });
  const input = holidaysSchema.safeParse({ days: read.days, source: typed.source.normalize('NFC').trim() });
  if (!input.success) return settingRefused(input.error.issues[0]?.path[0] === 'source' ? 'source' : 'days', 'settings.holidays.long');
  const before = async (tx: Tx) => (await storedHolidays(tx)) ?? context.settings.holidays();
  return changeSetting(context, by, { act: 'settings.change_holidays', key: 'holidays', before, after: input.data, seen });
}

interface Change<T> {
  readonly act: Act;
  readonly key: SettingKey;
  readonly before: (tx: Tx) => Promise<T>;
  readonly after: T;
  readonly seen: string;
}

async function changeSetting<T extends Contact | Holidays>(
  context: SettingsContext,
  by: Doer,
  { act, key, before: read, after, seen }: Change<T>,
): Promise<SettingOutcome> {
  const outcome = await context.writer.transaction().execute(async (tx): Promise<SettingOutcome> => {
    const denied = by.permit(act);
    if (denied) return { kind: 'refused', field: null, message: denied };
    const before = await read(tx);
    if (seenAs(before) !== seen) return settingStale();
    await putSetting(tx, key, after);
    await writeAudit(tx, context, { person: by, act, object: key, before, after });
    await recordChanges(tx, [siteTag]);
    return { kind: 'done' };
  });
  if (outcome.kind === 'done') await context.settings.reload();
  return outcome;
}
