import { articleActs } from './workflow.ts';

const known = [...articleActs, 'create', 'load', 'carried_over', 'publish'] as const;

/** What made a revision, out of the name under which it was kept (`article.edit`): `other` for one that is not known any more. */
export function revisionAct(act: string): (typeof known)[number] | 'other' {
  return known.find((one) => act === `article.${one}`) ?? 'other';
}
