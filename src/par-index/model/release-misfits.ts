import { criteriaOf } from './criteria.ts';
import { disclosureMisfits, type ReleaseMisfit } from './disclosure-misfits.ts';
import { rational } from './fraction.ts';
import type { PublishedParts } from './release-parts.ts';

/** The contradictions between the parts of a release; empty when all is well. */
export function releaseMisfits(parts: PublishedParts): readonly ReleaseMisfit[] {
  return [...scoreMisfits(parts), ...responseMisfits(parts), ...disclosureMisfits(parts)];
}

function scoreMisfits({ round, criteria, scores }: PublishedParts): readonly ReleaseMisfit[] {
  const file = 'scores.csv';
  const agencies = new Map(round.agencies.map(({ code, name }) => [code, name]));
  const leaves = new Map(
    criteriaOf(criteria)
      .filter(({ scored_by }) => scored_by !== 'survey')
      .map((criterion) => [criterion.code, criterion]),
  );
  const seen = new Set<string>();
  const misfits: ReleaseMisfit[] = [];
  for (const { agency, criterion, applies, self, decided } of scores) {
    const place = `${agency}, tiêu chí ${criterion}`;
    const say = (message: string) => misfits.push({ file, place, message });
    const leaf = leaves.get(criterion);
    if (!agencies.has(agency)) say('cơ quan này không có trong round.json');
    if (!leaf) say('không phải tiêu chí do hội đồng chấm trong criteria.json');
    if (seen.has(place)) say('có hai dòng điểm');
    seen.add(place);
    if (applies && decided === null && leaf?.scored_by === 'appraisal') say('chưa có điểm hội đồng quyết định');
    if (leaf && self !== null && rational(self).compare(rational(leaf.max)) > 0) say(`điểm tự chấm ${self} vượt mức tối đa ${leaf.max}`);
    if (leaf && decided !== null && rational(decided).compare(rational(leaf.max)) > 0) say(`điểm ${decided} vượt mức tối đa ${leaf.max}`);
  }
  for (const [code] of agencies) {
    for (const leaf of leaves.values()) {
      const place = `${code}, tiêu chí ${leaf.code}`;
      if (leaf.scored_by === 'appraisal' && !seen.has(place)) misfits.push({ file, place, message: 'thiếu dòng điểm' });
    }
  }
  return misfits;
}

function responseMisfits({ round, responses }: PublishedParts): readonly ReleaseMisfit[] {
  const counts = new Map<string, number>();
  for (const { agency } of responses) counts.set(agency, (counts.get(agency) ?? 0) + 1);
  const misfits: ReleaseMisfit[] = [];
  const say = (place: string, message: string) => misfits.push({ file: 'microdata.csv', place, message });
  const own = new Map(round.agencies.map((agency) => [agency.code, agency]));
  for (const [code, n] of counts) {
    const agency = own.get(code);
    if (code !== '' && agency?.rows !== 'own') say(code, 'round.json không nói cơ quan này có phiếu ghi tên');
    if (agency?.rows === 'own' && agency.received !== null && agency.received - (agency.excluded ?? 0) !== n) {
      say(code, `có ${n} phiếu, round.json nói đã nhận ${agency.received}, loại ${agency.excluded ?? 0}`);
    }
  }
  for (const { code, rows } of round.agencies) if (rows === 'own' && !counts.has(code)) say(code, 'không có phiếu nào');
  return misfits;
}
