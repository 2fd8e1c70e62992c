import { createRoute } from '@hono/zod-openapi';
import type { App } from '#platform/app.ts';
import { wordsInForce } from '#procedures/model/city-words.ts';
import { currentCode, findProcedure } from '#procedures/store.ts';
import { problem, problemContent } from '../problem.ts';
import { type Api, codeParam, json } from '../route.ts';
import { procedureAnswer } from '../schemas.ts';

/** One procedure by its code. */
export function procedureRoutes(api: Api, app: App): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/procedures/{code}',
      summary: 'Một thủ tục hành chính',
      request: { params: codeParam },
      responses: {
        200: json('Thủ tục', procedureAnswer),
        301: { description: 'Mã cũ, mã dài hoặc mã con; Location là địa chỉ với mã ngày nay' },
        404: problemContent('Không có thủ tục này'),
      },
    }),
    async (c) => {
      const { code } = c.req.valid('param');
      const procedure = await findProcedure(app.reader, code);
      if (!procedure) {
        const now = await currentCode(app.reader, code);
        if (now !== undefined) return c.redirect(`/api/v1/procedures/${now}`, 301);
        return problem(c, 404, 'Không có thủ tục này', { detail: `Không có thủ tục mang mã "${code}".` });
      }
      return c.json(
        {
          code,
          ...procedure.listing,
          record: procedure.record,
          digest: procedure.digest,
          words: wordsInForce(procedure),
          withdrawal: procedure.withdrawal,
        },
        200,
      );
    },
  );
}
