import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CachedPage } from '../page-cache.ts';
import { closedPolicy, securityHeaders } from './security.ts';

/** Sends a kept page in the encoding that the client takes, or 304 when it has it already. */
export function sendPage(request: IncomingMessage, response: ServerResponse, page: CachedPage): void {
  const headers = {
    ...securityHeaders,
    ...page.headers,
    etag: page.etag,
    vary: 'Accept-Encoding',
    'cache-control': 'public, max-age=0, must-revalidate',
  };
  if (request.headers['if-none-match']?.includes(page.etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const encoding = encodingFor(request);
  const body = page.bodies[encoding];
  response.writeHead(200, {
    ...headers,
    'content-length': body.length,
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** The best encoding that both sides know. */
export function encodingFor(request: IncomingMessage): 'br' | 'gzip' | 'identity' {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:\s|,|$))/.test(accepted)) return 'br';
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:\s|,|$))/.test(accepted) ? 'gzip' : 'identity';
}

/** Sends a short plain-text answer, Vietnamese first. */
export function sendText(response: ServerResponse, status: number, text: string, headers: Readonly<Record<string, string>> = {}): void {
  const body = Buffer.from(`${text}\n`);
  response.writeHead(status, {
    ...securityHeaders,
    'content-security-policy': closedPolicy,
    'content-type': 'text/plain; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(body);
}

/** A file that is made while it is sent. */
export interface Download {
  /** ASCII without quotes. */
  readonly name: string;
  /** With its charset. */
  readonly type: string;
  readonly parts: Iterable<string> | AsyncIterable<string>;
}

/** So long a client may take nothing of a file before it is given up, in milliseconds: what makes the file is held for it. */
const longestPause = 60_000;

/**
 * Sends a file to be saved, never shown, at the pace at which it is taken; one that breaks on the way ends unfinished, which
 * the browser tells. Whoever takes nothing for `pause` milliseconds is cut off.
 */
export async function sendDownload(
  response: ServerResponse,
  { name, type, parts }: Download,
  headers: Readonly<Record<string, string>>,
  pause = longestPause,
): Promise<void> {
  // Nothing moves also while the file is still being made: then nothing waits to be taken.
  response.setTimeout(pause, () => {
    if (response.writableLength > 0) response.destroy();
  });
  response.writeHead(200, {
    ...securityHeaders,
    ...headers,
    'content-security-policy': closedPolicy,
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
  try {
    await pipeline(Readable.from(parts), response);
  } catch (error) {
    // Whoever asked has left; everything else is a fault of ours.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** Why a request is not taken. */
export interface Refusal {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Refuses a request: a problem document (RFC 9457) under /api/, a line of text elsewhere. */
export function refuse(request: IncomingMessage, response: ServerResponse, { status, text, headers }: Refusal): void {
  // The rest of a body that is not read would be taken for the next request.
  const all = { ...headers, ...(request.method === 'GET' || request.method === 'HEAD' ? {} : { connection: 'close' }) };
  if (!request.url?.startsWith('/api/')) {
    sendText(response, status, text, all);
    return;
  }
  const body = Buffer.from(JSON.stringify({ type: 'about:blank', title: text, status }));
  response.writeHead(status, {
    ...securityHeaders,
    'content-security-policy': closedPolicy,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
    ...all,
  });
  response.end(body);
}
