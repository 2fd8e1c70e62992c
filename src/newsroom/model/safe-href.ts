const elsewhere = new Set(['http:', 'https:', 'mailto:']);
// Browsers leave some of these out of an address before they read it, so that `java script:` becomes what it does not look like.
const neverInAddress = /[\s\p{Cc}\p{Cf}<>"'`\\^{|}]/u;

/**
 * An address that an article may lead to, in its normal form: http, https, mailto, or a path of the portal itself; null for
 * all others, whatever they are disguised as.
 */
export function safeHref(given: string): string | null {
  const href = given.trim();
  if (href.length > 2000 || neverInAddress.test(href)) return null;
  if (href.startsWith('/')) return pathOf(href);
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  if (!elsewhere.has(url.protocol) || url.username !== '' || url.password !== '') return null;
  return neverInAddress.test(url.href) ? null : url.href;
}

function pathOf(href: string): string | null {
  const base = 'https://portal.invalid';
  if (!URL.canParse(href, base)) return null;
  const url = new URL(href, base);
  const path = `${url.pathname}${url.search}${url.hash}`;
  // `//host` is another host, also where only `..` has made it so.
  return url.origin === base && !path.startsWith('//') && !neverInAddress.test(path) ? path : null;
}

/** Whether an address leads out of the portal. */
export const isExternal = (address: string): boolean => /^https?:/i.test(address);
