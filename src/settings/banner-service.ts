import type { Doer } from '#accounts/model/person.ts';
import type { BannerRow, IsoTime } from '#db/schema.ts';
import { writeAudit } from '#platform/audit.ts';
import { recordChanges } from '#platform/changes.ts';
import { timestamp } from '#platform/clock.ts';
import type { Tx } from '#platform/context.ts';
import { hanoiClock } from '#platform/model/hanoi-time.ts';
import { siteTag } from '#platform/site.ts';
import { type Banner, type BannerText, bannerState, readBanner, shortNotice, type TypedBanner } from './model/banner.ts';
import { firstStopDay, leastNotice } from './model/working-days.ts';
import { type SettingRefused, type SettingsContext, settingRefused, settingStale } from './service.ts';
import { bannersNotOver, findBanner, insertBanner, updateBanner } from './store.ts';

export type BannerOutcome = SettingRefused | { readonly kind: 'done'; readonly id: number };

/** What is typed of a banner, and whether a notice that is too short is wanted all the same. */
export interface BannerOrder {
  readonly typed: TypedBanner;
  readonly shortAnyway: boolean;
}

// More than these at once and nobody reads any.
const mostBanners = 5;

/** Adds a banner: it appears and goes by itself at its times. */
export async function addBanner(context: SettingsContext, by: Doer, order: BannerOrder): Promise<BannerOutcome> {
  return changing(context, by, async (tx, now) => {
    const text = checked(context, order, now, null);
    if (text.kind === 'refused') return text;
    if ((await bannersNotOver(tx, now)).length >= mostBanners) return settingRefused(null, 'settings.banner.many', { most: mostBanners });
    const { short, ...banner } = text;
    const id = await insertBanner(tx, { ...stored(banner), ended_at: null, version: 1, editor: by.name, updated_at: now });
    await writeAudit(tx, context, { person: by, act, object: `banner:${id}`, detail: detailOf(short), after: banner });
    return { kind: 'done', id };
  });
}

/** Changes a banner that is not over, as it was seen in this version. */
export async function changeBanner(context: SettingsContext, by: Doer, seen: SeenBanner, order: BannerOrder): Promise<BannerOutcome> {
  return changing(context, by, async (tx, now) => {
    const before = await current(tx, seen, now);
    if (before.kind === 'refused') return before;
    const text = checked(context, order, now, before);
    if (text.kind === 'refused') return text;
    const { short, ...banner } = text;
    await updateBanner(tx, before.id, { ...stored(banner), version: before.version + 1, editor: by.name, updated_at: now });
    const object = `banner:${before.id}`;
    await writeAudit(tx, context, { person: by, act, object, detail: detailOf(short), before: textOf(before), after: banner });
    return { kind: 'done', id: before.id };
  });
}

/** Takes a banner away before its time, or before it appeared. */
export async function endBanner(context: SettingsContext, by: Doer, seen: SeenBanner): Promise<BannerOutcome> {
  return changing(context, by, async (tx, now) => {
    const before = await current(tx, seen, now);
    if (before.kind === 'refused') return before;
    await updateBanner(tx, before.id, { ended_at: now, version: before.version + 1, editor: by.name, updated_at: now });
    await writeAudit(tx, context, { person: by, act, object: `banner:${before.id}`, before: { ended_at: null }, after: { ended_at: now } });
    return { kind: 'done', id: before.id };
  });
}

/** A banner and the version of it that somebody saw. */
export interface SeenBanner {
  readonly id: number;
  readonly version: number;
}

const act = 'settings.change_banner';

async function changing(
  context: SettingsContext,
  by: Doer,
  make: (tx: Tx, now: IsoTime) => Promise<BannerOutcome>,
): Promise<BannerOutcome> {
  const outcome = await context.writer.transaction().execute(async (tx): Promise<BannerOutcome> => {
    const denied = by.permit(act);
    if (denied) return { kind: 'refused', field: null, message: denied };
    const made = await make(tx, timestamp(context.clock));
    if (made.kind === 'done') await recordChanges(tx, [siteTag]);
    return made;
  });
  if (outcome.kind === 'done') await context.settings.reload();
  return outcome;
}

/** The banner as it is stored; refused where it is over, or was changed since it was seen. */
async function current(tx: Tx, { id, version }: SeenBanner, now: string): Promise<Banner | SettingRefused> {
  const banner = await findBanner(tx, id);
  if (!banner) return settingRefused(null, 'settings.banner.unknown');
  // First: whoever took it away has changed it too, but nothing can be saved over that.
  if (bannerState(banner, now) === 'over') return settingRefused(null, 'settings.banner.over');
  return banner.version === version ? banner : settingStale();
}

type Checked = BannerText & { /** Working days before the stop, where these are too few. */ readonly short: number | null };

function checked(
  { settings }: SettingsContext,
  { typed, shortAnyway }: BannerOrder,
  now: string,
  before: Banner | null,
): Checked | SettingRefused {
  const banner = readBanner(typed, now, before);
  if ('wrong' in banner) return settingRefused(banner.wrong, `settings.banner.wrong.${banner.wrong}`);
  // People who were told of this very stop before keep having been told.
  const told = before !== null && before.stops_at === banner.stops_at && before.shown_from < now ? before.shown_from : now;
  const holidays = new Set(settings.holidays().days);
  const short = shortNotice(banner, told, holidays);
  if (short !== null && !shortAnyway) {
    const announced = hanoiClock(banner.shown_from < told ? told : banner.shown_from).slice(0, 10);
    const first = { date: firstStopDay(announced, holidays) };
    return settingRefused('short', 'settings.banner.short', { days: short, least: leastNotice, first });
  }
  return { ...banner, short };
}

const detailOf = (short: number | null) => (short === null ? undefined : { working_days_before: short });

// Times come out of readBanner as ISO 8601 UTC text.
const stored = (banner: BannerText) => banner as Pick<BannerRow, keyof BannerText>;

const textOf = ({ kind, text_vi, text_en, shown_from, stops_at, until }: Banner): BannerText => ({
  kind,
  text_vi,
  text_en,
  shown_from,
  stops_at,
  until,
});
