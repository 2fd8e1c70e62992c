import type { IncomingMessage } from 'node:http';

/**
 * The network address of whoever sent a request. With proxies of ours before the portal, each adds the address it saw at
 * the end of X-Forwarded-For: the one that the outermost of them wrote is believed, and nothing that the client wrote before it.
 */
export function clientAddress(request: Pick<IncomingMessage, 'headers' | 'socket'>, trustedProxies: number): string {
  const header = request.headers['x-forwarded-for'];
  const said = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((one) => one.trim());
  return (trustedProxies > 0 && said.at(-trustedProxies)) || (request.socket.remoteAddress ?? '');
}
