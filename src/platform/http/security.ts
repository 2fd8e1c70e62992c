import type { IncomingMessage, ServerResponse } from 'node:http';

/** On every answer; pages bring their own Content-Security-Policy with the hashes of their scripts. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

/** For answers that are no page: nothing in them may load or run. */
export const closedPolicy = "default-src 'none'; frame-ancestors 'none'";

/**
 * Whether a request that changes something comes from another site's page. Browsers say so themselves
 * (Sec-Fetch-Site, Origin); a client that is no browser sends neither and has no cookies of ours to misuse.
 */
export function crossSite(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.origin;
  if (origin === undefined) return false;
  return URL.parse(origin)?.host !== request.headers.host;
}

/** Sets the headers that every answer has, for what writes its own head. */
export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
}
