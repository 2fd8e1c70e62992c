import type { Mark } from './body.ts';

const order: readonly Mark['type'][] = ['link', 'bold', 'italic'];

export const sameMark = (a: Mark | undefined, b: Mark | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Marks from the outside in: a link holds what is bold of it, and is one link. */
export function nested(marks: readonly Mark[] = []): readonly Mark[] {
  return [...marks].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
}

/** What closes, from the inside out, and what opens, from the outside in, between two runs of text. */
export function between(
  open: readonly Mark[],
  wanted: readonly Mark[],
): { readonly close: readonly Mark[]; readonly open: readonly Mark[] } {
  let same = 0;
  while (same < open.length && same < wanted.length && sameMark(open[same], wanted[same])) same += 1;
  return { close: open.slice(same).reverse(), open: wanted.slice(same) };
}
