import path from 'node:path';
import { type AgencyRecord, existsOn } from '#agencies/model/agency.ts';
import { isDistrict } from '#agencies/model/place.ts';
import { contentDir, readContentFile } from '#platform/content-files.ts';
import { type Definition, readDefinitions, readNamed } from '#platform/definitions.ts';
import { Fault } from '#platform/fault.ts';
import { type CriteriaSet, criteriaSetSchema } from './model/criteria.ts';
import { type Indicator, indicatorSchema } from './model/indicator.ts';
import { type PublishedRound, publishedRoundSchema } from './model/published-round.ts';
import { type CalendarRule, calendarRuleSchema } from './model/round.ts';
import { type ScoringRule, scoringRuleSchema } from './model/scoring-rule.ts';

export interface IndexContent {
  readonly indicators: readonly Indicator[];
  readonly rules: readonly Definition<ScoringRule>[];
  readonly criteria: readonly Definition<CriteriaSet>[];
}

/** Published series, scoring rules and criteria sets of content/. Throws a Fault where a file is wrong. */
export function readIndexContent(): IndexContent {
  return {
    indicators: readNamed(path.join(contentDir, 'indicators'), indicatorSchema),
    rules: readDefinitions(path.join(contentDir, 'rules'), scoringRuleSchema),
    criteria: readDefinitions(path.join(contentDir, 'criteria'), criteriaSetSchema),
  };
}

/**
 * The published rounds of a folder, whose rows name agencies of their list that existed by the end of the year.
 * @throws Fault naming the file, and the agency where it is that which is wrong.
 */
export function readPublishedRounds(
  agencies: readonly AgencyRecord[],
  folder: string = path.join(contentDir, 'published-rounds'),
): readonly PublishedRound[] {
  const known = new Map(agencies.map((agency) => [agency.code, agency]));
  return readNamed(folder, publishedRoundSchema).map((round) => {
    for (const { agency: code, name } of round.rows) {
      const wrong = misfit(known.get(code), round);
      if (wrong) throw new Fault(`${path.relative(process.cwd(), folder)}/${round.id}.yaml: ${name}: mã cơ quan ${code} ${wrong}`);
    }
    return round;
  });
}

/** Why a round cannot be about an agency; undefined where it can. */
function misfit(agency: AgencyRecord | undefined, { list, year }: PublishedRound): string | undefined {
  if (!agency) return 'không có trong content/agencies';
  const { valid_from = null, valid_to = null } = agency;
  if (!existsOn({ valid_from, valid_to }, `${year}-12-31`)) return `không phải của cơ quan có trong năm ${year}`;
  const inList = list === 'district' ? isDistrict(agency) : agency.kind === 'department';
  return inList ? undefined : `không thuộc khối ${list === 'district' ? 'quận, huyện, thị xã' : 'sở'}`;
}

/** When the acts of a round are due in a year. Throws a Fault where the file is wrong. */
export function readCalendarRule(): CalendarRule {
  return readContentFile(path.join(contentDir, 'round-calendar.yaml'), calendarRuleSchema).data;
}
