import { readIndexContent } from '#par-index/content.ts';
import { rational } from '#par-index/model/fraction.ts';
import { rankBySimulation } from '#par-index/model/ranks.ts';
import { tallyScorer } from '#par-index/model/score.ts';
import type { ScoringRule } from '#par-index/model/scoring-rule.ts';
import { wilsonAt } from '#par-index/model/wilson.ts';
import { readInstruments } from '#survey/content.ts';
import { type Instrument, itemsOf } from '#survey/model/instrument.ts';
import { type Time, time, timed } from './measure.ts';

/** The form of 33 questions, without its expectations. */
export function longForm(): Instrument {
  const found = readInstruments().find(({ definition }) => definition.id === 'SIPAS-G2-2023');
  if (!found) throw new Error('no SIPAS-G2-2023');
  const { expectations, ...form } = found.definition;
  return form;
}

/** All satisfaction figures of 150 agencies out of their tallies: the form, its fields, factors and 33 questions. */
export async function figuresOfTallies(): Promise<Time> {
  const form = longForm();
  const rule = ruleOf('sipas-top2-pooled-2');
  const tallies = Array.from({ length: 150 }, (_, agency) =>
    Object.fromEntries(itemsOf(form).map(({ code }, item) => [code, cellsOf(agency, item)])),
  );
  const [all = 0] = await timed(() => {
    const score = tallyScorer(form, rule);
    for (const tally of tallies) score(tally);
  });
  return time('mọi điểm hài lòng của 150 cơ quan × 33 câu từ bảng đếm', all, 'mức trần', 20);
}

/** Rank intervals of 126 agencies by 10,000 draws. */
export async function rankIntervals(): Promise<Time> {
  const agencies = Array.from({ length: 126 }, (_, i) => ({
    code: String(10_000 + i),
    index: rational(8600 + i * 3, 10_000),
    at: (z: number) => (60 + 30 * wilsonAt(0.75 + i * 0.001, 200, z)) / 100,
  }));
  const [all = 0] = await timed(() => rankBySimulation(agencies, { draws: 10_000, seed: 2026 }));
  return time('khoảng hạng của 126 cơ quan, 10.000 lần mô phỏng', all, 'mức trần', 1000);
}

function ruleOf(id: string): ScoringRule {
  const found = readIndexContent().rules.find(({ definition }) => definition.id === id);
  if (!found) throw new Error(`no rule ${id}`);
  return found.definition;
}

/** Counts that differ from cell to cell and come out the same each time. */
function cellsOf(agency: number, item: number): Record<number, number> {
  return Object.fromEntries([0, 1, 2, 3, 4, 5].map((value) => [value, (agency * 31 + item * 17 + value * value * 53) % 400]));
}
