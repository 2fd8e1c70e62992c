import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** A whole answer to an anonymous GET, ready to send in any encoding. */
export interface CachedPage {
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
  readonly bodies: { readonly identity: Buffer; readonly br: Buffer; readonly gzip: Buffer };
  readonly tags: readonly string[];
}

const maxBytes = 64 * 1024 * 1024;
// A page may show a day or an age; nothing stays longer than this even if no change is told.
const maxAgeMs = 5 * 60 * 1000;

/** The pages that this process keeps for anonymous visitors, dropped by tag when what they show has changed. */
export class PageCache {
  readonly #pages = new LRUCache<string, CachedPage>({
    maxSize: maxBytes,
    sizeCalculation: ({ bodies }) => bodies.identity.length + bodies.br.length + bodies.gzip.length + 1024,
    ttl: maxAgeMs,
  });
  #drops = 0;
  readonly #droppedAt = new Map<string, number>();

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
    const [br, gz] = await Promise.all([
      brotli(page.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
      gzipped(page.body, { level: 6 }),
    ]);
    const cached: CachedPage = {
      headers: page.headers,
      etag: `W/"${createHash('sha256').update(page.body).digest('base64url').slice(0, 22)}"`,
      bodies: { identity: page.body, br, gzip: gz },
      tags: page.tags,
    };
    if (!page.tags.some((tag) => (this.#droppedAt.get(tag) ?? 0) > generation)) this.#pages.set(key, cached);
    return cached;
  }

  /** Drops every page with one of the tags; a tag `a:b` also drops the pages tagged with its group `a`. */
  drop(tags: readonly string[]): void {
    this.#drops += 1;
    const dropped = new Set(tags.flatMap((tag) => [tag, tag.split(':')[0] ?? tag]));
    for (const tag of dropped) this.#droppedAt.set(tag, this.#drops);
    for (const [key, page] of this.#pages.entries()) {
      if (page.tags.some((tag) => dropped.has(tag))) this.#pages.delete(key);
    }
  }
}
