import { timestamp } from '#platform/clock.ts';
import type { Context } from '#platform/context.ts';
import type { Site } from '#platform/site.ts';
import { type Banner, bannersAt } from './model/banner.ts';
import { withContact } from './model/contact.ts';
import type { Holidays } from './model/holidays.ts';
import { bannersNotOver, storedContact, storedHolidays } from './store.ts';

/** What staff have set of the portal itself, held in memory: every page asks for it. */
export interface SiteSettings {
  /** The portal's names and contact. */
  site(): Site;
  holidays(): Holidays;
  /** What stands above every public page at this moment. */
  banners(): readonly Banner[];
  /** Reads all anew. Called at start, and whenever staff, here or in another process, have changed something. */
  reload(): Promise<void>;
}

/** The settings of the database over those of content/. */
export function siteSettings({ reader, clock, log }: Context, content: { readonly site: Site; readonly holidays: Holidays }): SiteSettings {
  let { site, holidays } = content;
  let banners: readonly Banner[] = [];
  return {
    site: () => site,
    holidays: () => holidays,
    banners: () => bannersAt(banners, timestamp(clock)),
    async reload() {
      banners = await bannersNotOver(reader, timestamp(clock));
      try {
        const contact = await storedContact(reader);
        site = contact ? withContact(content.site, contact) : content.site;
        holidays = (await storedHolidays(reader)) ?? content.holidays;
      } catch (error) {
        // A footer that says less is better than no page.
        log.error('settings.unreadable', error);
      }
    },
  };
}
