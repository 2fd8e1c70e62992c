import { createRoute, z } from '@hono/zod-openapi';
import type { App } from '#platform/app.ts';
import { filtersOf, filterValue, itemsOf } from '#survey/model/instrument.ts';
import { findInstrument } from '#survey/store.ts';
import { problem, problemContent } from '../problem.ts';
import { type Api, json } from '../route.ts';
import { instrumentAnswer } from '../schemas.ts';

/** One instrument with all its questions. */
export function instrumentRoutes(api: Api, app: App): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/instruments/{id}',
      summary: 'Một bộ câu hỏi, từng câu một',
      request: { params: z.object({ id: z.string().max(100) }) },
      responses: { 200: json('Bộ câu hỏi', instrumentAnswer), 404: problemContent('Không có bộ câu hỏi này') },
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const instrument = await findInstrument(app.reader, id);
      if (!instrument) return problem(c, 404, 'Không có bộ câu hỏi này', { detail: `Không có bộ câu hỏi "${id}".` });
      const { fields, expectations, duration_minutes: _, ...rest } = instrument;
      return c.json(
        {
          ...rest,
          fields: fields.map(({ code, title }) => ({ code, title })),
          factors: fields.flatMap((field) => field.factors.map(({ code, title }) => ({ code, field: field.code, title }))),
          replaces: instrument.replaces ?? null,
          filters: filtersOf(instrument).map(({ code, text, yes, no, decides }) => ({
            code,
            text,
            options: [
              { value: filterValue.yes, label: yes },
              { value: filterValue.no, label: no },
            ],
            decides: [...decides],
          })),
          items: itemsOf(instrument).map(({ code, factor, text }) => ({ code, factor, text })),
          expectations: expectations ? { ...expectations, items: expectations.items.map(({ code, text }) => ({ code, text })) } : null,
        },
        200,
      );
    },
  );
}
