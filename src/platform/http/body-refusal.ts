import type { IncomingMessage } from 'node:http';
import { bodyLimit, inWords } from './body-limit.ts';
import { crossSite } from './security.ts';
import type { Refusal } from './send.ts';

/** Why what is posted to a path is not read at all; null where it is. */
export function bodyRefusal(request: IncomingMessage, path: string, takesPosts: boolean): Refusal | null {
  if (request.method !== 'POST' || !takesPosts) {
    return { status: 405, text: 'Địa chỉ này không nhận cách gọi này.', headers: { allow: takesPosts ? 'GET, HEAD, POST' : 'GET, HEAD' } };
  }
  if (crossSite(request))
    return { status: 403, text: 'Yêu cầu đến từ một trang khác nên không được nhận. Hãy mở lại biểu mẫu trên cổng và gửi lại.' };
  const length = request.headers['content-length'];
  if (length === undefined) return { status: 411, text: 'Yêu cầu phải cho biết độ dài nội dung (Content-Length).' };
  const most = bodyLimit(path);
  if (Number(length) > most) return { status: 413, text: `Nội dung gửi quá lớn, tối đa ${inWords(most)}.` };
  return null;
}
