import { readAgencies } from '#agencies/content.ts';
import { type Place, placeKinds } from '#agencies/model/place.ts';
import { fold } from '#search/model/text.ts';

/** All places of content/agencies, as the store gives them. */
export function placesOfContent(): readonly Place[] {
  const records = readAgencies().filter((record) => placeKinds.includes(record.kind));
  const parents = new Map(records.map((record) => [record.code, record.parent]));
  return records.map((record) => ({
    code: record.code,
    name: record.name,
    name_fold: fold(record.name),
    kind: record.kind,
    valid_from: record.valid_from ?? null,
    valid_to: record.valid_to ?? null,
    districts: [...new Set([record.parent, ...(record.predecessors ?? []).map((one) => parents.get(one.code))])].filter(
      (code) => code !== undefined,
    ),
  }));
}
