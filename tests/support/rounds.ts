import { enterScores, openRound, type RoundOrder } from '#par-index/service.ts';
import type { RoundScore } from '#par-index/store.ts';
import type { App } from '#platform/app.ts';

/** A round of all departments; change what a test needs otherwise. */
export const departmentRound: RoundOrder = {
  id: 'so-2026',
  title: 'Kỳ 2026: sở',
  criteria: 'hn-cchc-gia-dinh-1',
  rule: 'sipas-top2-pooled-2',
  instrument: 'SIPAS-G1-2017',
  list: 'department',
};

/** The same self-score and appraised score in each of the seven appraised criteria, for each agency. */
export function evenScores(agencies: readonly string[], self_score: string, appraised_score: string): readonly RoundScore[] {
  return agencies.flatMap((agency) => [1, 2, 3, 4, 5, 6, 7].map((n) => ({ agency, criterion: `${n}.1`, self_score, appraised_score })));
}

/** Opens a round and enters the same scores for all of its agencies, so that it only waits for release. */
export async function openScoredRound(app: App, order: RoundOrder, self: string, appraised: string): Promise<void> {
  await openRound(app, order, 'Thư ký');
  const { agencies } = await app.reader.selectFrom('rounds').select('agencies').where('id', '=', order.id).executeTakeFirstOrThrow();
  await enterScores(app, order.id, evenScores(JSON.parse(agencies) as string[], self, appraised), 'Thư ký');
}
