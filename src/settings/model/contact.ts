import { z } from 'zod';
import { oneLine } from '#platform/model/one-line.ts';

const line = oneLine(200);

/** Who answers for the portal and how they are reached; what is not confirmed yet is empty. */
export const contactSchema = z.object({
  agency: line.pipe(z.string().min(1)),
  agency_en: line.pipe(z.string().min(1)),
  responsible: line,
  address: line,
  phone: line.pipe(z.union([z.literal(''), z.string().regex(/^\+?[\d\s().-]{6,30}$/)])),
  email: line.pipe(z.union([z.literal(''), z.email()])),
});
export type Contact = z.infer<typeof contactSchema>;

/** The fields in the order of their form. */
export const contactFields = [
  'agency',
  'agency_en',
  'responsible',
  'address',
  'phone',
  'email',
] as const satisfies readonly (keyof Contact)[];

/** What of a site is its contact, with the agency's name in English apart. */
interface HasContact extends Omit<Contact, 'agency_en'> {
  readonly en: { readonly agency: string };
}

/** What a site says of its contact. */
export function contactOf({ agency, responsible, address, phone, email, en }: HasContact): Contact {
  return { agency, agency_en: en.agency, responsible, address, phone, email };
}

/** A site with another contact. */
export function withContact<T extends HasContact>(site: T, { agency_en, ...contact }: Contact): T {
  return { ...site, ...contact, en: { ...site.en, agency: agency_en } };
}
