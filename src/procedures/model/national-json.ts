import { z } from 'zod';
import { type NationalRecord, recordSchema } from './record.ts';
import { sourceLine, sourceText } from './source-text.ts';
import type { Channel, FeeType, Level, TimeUnit } from './vocabulary.ts';

// Only what we use is named; the source adds keys as it likes. A missing text is an empty one, a missing list too.
const line = z
  .string()
  .nullish()
  .transform((text) => sourceLine(text ?? ''));
const text = z
  .string()
  .nullish()
  .transform((value) => sourceText(value ?? ''));
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);
const quantity = z.coerce
  .number()
  .int()
  .min(0)
  .max(1000)
  .nullish()
  .transform((n) => n ?? 0);
const list = <T extends z.ZodType>(of: T) =>
  z
    .array(of)
    .nullish()
    .transform((all) => all ?? []);
const named = z.object({ code: line, name: line });
/** Agencies and groups of agencies; some entries are empty. */
const agencies = z
  .array(named.nullable())
  .nullish()
  .transform((all) =>
    (all ?? []).filter((one) => one !== null && one.name !== '').map((one) => ({ code: one?.code ?? '', name: one?.name ?? '' })),
  );
const moment = z.number().int().min(0).max(4_102_444_800_000);

const channelOf = { DIRECT: 'trực tiếp', ONLINE: 'trực tuyến', POSTAL: 'bưu chính' } as const satisfies Record<string, Channel>;
const unitOf = {
  WORKING_DAY: 'ngày làm việc',
  DAY: 'ngày',
  HOUR: 'giờ',
  MONTH: 'tháng',
  YEAR: 'năm',
  OTHER: 'khác',
} as const satisfies Record<string, TimeUnit>;
// By the values that stand under each; the source explains its codes nowhere.
const feeTypeOf = { FEE: 'phí', SERVICE_FEE: 'lệ phí', PRICE_LEVEL: 'mức giá' } as const satisfies Record<string, FeeType>;
const levelOf = {
  isWard: 'xã',
  isProvince: 'tỉnh/thành phố',
  isMinistry: 'trung ương',
  isVertical: 'ngành dọc',
  isOtherAgency: 'cơ quan khác',
} as const satisfies Record<string, Level>;

const fee = z.object({
  type: z.enum(['FEE', 'SERVICE_FEE', 'PRICE_LEVEL']),
  value: z.number().nullish(),
  description: text,
  attachment: z.object({ fileName: line }).nullish(),
});

const method = z.object({
  submissionMethod: z.enum(['DIRECT', 'ONLINE', 'POSTAL']),
  processingTime: z.union([z.number(), z.string()]).nullish(),
  processingTimeUnit: z.enum(['WORKING_DAY', 'DAY', 'HOUR', 'MONTH', 'YEAR', 'OTHER']),
  fees: list(fee),
  description: text,
});

const paper = z.object({
  code: line,
  name: text,
  originalQty: quantity,
  copyQty: quantity,
  attachments: list(z.object({ fileName: line })),
  hasElectronicForm: flag,
});

/** A record as the national database hands it out (2026): the keys that we read. */
const nationalJson = z.object({
  code: z.string(),
  name: z.string(),
  type: z.enum(['STANDARD', 'SPECIFIC', 'STANDARD_INTERNAL', 'INTERCONNECTED', 'INTERCONNECTED_INTERNAL']),
  formalityType: line,
  categoriesDetails: z.array(named).min(1),
  isWard: flag,
  isProvince: flag,
  isMinistry: flag,
  isVertical: flag,
  isOtherAgency: flag,
  subjectTypesDetails: list(named),
  departmentPromulgateCode: line,
  departmentPromulgateName: line,
  decisionNo: line,
  procedureProposal: z.object({ proposalNumber: line, decisionDate: moment.nullish(), publicationDate: moment.nullish() }).nullish(),
  executionSteps: list(z.object({ name: line, description: text })),
  executionMethods: list(method),
  executionCases: list(z.object({ name: text, profileComponents: list(paper) })),
  departmentsExecuting: agencies,
  unitGroupsExecuting: agencies,
  departmentsAuthority: agencies,
  unitGroupsAuthority: agencies,
  departmentsAuthorized: agencies,
  unitGroupsAuthorized: agencies,
  departmentsCoordinating: agencies,
  unitGroupsCoordinating: agencies,
  dossierReceivingAddresses: text,
  resultsDetails: list(named),
  returningMethods: list(z.object({ type: z.string(), value: list(z.string()) })),
  legalBasisesDetails: list(named),
  requirementsAndConditions: text,
  description: text,
  note: text,
  keywords: text,
  cases: list(z.object({ code: line, name: line })),
  serviceGroupsDetails: list(z.object({ name: line, type: line })),
  isFullProcess: flag,
  isOfflineOnly: flag,
  isNonTerritorial: flag,
  isInternal: flag,
  updatedAt: moment,
});

