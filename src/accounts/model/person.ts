import { fold } from '#search/model/text.ts';

/** Whether two written names may be of one person: case, diacritics and blanks make no difference. */
export function samePerson(a: string, b: string): boolean {
  return fold(a) === fold(b);
}
