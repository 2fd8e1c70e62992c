import { z } from 'zod';
import { hanoiClock, hanoiMoment } from '#platform/model/hanoi-time.ts';
import { oneLine } from '#platform/model/one-line.ts';
import { leastNotice, workingDaysBetween } from './working-days.ts';

/** A stop that is planned and announced, or something that does not work now. */
export const bannerKinds = ['planned', 'incident'] as const;
export type BannerKind = (typeof bannerKinds)[number];

/** What is told above every public page for some time. Moments are ISO 8601 UTC text. */
export interface Banner {
  readonly id: number;
  readonly kind: BannerKind;
  readonly text_vi: string;
  readonly text_en: string;
  readonly shown_from: string;
  /** When the portal stops; only of a planned stop. */
  readonly stops_at: string | null;
  /** When it is expected to work again, and the banner goes. */
  readonly until: string;
  readonly ended_at: string | null;
  readonly version: number;
  readonly editor: string;
  readonly updated_at: string;
}

/** What of a banner is typed. */
export type BannerText = Pick<Banner, 'kind' | 'text_vi' | 'text_en' | 'shown_from' | 'stops_at' | 'until'>;
export type BannerState = 'coming' | 'shown' | 'over';

/** Whether a banner is still to come, stands there, or is over at a moment (ISO 8601). */
export function bannerState({ shown_from, until, ended_at }: Pick<Banner, 'shown_from' | 'until' | 'ended_at'>, now: string): BannerState {
  if (ended_at !== null || until <= now) return 'over';
  return shown_from <= now ? 'shown' : 'coming';
}

/** The banners that stand above every page at a moment, what stops first before all. */
export function bannersAt(banners: readonly Banner[], now: string): readonly Banner[] {
  return banners
    .filter((banner) => bannerState(banner, now) === 'shown')
    .sort((a, b) => (startOf(a) < startOf(b) ? -1 : startOf(a) > startOf(b) ? 1 : a.id - b.id));
}

const startOf = ({ stops_at, shown_from }: Banner) => stops_at ?? shown_from;

/** The fields of the form in their order. */
export const bannerFields = [
  'kind',
  'text_vi',
  'text_en',
  'shown_from',
  'stops_at',
  'until',
] as const satisfies readonly (keyof BannerText)[];
export type BannerField = (typeof bannerFields)[number];
export type TypedBanner = Readonly<Record<BannerField, string>>;

const words = oneLine(400).pipe(z.string().min(1));
// Longer than this nobody reads it any more.
const longestMs = 92 * 86_400_000;

const given = z.object({ kind: z.enum(bannerKinds), text_vi: words, text_en: words });

/**
 * Reads what was typed, times as the clock in Hà Nội shows them; gives the field that is wrong where one is. Nothing typed for the
 * beginning is now. Nobody was told before now, or before a banner that is `before` this change began: an earlier beginning is that one.
 */
export function readBanner(
  typed: TypedBanner,
  now: string,
  before: Pick<Banner, 'shown_from'> | null,
): BannerText | { readonly wrong: BannerField } {
  const texts = given.safeParse(typed);
  if (!texts.success) return { wrong: bannerFields.find((field) => field === texts.error.issues[0]?.path[0]) ?? 'kind' };
  const planned = texts.data.kind === 'planned';
  const wanted = typed.shown_from === '' ? now : hanoiMoment(typed.shown_from);
  const earliest = before !== null && before.shown_from < now ? before.shown_from : now;
  const shown_from = wanted !== null && wanted < earliest ? earliest : wanted;
  const stops_at = planned ? hanoiMoment(typed.stops_at) : null;
  const until = hanoiMoment(typed.until);
  if (shown_from === null) return { wrong: 'shown_from' };
  if (planned && (stops_at === null || stops_at < shown_from)) return { wrong: 'stops_at' };
  if (until === null || until <= (stops_at ?? shown_from) || until <= now || Date.parse(until) - Date.parse(shown_from) > longestMs) {
    return { wrong: 'until' };
  }
  return { ...texts.data, shown_from, stops_at, until };
}

/**
 * How many working days before a planned stop people are told, where these are fewer than there should be; null where they are
 * enough, or nothing is planned. Nobody is told before `now`.
 */
export function shortNotice(
  { shown_from, stops_at }: Pick<BannerText, 'shown_from' | 'stops_at'>,
  now: string,
  holidays: ReadonlySet<string>,
): number | null {
  if (stops_at === null) return null;
  const told = shown_from < now ? now : shown_from;
  const days = workingDaysBetween(hanoiClock(told).slice(0, 10), hanoiClock(stops_at).slice(0, 10), holidays);
  return days < leastNotice ? days : null;
}
