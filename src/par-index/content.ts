import { createHash } from 'node:crypto';
import path from 'node:path';
import { contentDir, readContentFolder } from '#platform/content-files.ts';
import { Fault } from '#platform/fault.ts';
import { type CriteriaSet, criteriaSetSchema } from './model/criteria.ts';
import { type Indicator, indicatorSchema } from './model/indicator.ts';
import { type ScoringRule, scoringRuleSchema } from './model/scoring-rule.ts';

export interface Versioned<T> {
  readonly definition: T;
  readonly sha256: string;
}

export interface IndexContent {
  readonly indicators: readonly Indicator[];
  readonly rules: readonly Versioned<ScoringRule>[];
  readonly criteria: readonly Versioned<CriteriaSet>[];
}

/** Published series, scoring rules and criteria sets of content/. Throws a Fault where a file is wrong. */
export function readIndexContent(): IndexContent {
  return {
    indicators: readContentFolder(path.join(contentDir, 'indicators'), indicatorSchema).map(named),
    rules: readContentFolder(path.join(contentDir, 'rules'), scoringRuleSchema).map(named).map(versioned),
    criteria: readContentFolder(path.join(contentDir, 'criteria'), criteriaSetSchema).map(named).map(versioned),
  };
}

function named<T extends { id: string }>({ name, data }: { name: string; data: T }): T {
  if (name !== data.id) throw new Fault(`content: tên tệp ${name}.yaml phải là ${data.id}.yaml`);
  return data;
}

function versioned<T>(definition: T): Versioned<T> {
  return { definition, sha256: createHash('sha256').update(JSON.stringify(definition)).digest('hex') };
}
