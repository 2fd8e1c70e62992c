import type { Doer } from '#accounts/model/person.ts';
import type { App } from '#platform/app.ts';
import { addBanner, type BannerOutcome, changeBanner, endBanner } from '#settings/banner-service.ts';
import { bannerFields, type TypedBanner } from '#settings/model/banner.ts';
import { contactFields } from '#settings/model/contact.ts';
import { changeContact, changeHolidays, type SettingOutcome, settingRefused } from '#settings/service.ts';
import { readFields } from './read-fields.ts';

type Typed = Readonly<Record<string, string>>;

/** The form of the portal's contact. */
export async function contactForm(app: App, by: Doer, request: Request): Promise<{ outcome: SettingOutcome; typed: Typed }> {
  const form = await readFields(request);
  if (!form) return { outcome: settingRefused(null, 'settings.unread'), typed: {} };
  const typed = Object.fromEntries(contactFields.map((field) => [field, form.text(field)]));
  const seen = form.text('seen');
  return { outcome: await changeContact(app, by, typed, seen), typed: { ...typed, seen } };
}

/** The form of the holidays. */
export async function holidaysForm(app: App, by: Doer, request: Request): Promise<{ outcome: SettingOutcome; typed: Typed }> {
  const form = await readFields(request);
  if (!form) return { outcome: settingRefused(null, 'settings.unread'), typed: {} };
  const typed = { days: form.text('days'), source: form.text('source') };
  const seen = form.text('seen');
  return { outcome: await changeHolidays(app, by, typed, seen), typed: { ...typed, seen } };
}

export interface BannerFormResult {
  readonly outcome: BannerOutcome;
  readonly typed: TypedBanner | null;
  readonly version: string;
  readonly done: 'luu' | 'go';
}

/** The forms of a banner, by the name of the button; `id` null: a new one. */
export async function bannerForm(app: App, by: Doer, id: number | null, request: Request): Promise<BannerFormResult> {
  const form = await readFields(request);
  if (!form) return { outcome: settingRefused(null, 'settings.unread'), typed: null, version: '', done: 'luu' };
  const version = form.text('version');
  const seen = { id: id ?? 0, version: Number(version) };
  if (form.text('viec') === 'go') return { outcome: await endBanner(app, by, seen), typed: null, version, done: 'go' };
  const typed = Object.fromEntries(bannerFields.map((field) => [field, form.text(field)])) as TypedBanner;
  const order = { typed, shortAnyway: form.text('short') === '1' };
  const outcome = id === null ? await addBanner(app, by, order) : await changeBanner(app, by, seen, order);
  return { outcome, typed, version, done: 'luu' };
}
