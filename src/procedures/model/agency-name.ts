import { z } from 'zod';
import { isFormerAgency } from './flags.ts';
import { ofAnotherProvince } from './provinces.ts';

/** What agencies of the national records are called in Hà Nội since 1 July 2025. */
export const agencyNamesSchema = z.strictObject({
  names: z.array(z.strictObject({ source: z.array(z.string().min(1)).min(1), today: z.string().min(1) })).min(1),
});

/** The name of today by the key of the source's name. */
export type AgencyNames = ReadonlyMap<string, string>;

/** The names by their keys. */
export function agencyNames({ names }: z.infer<typeof agencyNamesSchema>): AgencyNames {
  return new Map(names.flatMap(({ source, today }) => source.map((name) => [keyOf(name), today] as const)));
}

/** An agency as it is shown. */
export interface ShownAgency {
  /** The name of today where it is known, else the source's. */
  readonly name: string;
  /** As the source writes it. */
  readonly source: string;
  /** Of the three-level government that ended on 1 July 2025. */
  readonly former: boolean;
  /** Of another province: not where somebody in Hà Nội goes. */
  readonly elsewhere: boolean;
}

/** How an agency that the source names is shown. */
export function shownAgency(source: string, names: AgencyNames): ShownAgency {
  const elsewhere = ofAnotherProvince(source);
  const today = elsewhere ? undefined : names.get(keyOf(source));
  return { name: today ?? source, source, former: isFormerAgency(source), elsewhere };
}

/** Where somebody in Hà Nội goes: the agencies that carry a procedure out, without other provinces', none twice. */
export function whereAnswer(executing: readonly string[], names: AgencyNames): readonly ShownAgency[] {
  const ours = executing.map((name) => shownAgency(name, names)).filter((agency) => !agency.elsewhere);
  return [...Map.groupBy(ours, (agency) => agency.name).values()].flatMap(([first, ...same]) =>
    // The same office by a name of today needs no remark about a former one.
    first ? [same.find((agency) => !agency.former) ?? first] : [],
  );
}

/** The source writes one agency in many ways: capitals, the place of a tone mark, blanks, a full stop. */
function keyOf(name: string): string {
  return name
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replaceAll('uỷ', 'ủy')
    .replaceAll('ubnd', 'ủy ban nhân dân')
    .replace(/[.,;\s]+$/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
