// Run by a test in a process of its own: publishes an article and is killed after the commit, before any search engine hears of it.
import { approveArticle } from '#newsroom/service.ts';
import { openApp } from '#platform/app.ts';
import { readConfig } from '#platform/config.ts';
import { silentLog } from '#platform/log.ts';

const [dataDir = '', slug = ''] = process.argv.slice(2);
const app = await openApp(readConfig({ DATA_DIR: dataDir }), { log: silentLog });
const search = { ...app.search, index: async () => process.kill(process.pid, 'SIGKILL') as never };
await approveArticle({ ...app, search }, slug, 'Trần Thị B');
