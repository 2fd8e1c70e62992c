import { z } from 'zod';
import { wholeDay } from '#platform/model/partial-date.ts';
import { channels, feeTypes, kinds, levels, procedureCode, timeUnits } from './vocabulary.ts';

/** Somebody or something that the national database names; the code is empty where it gives none. */
const named = z.strictObject({ code: z.string(), name: z.string() });

const fee = z.strictObject({
  type: z.enum(feeTypes),
  /** As the source states it; null where it states none. 0 is no proof that nothing is charged. */
  amount: z.number().nullable(),
  note: z.string(),
  /** Name of an attached file; empty where there is none. */
  attachment: z.string(),
});
export type Fee = z.infer<typeof fee>;

const method = z.strictObject({
  channel: z.enum(channels),
  /** `value` is a number or free words; both as the source writes them. */
  time: z.strictObject({ value: z.string(), unit: z.enum(timeUnits) }),
  fees: z.array(fee),
  note: z.string(),
});
export type Method = z.infer<typeof method>;

const paper = z.strictObject({
  code: z.string(),
  name: z.string(),
  originals: z.number().int(),
  copies: z.number().int(),
  /** File names of the forms that go with it. */
  forms: z.array(z.string()),
  electronic_form: z.boolean(),
});
export type Paper = z.infer<typeof paper>;

const paperCase = z.strictObject({ name: z.string(), papers: z.array(paper) });
export type PaperCase = z.infer<typeof paperCase>;

/** A record of the national database of procedures with all its details; texts are plain, NFC, with line breaks. */
export const recordSchema = z.strictObject({
  code: procedureCode,
  name: z.string().min(1),
  kind: z.enum(kinds),
  /** Whether a law leaves it to the ministry or the province to regulate; as the source codes it. */
  regulation: z.string(),
  field: named,
  levels: z.array(z.enum(levels)),
  audiences: z.array(named),
  promulgator: named,
  decision: z.strictObject({ number: z.string(), day: wholeDay.nullable(), published: wholeDay.nullable() }),
  steps: z.array(z.strictObject({ name: z.string(), text: z.string() })),
  methods: z.array(method),
  cases: z.array(paperCase),
  agencies: z.strictObject({
    executing: z.array(named),
    authority: z.array(named),
    authorized: z.array(named),
    coordinating: z.array(named),
  }),
  receiving_address: z.string(),
  results: z.array(named),
  returning: z.array(z.strictObject({ online: z.boolean(), places: z.array(z.string()) })),
  legal_basis: z.array(named),
  conditions: z.string(),
  description: z.string(),
  note: z.string(),
  keywords: z.string(),
  /** Sub-codes that the dossier systems use, as `1.014105.01`. */
  variants: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  service_groups: z.array(z.strictObject({ name: z.string(), type: z.string() })),
  full_online: z.boolean(),
  offline_only: z.boolean(),
  /** May be filed anywhere, whatever the place of residence. */
  non_territorial: z.boolean(),
  internal: z.boolean(),
  /** When the source changed the record, ISO 8601 UTC. */
  updated_at: z.iso.datetime(),
});
export type NationalRecord = z.infer<typeof recordSchema>;
