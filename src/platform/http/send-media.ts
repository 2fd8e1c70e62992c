import type { ServerResponse } from 'node:http';
import { findMedia } from '#newsroom/media-store.ts';
import { downloadName, type Media, mediaRoot, pictureFile, pictureForms } from '#newsroom/model/media.ts';
import { attachment } from '#newsroom/model/media-type.ts';
import type { App } from '../app.ts';
import { securityHeaders } from './security.ts';
import { sendText } from './send.ts';

/** Whether an address is one of a picture or file of the library. */
export const isMediaPath = (path: string): boolean => path.startsWith(`${mediaRoot}/`);

// What was uploaded runs nothing, loads nothing, and is shown by no other site.
const closed = {
  ...securityHeaders,
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
};

interface Kept {
  /** The name under which the bytes are kept. */
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Sends a picture or file of the library: pictures as AVIF or WebP, made here, for ever the same; everything else as a download.
 * Nothing is ever sent as a page, a drawing with script, or under a type that somebody else has said.
 */
export async function sendMedia(app: App, response: ServerResponse, path: string, reads: 'GET' | 'HEAD'): Promise<void> {
  const [, id = '', name = ''] = new RegExp(`^${mediaRoot}/([a-z0-9-]{1,64})/([a-z0-9.-]{1,40})$`).exec(path) ?? [];
  const media = id === '' ? undefined : await findMedia(app.reader, id);
  const kept = media && keptAs(media, name);
  if (!kept) return sendText(response, 404, 'Không có tệp này. Tệp có thể đã được gỡ khỏi cổng.');
  const file = app.media.read(kept.name);
  await new Promise<void>((resolve) => {
    file.once('error', (error) => {
      app.log.error('http.media', error, { path });
      if (response.headersSent) response.destroy();
      else sendText(response, 404, 'Không có tệp này. Tệp có thể đã được gỡ khỏi cổng.');
      resolve();
    });
    response.once('close', () => {
      file.destroy();
      resolve();
    });
    file.once('open', () => {
      response.writeHead(200, { ...closed, ...kept.headers });
      if (reads === 'HEAD') response.end();
      else file.pipe(response);
    });
  });
}

function keptAs(media: Media, name: string): Kept | null {
  if (media.kind === 'file') {
    if (name !== downloadName) return null;
    const headers = {
      'content-type': media.media_type,
      'content-disposition': attachment(media.name),
      'content-length': String(media.bytes),
      // A download is asked for anew: what was taken off the portal is gone.
      'cache-control': 'no-cache',
    };
    return { name: media.sha256, headers };
  }
  const [, width = '', ending = ''] = /^(\d{1,5})\.([a-z]+)$/.exec(name) ?? [];
  const form = pictureForms.find((one) => one === ending);
  if (form === undefined || !media.widths.includes(Number(width))) return null;
  const headers = {
    'content-type': `image/${form}`,
    'content-disposition': 'inline',
    'cache-control': 'public, max-age=31536000, immutable',
  };
  return { name: pictureFile(media.sha256, Number(width), form), headers };
}
