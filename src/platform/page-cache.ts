import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { brotli, gzipped } from './compress.ts';

/** A whole answer to an anonymous GET, ready to send in any encoding. */
export interface CachedPage {
  readonly status: 200;
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
  readonly bodies: { readonly identity: Buffer; readonly br: Buffer; readonly gzip: Buffer };
  readonly tags: readonly string[];
}

const maxBytes = 48 * 1024 * 1024;
// A page may show a day or an age; nothing stays longer than this even if no change is told.
const maxAgeMs = 5 * 60 * 1000;
// Pages about a whole group (all agencies, say) are dropped no more often than this, however many answers come in.
const groupEveryMs = 2_000;

/** The pages that this process keeps for anonymous visitors, dropped by tag when what they show has changed. */
export class PageCache {
  readonly #pages = new LRUCache<string, CachedPage>({
    maxSize: maxBytes,
    sizeCalculation: ({ bodies }) => bodies.identity.length + bodies.br.length + bodies.gzip.length + 1024,
    ttl: maxAgeMs,
  });
  #drops = 0;
  readonly #droppedAt = new Map<string, number>();
  readonly #groups = new Map<string, { at: number; due: NodeJS.Timeout | null }>();

  get(key: string): CachedPage | undefined {
    return this.#pages.get(key);
  }

  /** Grows with every drop: a page rendered before a drop of one of its tags must not be kept after it. */
  get generation(): number {
    return this.#drops;
  }

  /** Compresses and keeps a page, unless one of its tags was dropped since `generation`, when its rendering began. */
  async put(
    key: string,
    page: { headers: Record<string, string>; body: Buffer; tags: readonly string[] },
    generation: number,
  ): Promise<CachedPage> {
    const [br, gzip] = await Promise.all([brotli(page.body, 5), gzipped(page.body, 6)]);
    const cached: CachedPage = {
      status: 200,
      headers: page.headers,
      etag: `W/"${createHash('sha256').update(page.body).digest('base64url').slice(0, 22)}"`,
      bodies: { identity: own(page.body), br: own(br), gzip: own(gzip) },
      tags: page.tags,
    };
    if (!page.tags.some((tag) => (this.#droppedAt.get(tag) ?? 0) > generation)) this.#pages.set(key, cached);
    return cached;
  }

  /** Drops every page with one of the tags; a tag `a:b` also drops, at most every two seconds, the pages tagged with its group `a`. */
  drop(tags: readonly string[]): void {
    this.#dropNow(new Set(tags));
    for (const group of new Set(tags.flatMap((tag) => (tag.includes(':') ? [tag.slice(0, tag.indexOf(':'))] : [])))) this.#dropGroup(group);
  }

  #dropGroup(group: string): void {
    const last = this.#groups.get(group) ?? { at: Number.NEGATIVE_INFINITY, due: null };
    if (last.due !== null) return;
    const wait = last.at + groupEveryMs - Date.now();
    if (wait <= 0) {
      this.#groups.set(group, { at: Date.now(), due: null });
      this.#dropNow(new Set([group]));
      return;
    }
    const due = setTimeout(() => {
      this.#groups.set(group, { at: Date.now(), due: null });
      this.#dropNow(new Set([group]));
    }, wait);
    due.unref();
    this.#groups.set(group, { at: last.at, due });
  }

  #dropNow(tags: ReadonlySet<string>): void {
    this.#drops += 1;
    for (const tag of tags) this.#droppedAt.set(tag, this.#drops);
    for (const [key, page] of this.#pages.entries()) {
      if (page.tags.some((tag) => tags.has(tag))) this.#pages.delete(key);
    }
  }
}

/** The bytes in memory of their own: compressors hand out slices of larger blocks, which would all be kept. */
function own(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}
