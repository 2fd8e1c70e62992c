import { createRoute } from '@hono/zod-openapi';
import type { App } from '#platform/app.ts';
import { clientAddress } from '#platform/http/client-address.ts';
import { type FieldError, responseInput, saidErrors, shapeErrors } from '#survey/model/response.ts';
import { submitResponse } from '#survey/service.ts';
import { speakerFor } from '../language.ts';
import { problem, problemContent } from '../problem.ts';
import { type Api, json } from '../route.ts';
import { receiptAnswer } from '../schemas.ts';

/** Sending a response. */
export function responseRoutes(api: Api, app: App): void {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/responses',
      summary: 'Gửi một phiếu trả lời; gửi lại cùng id thì nhận lại đúng biên nhận cũ',
      request: { body: { required: true, content: { 'application/json': { schema: responseInput } } } },
      responses: {
        201: json('Đã nhận phiếu', receiptAnswer),
        200: json('Phiếu này đã nhận từ trước', receiptAnswer),
        400: problemContent('Không đọc được JSON'),
        422: problemContent('Phiếu chưa đúng; không lưu gì'),
        429: problemContent('Quá nhiều phiếu từ cùng một nơi; không lưu gì, Retry-After cho biết chờ bao lâu'),
        503: problemContent('Chưa nhận được phiếu; không lưu gì'),
      },
    }),
    async (c) => {
      const input = c.req.valid('json');
      const sender = { address: clientAddress(c.env.incoming, app.config.trustedProxies), userAgent: c.req.header('user-agent') ?? '' };
      const outcome = await submitResponse(app, input, { sender, collectedBy: null });
      switch (outcome.kind) {
        case 'refused':
          return refusedResponse(c, outcome.errors);
        case 'limited':
          c.header('retry-after', String(outcome.retryAfterSeconds));
          return problem(c, 429, speakerFor(c)('survey.limited'), { detail: speakerFor(c).say(outcome.message) });
        case 'unavailable':
          return problem(c, 503, speakerFor(c)('survey.api.failed'), { detail: speakerFor(c).say(outcome.message) });
      }
      const { receipt, instrument, agency } = outcome;
      const answer = { receipt, receipt_url: `/khao-sat/bien-nhan/${receipt}`, instrument, agency };
      return c.json(answer, outcome.isNew ? 201 : 200);
    },
    (result, c) => (result.success ? undefined : refusedResponse(c, shapeErrors(result.error))),
  );
}

function refusedResponse(c: Parameters<typeof problem>[0], errors: readonly FieldError[]) {
  const t = speakerFor(c);
  return problem(c, 422, t('survey.api.refused'), { errors: saidErrors(errors, t.say) });
}
