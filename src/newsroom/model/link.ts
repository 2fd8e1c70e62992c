import { z } from 'zod';
import { safeHref } from './safe-href.ts';

/** An address that an article may lead to; comes out in its normal form. */
export const href = z.string().transform((given, context) => {
  const safe = safeHref(given);
  if (safe !== null) return safe;
  context.addIssue({ code: 'custom', message: 'chỉ nhận liên kết http, https, mailto hoặc đường dẫn trong cổng, bắt đầu bằng /' });
  return z.NEVER;
});