export type ReadRecord =
  | { readonly kind: 'record'; readonly record: NationalRecord }
  /** `path` is the place within the record, empty for the record itself. */
  | { readonly kind: 'broken'; readonly code: string; readonly path: string; readonly why: string };

/** Reads one record of the national database; `broken` names the first thing that is wrong with it. The code is not judged here. */
export function readNationalJson(value: unknown): ReadRecord {
  const parsed = nationalJson.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { kind: 'broken', code: codeOf(value), path: (issue?.path ?? []).join('.'), why: issue?.message ?? '' };
  }
  const json = parsed.data;
  const field = json.categoriesDetails[0] ?? { code: '', name: '' };
  return {
    kind: 'record',
    record: {
      code: json.code.normalize('NFC').trim(),
      name: sourceText(json.name),
      kind: json.type,
      regulation: json.formalityType,
      field,
      levels: (Object.keys(levelOf) as (keyof typeof levelOf)[]).filter((key) => json[key]).map((key) => levelOf[key]),
      audiences: byCode(json.subjectTypesDetails),
      promulgator: { code: json.departmentPromulgateCode, name: json.departmentPromulgateName },
      decision: {
        number: json.decisionNo || (json.procedureProposal?.proposalNumber ?? ''),
        day: dayOf(json.procedureProposal?.decisionDate),
        published: dayOf(json.procedureProposal?.publicationDate),
      },
      steps: json.executionSteps.map((step) => ({ name: step.name, text: step.description })),
      methods: json.executionMethods.map((row) => ({
        channel: channelOf[row.submissionMethod],
        time: { value: sourceText(String(row.processingTime ?? '')), unit: unitOf[row.processingTimeUnit] },
        fees: row.fees.map((one) => ({
          type: feeTypeOf[one.type],
          amount: one.value ?? null,
          note: one.description,
          attachment: one.attachment?.fileName ?? '',
        })),
        note: row.description,
      })),
      cases: json.executionCases.map((one) => ({
        name: one.name,
        papers: one.profileComponents.map((part) => ({
          code: part.code,
          name: part.name,
          originals: part.originalQty,
          copies: part.copyQty,
          forms: part.attachments.map((file) => file.fileName),
          electronic_form: part.hasElectronicForm,
        })),
      })),
      agencies: {
        executing: [...json.departmentsExecuting, ...json.unitGroupsExecuting],
        authority: [...json.departmentsAuthority, ...json.unitGroupsAuthority],
        authorized: [...json.departmentsAuthorized, ...json.unitGroupsAuthorized],
        coordinating: [...json.departmentsCoordinating, ...json.unitGroupsCoordinating],
      },
      receiving_address: json.dossierReceivingAddresses,
      results: json.resultsDetails,
      returning: json.returningMethods.map((way) => ({ online: way.type === 'ONLINE', places: way.value })),
      legal_basis: json.legalBasisesDetails,
      conditions: json.requirementsAndConditions,
      description: json.description,
      note: json.note,
      keywords: json.keywords,
      variants: json.cases,
      service_groups: json.serviceGroupsDetails,
      full_online: json.isFullProcess,
      offline_only: json.isOfflineOnly,
      non_territorial: json.isNonTerritorial,
      internal: json.isInternal,
      updated_at: new Date(json.updatedAt).toISOString(),
    },
  };
}

/** A stored record, from its JSON text. */
export function parseRecord(json: string): NationalRecord {
  return recordSchema.parse(JSON.parse(json));
}

function codeOf(value: unknown): string {
  const code = (value as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code.slice(0, 100) : '';
}

/** The source hands out audiences in no order: the same ones must read the same. */
function byCode<T extends { code: string }>(all: readonly T[]): T[] {
  return [...all].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/** The day in Hà Nội of a moment in milliseconds; the source stores midnight there. */
function dayOf(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : new Date(ms + 7 * 3_600_000).toISOString().slice(0, 10);
}
