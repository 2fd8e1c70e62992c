import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The network address of whoever sent a request. With proxies of ours before the portal, each adds the address it saw at
 * the end of X-Forwarded-For: the one that the outermost of them wrote is believed, and nothing that the client wrote before it.
 */
export function clientAddress(request: Pick<IncomingMessage, 'headers' | 'socket'>, trustedProxies: number): string {
  const header = request.headers['x-forwarded-for'];
  const said = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((one) => withoutPort(one.trim()));
  const believed = trustedProxies > 0 ? said.at(-trustedProxies) : undefined;
  return believed !== undefined && isIP(believed) !== 0 ? believed : (request.socket.remoteAddress ?? '');
}

/** Some proxies write the port too: `203.0.113.7:50123`, `[2001:db8::1]:50123`. */
function withoutPort(address: string): string {
  return /^\[(.*)\](?::\d+)?$/.exec(address)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(address)?.[1] ?? address;
}
