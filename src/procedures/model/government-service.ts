import type { ShownAgency } from './agency-name.ts';
import { durationOf, type FeeAnswer } from './answers.ts';
import { nameOf, type Procedure, type ProcedureFacts } from './procedure.ts';
import { audiences, type Channel } from './vocabulary.ts';

/** What the description for search engines needs beside the procedure itself. */
export interface ServiceSurroundings {
  /** The page's whole address. */
  readonly url: string;
  /** Where dossiers are filed. */
  readonly nationalPortal: string;
  readonly facts: ProcedureFacts;
  readonly where: readonly ShownAgency[];
  readonly fee: FeeAnswer;
}

const isoUnit = { 'ngày làm việc': null, ngày: 'D', giờ: 'H', tháng: 'M', năm: 'Y' } as const;

/**
 * A procedure as schema.org describes it (GovernmentService). Only what is sure: no fee that is doubtful or differs by
 * case, no time in working days, which ISO 8601 cannot say, no agency of another province.
 */
export function governmentService(procedure: Procedure, { url, nationalPortal, facts, where, fee }: ServiceSurroundings): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'GovernmentService',
    name: nameOf(procedure),
    identifier: procedure.code,
    ...(facts.field === '' ? {} : { serviceType: facts.field }),
    ...(where.length === 0 ? {} : { provider: where.map(({ name }) => ({ '@type': 'GovernmentOrganization', name })) }),
    areaServed: { '@type': 'AdministrativeArea', name: 'Hà Nội' },
    ...(facts.audiences.length === 0
      ? {}
      : { audience: facts.audiences.map((code) => ({ '@type': 'Audience', audienceType: audiences[code] })) }),
    ...(procedure.record ? { availableChannel: channelsOf(procedure.record.methods, nationalPortal) } : {}),
    ...offerOf(fee),
    url,
    inLanguage: 'vi',
  };
}

function channelsOf(methods: NonNullable<Procedure['record']>['methods'], nationalPortal: string): readonly object[] {
  return [...Map.groupBy(methods, (method) => method.channel)].map(([channel, rows]) => {
    const times = new Set(rows.map(({ time }) => isoDuration(time)));
    const [time] = times;
    return {
      '@type': 'ServiceChannel',
      name: channelNames[channel],
      ...(channel === 'trực tuyến' ? { serviceUrl: nationalPortal } : {}),
      ...(times.size === 1 && time ? { processingTime: time } : {}),
    };
  });
}

const channelNames: Readonly<Record<Channel, string>> = { 'trực tuyến': 'Trực tuyến', 'bưu chính': 'Bưu chính', 'trực tiếp': 'Trực tiếp' };

function isoDuration(time: Parameters<typeof durationOf>[0]): string | null {
  const known = durationOf(time);
  const unit = known && isoUnit[known.unit];
  if (!unit || !Number.isInteger(known.n)) return null;
  return unit === 'H' ? `PT${known.n}H` : `P${known.n}${unit}`;
}

/** The price, where the source states one amount for all and nothing speaks against it. */
function offerOf(fee: FeeAnswer): object {
  if (fee.kind !== 'amounts' || fee.partly || fee.lines.length !== 1) return {};
  const [range, ...others] = fee.lines[0]?.ranges ?? [];
  if (!range || others.length > 0 || range.from !== range.to || range.thousands) return {};
  return { offers: { '@type': 'Offer', price: String(range.from), priceCurrency: 'VND' } };
}
