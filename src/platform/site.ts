import path from 'node:path';
import { z } from 'zod';
import type { Language } from '#i18n/model/language.ts';
import { contentDir, readContentFile } from './content-files.ts';

const names = z.strictObject({
  name: z.string().min(1),
  short_name: z.string().min(1),
  description: z.string().min(1),
  /** The agency that answers for the portal; contact data may be empty until confirmed. */
  agency: z.string().min(1),
});

const siteSchema = names.extend({
  responsible: z.string(),
  address: z.string(),
  phone: z.string(),
  email: z.string(),
  /** Where dossiers are filed. */
  national_portal: z.url(),
  /** Where petitions and complaints about rules go. */
  petitions: z.url(),
  /** What the portal is called in English. */
  en: names,
});
export type Site = z.infer<typeof siteSchema>;

/** Changed with what stands on every page: its footer and what is told above it. Every kept page bears this tag. */
export const siteTag = 'site';

/** The portal's name and contact. Throws a Fault where content/site.yaml is wrong. */
export function readSite(): Site {
  return readContentFile(path.join(contentDir, 'site.yaml'), siteSchema).data;
}

/** The portal as it is called in a language. */
export function siteIn(site: Site, language: Language): Site {
  return language === 'vi' ? site : { ...site, ...site.en };
}
