import path from 'node:path';
import { contentDir, readContentFile } from '#platform/content-files.ts';
import { type Definition, readDefinitions, readNamed } from '#platform/definitions.ts';
import { type CriteriaSet, criteriaSetSchema } from './model/criteria.ts';
import { type Indicator, indicatorSchema } from './model/indicator.ts';
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

/** When the acts of a round are due in a year. Throws a Fault where the file is wrong. */
export function readCalendarRule(): CalendarRule {
  return readContentFile(path.join(contentDir, 'round-calendar.yaml'), calendarRuleSchema).data;
}
