import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

export interface CapturedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/**
 * A response that goes nowhere: Astro's handler writes a page into it, and the front door then compresses, keeps and
 * sends the whole. (Astro's own cache costs ten times as much a request and sits outside its middleware.)
 */
class CapturedResponse extends ServerResponse {
  readonly #chunks: Buffer[] = [];
  readonly #done: (answer: CapturedAnswer) => void;

  constructor(request: IncomingMessage, done: (answer: CapturedAnswer) => void) {
    super(request);
    this.#done = done;
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    this.statusCode = status;
    const headers = rest.find((part) => typeof part === 'object' && part !== null) as OutgoingHttpHeaders | undefined;
    for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) this.setHeader(name, value);
    return this;
  }

  override write(chunk: Uint8Array | string, ...rest: unknown[]): boolean {
    this.#chunks.push(Buffer.from(chunk as Uint8Array));
    const written = rest.find((part) => typeof part === 'function') as (() => void) | undefined;
    written?.();
    return true;
  }

  override end(chunk?: unknown): this {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) this.write(chunk);
    const headers: Record<string, string | string[]> = {};
    for (const [name, value] of Object.entries(this.getHeaders())) {
      if (value !== undefined) headers[name] = Array.isArray(value) ? value : String(value);
    }
    this.#done({ status: this.statusCode, headers, body: Buffer.concat(this.#chunks) });
    this.emit('finish');
    this.emit('close');
    return this;
  }

  override destroy(error?: Error): this {
    this.#done({ status: 500, headers: {}, body: Buffer.alloc(0) });
    return super.destroy(error);
  }
}

/** Runs a handler against a response that goes nowhere and gives what it wrote. */
export function capture(request: IncomingMessage, handle: (response: ServerResponse) => void | Promise<void>): Promise<CapturedAnswer> {
  return new Promise((resolve, reject) => {
    Promise.resolve(handle(new CapturedResponse(request, resolve))).catch(reject);
  });
}

/** A request for a page by nobody in particular: what is kept for all must not depend on who asked first, nor end when they leave. */
export function plainRequest(address: string): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  request.method = 'GET';
  request.url = address;
  request.headers = { host: 'portal.invalid' };
  request.push(null);
  return request;
}
