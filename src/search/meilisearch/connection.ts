import { createHash } from 'node:crypto';
import { Meilisearch, MeilisearchApiError, MeilisearchRequestError, MeilisearchRequestTimeOutError } from 'meilisearch';
import type { Config } from '#platform/config.ts';
import type { Doubt } from '../trust.ts';

/** How long one request that writes may take; what it starts is waited for apart. */
const writeTimeoutMs = 10_000;

/** The index lacks what was asked for: it is not made yet, or only half. */
export class Incomplete extends Error {}

/** The two ways to a Meilisearch. */
export interface Connection {
  readonly admin: Meilisearch;
  /** For queries, with a key that can do nothing but search the portal's own indexes; made where there is none yet. */
  searcher(): Promise<Meilisearch>;
}

export function connect({ url, key, index }: NonNullable<Config['meilisearch']>): Connection {
  const admin = new Meilisearch({ ...common(url), apiKey: key, timeout: writeTimeoutMs });
  let searcher: Promise<Meilisearch> | null = null;
  return {
    admin,
    searcher() {
      searcher ??= searchKey(admin, index).then((apiKey) => new Meilisearch({ ...common(url), apiKey }));
      // One that could not be had is asked for again.
      searcher.catch(() => {
        searcher = null;
      });
      return searcher;
    },
  };
}

/** Compressed answers come in pieces, and the last waits some 40 ms for the receipt of the first. */
function common(host: string) {
  return { host, requestInit: { headers: { 'accept-encoding': 'identity' } } };
}

async function searchKey(admin: Meilisearch, index: string): Promise<string> {
  const uid = uuidOf(`search ${index}`);
  try {
    return (await admin.getKey(uid)).key;
  } catch (error) {
    if (!(error instanceof MeilisearchApiError) || error.response.status !== 404) throw error;
  }
  try {
    const name = `${index}: chỉ tìm kiếm`;
    return (await admin.createKey({ uid, name, actions: ['search'], indexes: [`${index}-*`], expiresAt: null })).key;
  } catch (error) {
    // Of two processes that make it at the same time, one comes too late.
    if (!(error instanceof MeilisearchApiError) || error.response.status !== 409) throw error;
    return (await admin.getKey(uid)).key;
  }
}

/** The same uuid (version 8: made from a hash) for the same name. */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** What an error of a request means for the trust in the server. */
export function doubtOf(error: unknown): Doubt {
  if (error instanceof Incomplete) return 'incomplete';
  if (error instanceof MeilisearchApiError) {
    if (error.cause?.code === 'index_not_found') return 'incomplete';
    return error.response.status === 401 || error.response.status === 403 ? 'refused' : 'failing';
  }
  if (!(error instanceof MeilisearchRequestError)) return 'failing';
  const { cause } = error;
  const late = cause instanceof MeilisearchRequestTimeOutError || (cause instanceof DOMException && cause.name === 'TimeoutError');
  return late ? 'slow' : 'unreachable';
}
