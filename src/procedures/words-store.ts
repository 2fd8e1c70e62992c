import type { IsoTime } from '#db/schema.ts';
import type { Tx } from '#platform/context.ts';
import type { CityWords } from './model/city-words.ts';

/** Writes the editors' words about a procedure, in place of those that stood there. */
export async function saveWords(
  tx: Tx,
  procedure: string,
  {
    words,
    version,
    edited_at,
    editor,
  }: { readonly words: CityWords; readonly version: number; readonly edited_at: IsoTime; readonly editor: string },
): Promise<void> {
  const row = { version, words: JSON.stringify(words), edited_at, editor };
  await tx
    .insertInto('procedure_words')
    .values({ procedure, ...row })
    .onConflict((conflict) => conflict.column('procedure').doUpdateSet(row))
    .execute();
}
