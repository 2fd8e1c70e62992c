import type { Act } from '#accounts/model/act.ts';
import type { Affected } from '#accounts/model/permission.ts';
import { type Doer, type Someone, samePerson } from '#accounts/model/person.ts';
import type { ArticleState } from './article.ts';

/** What can be done with an article that is there, and in which states. `other`: not by the person of the step before. */
const rules = {
  edit: { from: ['draft'], asks: 'article.edit' },
  submit: { from: ['draft'], asks: 'article.submit' },
  discard: { from: ['draft'], asks: 'article.discard' },
  bring_back: { from: ['discarded'], asks: 'article.bring_back' },
  share_preview: { from: ['draft', 'submitted', 'scheduled'], asks: 'article.share_preview' },
  return: { from: ['submitted', 'scheduled'], asks: 'article.return' },
  approve: { from: ['submitted'], other: 'submitter', asks: 'article.approve' },
  schedule: { from: ['submitted', 'scheduled'], other: 'submitter', asks: 'article.schedule' },
  unschedule: { from: ['scheduled'], asks: 'article.return' },
  force: { from: ['draft', 'submitted'], asks: 'article.force' },
  review_forced: { from: ['published'], forced: true, other: 'reviewer', asks: 'article.review_forced' },
  correct: { from: ['published'], asks: 'article.correct' },
  withdraw: { from: ['published'], asks: 'article.withdraw' },
  restore_revision: { from: ['draft', 'published', 'withdrawn'], asks: 'article.restore_revision' },
  change_address: { from: ['draft', 'submitted', 'scheduled', 'published'], asks: 'article.change_address' },
  feature: { from: ['published'], asks: 'article.feature' },
} as const satisfies Readonly<Record<string, Rule>>;

interface Rule {
  readonly from: readonly Standing['state'][];
  readonly other?: 'submitter' | 'reviewer';
  readonly forced?: true;
  /** The act whose permission it needs. */
  readonly asks: Act;
}

/** An act with an article that is there. */
export type ArticleAct = keyof typeof rules;
export const articleActs = Object.keys(rules) as readonly ArticleAct[];

/** How an article stands before an act. */
export interface Standing {
  readonly state: ArticleState | 'discarded';
  /** Published without a second person, and not reviewed since. */
  readonly forced: boolean;
  readonly author: Someone;
  readonly submitter: Someone | null;
  readonly reviewer: Someone | null;
}

/** Whether the state of an article, or who did the step before, forbids an act; what a person may at all, permissions say. */
export function workflowRefusal(act: ArticleAct, article: Standing, by: Someone): 'wrong-state' | 'same-person' | null {
  const rule: Rule = rules[act];
  if (!rule.from.includes(article.state) || (rule.forced && !article.forced)) return 'wrong-state';
  const before = rule.other && article[rule.other];
  return before && samePerson(before, by) ? 'same-person' : null;
}

/** What the permission for an act is asked about. */
export function asked(act: ArticleAct, article: Standing): { readonly act: Act; readonly affected: Affected } {
  const rule: Rule = rules[act];
  const before = rule.other ? article[rule.other] : act === 'return' || act === 'unschedule' ? article.submitter : article.author;
  const state = article.state === 'published' && article.forced ? 'forced' : article.state;
  return { act: rules[act].asks, affected: { state, person: before?.id ?? null } };
}

/** The acts that somebody may do with an article as it stands: for what a page offers, never to allow one. */
export function possibleActs(article: Standing, by: Doer): ReadonlySet<ArticleAct> {
  return new Set(
    articleActs.filter((act) => {
      const { act: permitted, affected } = asked(act, article);
      return workflowRefusal(act, article, by) === null && by.permit(permitted, affected) === null;
    }),
  );
}
