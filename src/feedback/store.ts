import type { Reader, Tx } from '#platform/context.ts';
import type { TotalsStore } from '#platform/daily-totals.ts';
import type { Answer } from './model/answer.ts';
import type { AnswerTotal } from './model/report.ts';

// Neither a path nor an answer has a blank in it.
const between = ' ';

/** The name under which an answer about a page is counted. */
export function countedName(path: string, answer: Answer): string {
  return `${path}${between}${answer}`;
}

export const feedbackTotals: TotalsStore = {
  async add(tx: Tx, day, counted) {
    for (const [name, n] of counted) {
      const [path = '', answer = ''] = name.split(between);
      await tx
        .insertInto('page_feedback')
        .values({ path, day, answer, n })
        .onConflict((conflict) =>
          conflict.columns(['day', 'path', 'answer']).doUpdateSet((e) => ({ n: e('page_feedback.n', '+', e.ref('excluded.n')) })),
        )
        .execute();
    }
  },
  async dropBefore(tx: Tx, day) {
    await tx.deleteFrom('page_feedback').where('day', '<', day).execute();
  },
};

/** How often each page was given each answer, from a day (`YYYY-MM-DD` in Hà Nội) until today. */
export async function answersSince(reader: Reader, day: string): Promise<readonly AnswerTotal[]> {
  const rows = await reader
    .selectFrom('page_feedback')
    .select((e) => ['path', 'answer', e.fn.sum<number>('n').as('n')])
    .$narrowType<{ answer: Answer }>()
    .where('day', '>=', day)
    .groupBy(['path', 'answer'])
    .execute();
  return rows.map((row) => ({ ...row, n: Number(row.n) }));
}

/** How often a page was given each answer on each day with answers, from a day until today; the newest day first. */
export async function answersByDay(
  reader: Reader,
  path: string,
  since: string,
): Promise<readonly (AnswerTotal & { readonly day: string })[]> {
  return reader
    .selectFrom('page_feedback')
    .select(['path', 'day', 'answer', 'n'])
    .$narrowType<{ answer: Answer }>()
    .where('path', '=', path)
    .where('day', '>=', since)
    .orderBy('day', 'desc')
    .execute();
}
