import { fold } from '#search/model/text.ts';

/** Whether the editors' words are read: there are none, they are in force, or they stepped back behind a newer decision. */
export type WordsState = 'none' | 'in-force' | 'stepped-back';

export interface StaffListItem {
  readonly code: string;
  readonly name: string;
  /** Official name and aliases without diacritics, lower case. */
  readonly folded: string;
  readonly words: WordsState;
  readonly withdrawn_on: string | null;
  readonly missing: { readonly since: string; readonly from: string } | null;
}

/** What the staff narrows the list by, as addresses say it. */
export const staffChoices = ['lui-lai', 'chua-viet', 'khong-thay', 'bai-bo'] as const;
export type StaffChoice = (typeof staffChoices)[number];

const fits: Readonly<Record<StaffChoice, (item: StaffListItem) => boolean>> = {
  'lui-lai': (item) => item.words === 'stepped-back',
  'chua-viet': (item) => item.words === 'none',
  'khong-thay': (item) => item.missing !== null,
  'bai-bo': (item) => item.withdrawn_on !== null,
};

/**
 * The state of words that were written after a decision (null: there are none), where the record in force has another one
 * (null: there is no record).
 */
export function stateOfWords(written: string | null, inForce: string | null): WordsState {
  if (written === null) return 'none';
  return inForce === null || inForce === written ? 'in-force' : 'stepped-back';
}

/** The procedures whose code begins so, or whose name or aliases hold all these words; of the chosen kind where one is. */
export function narrowed(items: readonly StaffListItem[], typed: string, choice: StaffChoice | null): readonly StaffListItem[] {
  const text = fold(typed.trim());
  const asked = text.split(/\s+/).filter((word) => word !== '');
  return items.filter(
    (item) => (choice === null || fits[choice](item)) && (item.code.startsWith(text) || asked.every((word) => item.folded.includes(word))),
  );
}
