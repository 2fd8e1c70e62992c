import type { Section } from '#search/model/interpretation.ts';

/** The ids of the parts of a procedure's page, by the question that each answers: a search for one leads there. */
export const sectionIds: Readonly<Record<Section, string>> = {
  papers: 'giay-to',
  where: 'noi-nop',
  time: 'thoi-han',
  fee: 'phi',
  how: 'cach-nop',
};
