import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono, z } from '@hono/zod-openapi';
import { fieldErrors, problem } from './problem.ts';

/** What routes are added to. */
export type Api = ReturnType<typeof newApi>;

/** An API without routes; parameters that do not fit a route's schema are refused with a problem document. */
export function newApi() {
  return new OpenAPIHono<{ Bindings: HttpBindings }>({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      return problem(c, 400, 'Tham số chưa đúng', { errors: fieldErrors(result.error) });
    },
  }).basePath('/api/v1');
}

/** How routes describe an answer in JSON. */
export const json = <S extends z.ZodType>(description: string, schema: S) => ({ description, content: { 'application/json': { schema } } });

/** A code that stands in the address. */
export const codeParam = z.object({ code: z.string().max(100) });
