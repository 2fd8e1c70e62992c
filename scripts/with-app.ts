import { type App, openApp } from '#platform/app.ts';
import { readConfig } from '#platform/config.ts';
import { silentLog } from '#platform/log.ts';

/** Runs an act on the data directory of the environment, and closes it again. */
export async function withApp<T>(act: (app: App) => Promise<T>): Promise<T> {
  const app = await openApp(readConfig(process.env), { log: silentLog });
  try {
    return await act(app);
  } finally {
    await app.close();
  }
}
