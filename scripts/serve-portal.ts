import { openApp } from '#platform/app.ts';
import { startBackground } from '#platform/background.ts';
import { readConfig } from '#platform/config.ts';
import { builtFrontDoor, takePort } from '#platform/http/serve.ts';
import { drain } from '#platform/http/shutdown.ts';
import { buildIfNeeded } from './build-site.ts';

const graceMs = 10_000;

/** Sets up what is missing, builds if needed, and serves until it is told to stop. */
export async function servePortal(env: Record<string, string | undefined>): Promise<void> {
  const config = readConfig(env);
  const { server, open } = await takePort(config.port, config.host);
  try {
    const app = await openApp(config);
    if (await buildIfNeeded()) app.log.info('site.built');
    const stopBackground = await startBackground(app);
    open(await builtFrontDoor(app));
    console.log(`Cổng đang chạy tại ${config.siteUrl} (dữ liệu: ${config.dataDir}${app.simulated ? ', MÔ PHỎNG' : ''}). Dừng bằng Ctrl+C.`);
    if (config.gallery) console.log(`Thư viện giao diện: ${config.siteUrl}/thu-vien-giao-dien`);
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
    });
    await drain(server, graceMs);
    await stopBackground();
    await app.close();
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
