import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/** The bytes compressed with brotli at a quality from 0 to 11. */
export function brotli(bytes: Buffer, quality: number): Promise<Buffer> {
  return brotliAsync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
}

/** The bytes compressed with gzip at a level from 1 to 9. */
export function gzipped(bytes: Buffer, level: number): Promise<Buffer> {
  return gzipAsync(bytes, { level });
}
