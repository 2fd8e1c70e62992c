import { findPublishedArticle } from '#newsroom/store.ts';
import type { Reader } from '#platform/context.ts';
import { nameOf } from '#procedures/model/procedure.ts';
import { findProcedure } from '#procedures/store.ts';

/** The name of the page at a path (without its language), where it is one that asks whether it was useful; undefined elsewhere. */
export async function askingPage(reader: Reader, path: string): Promise<string | undefined> {
  const [, section, id = ''] = /^\/(thu-tuc|tin-tuc)\/([^/]+)$/.exec(path) ?? [];
  if (section === 'thu-tuc') {
    const procedure = await findProcedure(reader, id);
    return procedure && nameOf(procedure);
  }
  return section === 'tin-tuc' ? (await findPublishedArticle(reader, id))?.title : undefined;
}
