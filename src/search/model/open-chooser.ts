import type { Interpretation } from './interpretation.ts';
import { fold } from './text.ts';

/**
 * The choice that is still open: none where what was typed is one of the meanings itself (somebody has just chosen it,
 * or meant it from the start).
 */
export function openChooser(typed: string, { chooser, corrected }: Interpretation): Interpretation['chooser'] {
  const texts = [typed, corrected?.text ?? typed].map(fold);
  return chooser?.choices.some(({ query }) => texts.includes(fold(query))) ? null : chooser;
}
