import type { z } from 'zod';
import type { BannerRow } from '#db/schema.ts';
import type { Reader, Tx } from '#platform/context.ts';
import type { Banner } from './model/banner.ts';
import { type Contact, contactSchema } from './model/contact.ts';
import { type Holidays, holidaysSchema } from './model/holidays.ts';

/** What staff have set in place of content/: each one row of the table `settings`, as JSON. */
const schemas = { contact: contactSchema, holidays: holidaysSchema } as const;
export type SettingKey = keyof typeof schemas;

/** The contact that staff have set; null where they have set none. Throws where it cannot be read. */
export const storedContact = (reader: Reader): Promise<Contact | null> => stored(reader, 'contact', schemas.contact);

/** The holidays that staff have set; null where they have set none. Throws where they cannot be read. */
export const storedHolidays = (reader: Reader): Promise<Holidays | null> => stored(reader, 'holidays', schemas.holidays);

async function stored<T>(reader: Reader, key: SettingKey, schema: z.ZodType<T>): Promise<T | null> {
  const row = await reader.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
  return row ? schema.parse(JSON.parse(row.value)) : null;
}

export async function putSetting(tx: Tx, key: SettingKey, setting: Contact | Holidays): Promise<void> {
  const value = JSON.stringify(setting);
  await tx
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** The banners that are to come or stand at a moment (ISO 8601), what begins first before all. */
export async function bannersNotOver(reader: Reader, now: string): Promise<readonly Banner[]> {
  return reader
    .selectFrom('banners')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('until', '>', now as BannerRow['until'])
    .orderBy('shown_from')
    .orderBy('id')
    .execute();
}

/** The banners that are over by a moment, the latest first. */
export async function bannersOver(reader: Reader, now: string, limit: number): Promise<readonly Banner[]> {
  return reader
    .selectFrom('banners')
    .selectAll()
    .where((e) => e.or([e('ended_at', 'is not', null), e('until', '<=', now as BannerRow['until'])]))
    .orderBy('updated_at', 'desc')
    .limit(limit)
    .execute();
}

export async function findBanner(reader: Reader, id: number): Promise<Banner | undefined> {
  return reader.selectFrom('banners').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertBanner(tx: Tx, row: Omit<BannerRow, 'id'>): Promise<number> {
  const { id } = await tx.insertInto('banners').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
}

export async function updateBanner(tx: Tx, id: number, changes: Partial<Omit<BannerRow, 'id'>>): Promise<void> {
  await tx.updateTable('banners').set(changes).where('id', '=', id).execute();
}
