import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';

/** An error as `application/problem+json` (RFC 9457), with the fields that are wrong where there are any. */
export const problemSchema = z
  .object({
    type: z.string().openapi({ example: 'about:blank' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem');
export type Problem = z.infer<typeof problemSchema>;

/** How routes describe their refusals. */
export const problemContent = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** Answers with a problem document. */
export function problem<S extends 400 | 404 | 422 | 429 | 500 | 503>(
  c: Context,
  status: S,
  title: string,
  rest: Pick<Problem, 'detail' | 'errors'> = {},
) {
  const body: Problem = { type: 'about:blank', title, status, ...rest };
  return c.json(body, status, { 'content-type': 'application/problem+json; charset=utf-8' });
}

/** The wrong fields of a zod error, as path and message. */
export function fieldErrors(error: z.ZodError): { field: string; message: string }[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), message: `Không có trường "${key}".` }))
      : [{ field: issue.path.join('.'), message: issue.message }],
  );
}
