import type { App } from '#platform/app.ts';
import { type Rate, rate, timed } from './measure.ts';

/** A search through the engine, against reading one procedure by its key. */
export async function search(app: App): Promise<Rate> {
  const [query = 0, lookup = 0] = await timed(
    async () => void (await app.search.query({ text: 'giấy khai sinh cần gì', page: { limit: 20, offset: 0 } })),
    async () => void (await app.reader.selectFrom('procedures').select('record').where('code', '=', '1.001193').executeTakeFirst()),
  );
  return rate('tìm "giấy khai sinh cần gì"', 1000 / query, 'đọc một thủ tục theo mã', 1000 / lookup);
}
