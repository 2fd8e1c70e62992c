import { heldNames, manifestName, type ReleaseFiles, sumsName } from '#par-index/release-bundle.ts';
import { inputNames, isReleaseFileName, textOf } from '#par-index/release-files.ts';
import { Fault } from '#platform/fault.ts';

/** How much is taken of one file, and how long it may take. */
export interface DownloadLimits {
  readonly bytes: number;
  readonly ms: number;
}

const ordinaryLimits: DownloadLimits = { bytes: 200 * 1024 * 1024, ms: 120_000 };

/** The files of a release from the address of its page, or of one of its files. Throws a Fault where they cannot be had. */
export async function downloadRelease(address: URL, limits: DownloadLimits = ordinaryLimits): Promise<ReleaseFiles> {
  const folder = folderOf(address);
  const files = new Map<string, string>();
  const take = async (name: string) => {
    const bytes = await download(`${folder}/${name}`, limits);
    if (bytes !== null) files.set(name, textOf(`${folder}/${name}`, bytes));
  };
  await take(manifestName);
  // The first format of releases has no manifest.
  const names = files.has(manifestName) ? [...heldNames, sumsName] : inputNames;
  for (const name of names) await take(name);
  if (files.size === 0) throw new Fault(`Không có bản công bố nào ở ${folder}. Hãy nêu địa chỉ trang của bản công bố.`);
  return files;
}

/** Where the files of a release are: the address without what stands behind it, be it the name of one of them. */
function folderOf({ origin, pathname }: URL): string {
  const [last = '', ...others] = pathname
    .split('/')
    .filter((part) => part !== '')
    .toReversed();
  return [origin, ...others.toReversed(), ...(isReleaseFileName(last) ? [] : [last])].join('/');
}

/** The bytes at an address; null where there is nothing. */
async function download(url: string, { bytes, ms }: DownloadLimits): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(ms) });
    if (answer.status === 404) return null;
    if (answer.status !== 200) throw new Fault(`Không tải được ${url}: máy chủ trả lời ${answer.status}.`);
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of answer.body ?? []) {
      length += chunk.length;
      if (length > bytes) throw new Fault(`${url} lớn hơn ${Math.floor(bytes / 1024 / 1024)} MB, không tải tiếp.`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof Fault) throw error;
    const { cause, message, name } = error as Error;
    const why = name === 'TimeoutError' ? `quá ${Math.ceil(ms / 1000)} giây` : cause instanceof Error ? cause.message : message;
    throw new Fault(`Không tải được ${url}: ${why}.`);
  }
}
