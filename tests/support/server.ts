import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { App } from '#platform/app.ts';
import { startBackground } from '#platform/background.ts';
import { builtFrontDoor, takePort } from '#platform/http/serve.ts';
import { drain } from '#platform/http/shutdown.ts';
import { openTestApp } from './app.ts';

export interface TestPortal {
  readonly app: App;
  readonly url: string;
}

/** The real portal, front door and built pages, on a free port of this machine; stopped when the test ends. */
export async function startTestPortal(given?: App): Promise<TestPortal> {
  const app = given ?? (await openTestApp());
  const { server, open } = await takePort(0, '127.0.0.1');
  const stop = await startBackground(app);
  open(await builtFrontDoor(app));
  onTestFinished(async () => {
    await stop();
    server.closeAllConnections();
    await drain(server, 1000);
  });
  return { app, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
