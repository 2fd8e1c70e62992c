import { z } from 'zod';
import { wholeDay } from '#platform/model/partial-date.ts';

export const agencyKinds = ['ward', 'commune', 'township', 'urban-district', 'rural-district', 'town', 'department', 'other'] as const;
export type AgencyKind = (typeof agencyKinds)[number];

/** How much of an agency went into another. */
export type Relation = 'whole' | 'part' | 'rest';

/** An agency as the content files write it. */
export const agencySchema = z.strictObject({
  code: z.string().regex(/^[0-9A-Z][0-9A-Z-]*(-truoc-2025)?$/, 'mã chỉ gồm chữ hoa không dấu, số và dấu nối'),
  name: z.string().min(1),
  kind: z.enum(agencyKinds),
  abbreviation: z.string().optional(),
  valid_from: wholeDay.optional(),
  valid_to: wholeDay.optional(),
  /** Code of the agency above it, in its time. */
  parent: z.string().optional(),
  status: z.string().optional(),
  national_code: z.string().optional(),
  note: z.string().optional(),
  formed_from: z.array(z.string()).optional(),
  /** Other spellings of the name that official sources use. */
  variants: z.array(z.string()).optional(),
  main_former_district: z.string().optional(),
  main_former_district_basis: z.string().optional(),
  sources: z.array(z.string()).min(1),
  confidence: z.enum(['high', 'medium', 'low']).optional(),
  predecessors: z
    .array(z.strictObject({ code: z.string(), relation: z.enum(['whole', 'part', 'rest']), inferred: z.boolean().optional() }))
    .optional(),
});
export type AgencyRecord = z.infer<typeof agencySchema>;

export const agencyFileSchema = z.strictObject({ agencies: z.array(agencySchema).min(1) });

export const agencySourcesSchema = z.strictObject({
  as_of: z.string(),
  sources: z.record(z.string(), z.strictObject({ what: z.string(), url: z.string().optional(), note: z.string().optional() })),
});

export interface Agency {
  readonly code: string;
  readonly name: string;
  readonly kind: AgencyKind;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
}

/** Whether the agency exists on a day (`YYYY-MM-DD`); a former agency can be shown, never rated today. */
export function existsOn(agency: Pick<Agency, 'valid_from' | 'valid_to'>, day: string): boolean {
  return (agency.valid_from === null || agency.valid_from <= day) && (agency.valid_to === null || day <= agency.valid_to);
}

const ratedKinds: readonly AgencyKind[] = ['ward', 'commune', 'department'];

/** Whether residents may rate the agency on a day: it exists then, and is a ward, a commune or a department. */
export function ratableOn(agency: Pick<Agency, 'kind' | 'valid_from' | 'valid_to'>, day: string): boolean {
  return ratedKinds.includes(agency.kind) && existsOn(agency, day);
}

/** Which of an instrument's audiences the agency belongs to; null for agencies that are not rated. */
export function ratedAs(kind: AgencyKind): 'commune' | 'department' | null {
  if (kind === 'ward' || kind === 'commune') return 'commune';
  return kind === 'department' ? 'department' : null;
}
