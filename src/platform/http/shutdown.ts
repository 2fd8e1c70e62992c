import type { Server } from 'node:http';

/** Stops taking connections and waits for the requests in flight, at most `graceMs`; then cuts what is left. */
export async function drain(server: Server, graceMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
