import { everySearchDocument } from '#platform/setup.ts';
import { command } from './command.ts';
import { withApp } from './with-app.ts';

await command(async () => {
  const n = await withApp(async (app) => {
    const documents = await everySearchDocument(app.reader);
    // An empty index first: the same documents would otherwise be taken as already there.
    await app.search.replaceAll([]);
    await app.search.replaceAll(documents);
    await app.follower.catchUp({ anew: true });
    return documents.length;
  });
  console.log(`Đã lập lại chỉ mục tìm kiếm cho ${n} mục.`);
});
