import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import type { App } from '#platform/app.ts';
import { speakerFor } from './language.ts';
import { problem } from './problem.ts';
import { type Api, newApi } from './route.ts';
import { agencyRoutes } from './routes/agencies.ts';
import { instrumentRoutes } from './routes/instruments.ts';
import { procedureRoutes } from './routes/procedures.ts';
import { describeResponses } from './routes/responses.ts';
import { searchRoutes } from './routes/search.ts';

/** The portal's JSON API: thin routes whose zod schemas are also its OpenAPI document. */
export function createApi(app: App): Api {
  const api = newApi();
  searchRoutes(api, app);
  procedureRoutes(api, app);
  agencyRoutes(api, app);
  instrumentRoutes(api, app);
  describeResponses(api);

  api.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: app.site.name,
      version: '1',
      description: 'Dữ liệu công khai và nơi gửi phiếu khảo sát. Lỗi theo RFC 9457 (application/problem+json).',
    },
    servers: [{ url: '/' }],
  });

  api.notFound((c) => problem(c, 404, 'Không có địa chỉ này', { detail: 'Xem /api/v1/openapi.json.' }));
  api.onError((error, c) => {
    const t = speakerFor(c);
    if (error instanceof HTTPException && error.status < 500)
      return problem(c, 400, t('survey.api.unreadable'), { detail: t('survey.api.unreadable.how') });
    app.log.error('api.failed', error, { route: routePath(c) });
    return problem(c, 500, t('survey.api.failed'), { detail: t('survey.api.failed.how') });
  });
  return api;
}
