import type { ServerResponse } from 'node:http';
import type { App } from '../app.ts';
import { closedPolicy, securityHeaders } from './security.ts';

/** Answers whether the portal works: 503 only where it cannot serve. */
export async function sendHealth(app: App, response: ServerResponse): Promise<void> {
  let database = 'ok';
  try {
    await app.reader.selectFrom('settings').select('key').limit(1).execute();
  } catch (error) {
    app.log.error('health.database', error);
    database = 'failed';
  }
  const search = database === 'ok' ? await app.searchHealth() : null;
  const status = search === null ? 'failed' : search.degraded ? 'degraded' : 'ok';
  const answer = {
    status,
    database,
    search: search?.engine ?? app.search.name,
    ...(search?.second && { meilisearch: search.second }),
    simulated: app.simulated,
  };
  const body = Buffer.from(JSON.stringify(answer));
  // A portal that is degraded still serves: whoever takes it out of service makes things worse.
  response.writeHead(status === 'failed' ? 503 : 200, {
    ...securityHeaders,
    'content-security-policy': closedPolicy,
    'content-type': 'application/json',
    'content-length': body.length,
    'cache-control': 'no-store',
  });
  response.end(body);
}
