import { createRoute } from '@hono/zod-openapi';
import { ratableOn } from '#agencies/model/agency.ts';
import { oldToNew } from '#agencies/old-to-new.ts';
import { findAgency, predecessorsOf, successorsOf } from '#agencies/store.ts';
import { agencyJson } from '#par-index/figures-json.ts';
import { satisfactionOf } from '#par-index/live.ts';
import type { App } from '#platform/app.ts';
import { today } from '#platform/clock.ts';
import { speakerFor } from '../language.ts';
import { problem, problemContent } from '../problem.ts';
import { type Api, codeParam, json } from '../route.ts';
import { agencyAnswer, formerAnswer, formerQuery, satisfactionAnswer } from '../schemas.ts';

/** Agencies: where former places belong now, one by its code, and how content people are with it. */
export function agencyRoutes(api: Api, app: App): void {
  // Before the route by code, which would take it for one.
  api.openapi(
    createRoute({
      method: 'get',
      path: '/agencies/former',
      summary: 'Phường, xã, quận, huyện cũ nay thuộc đâu: mọi khả năng',
      request: { query: formerQuery },
      responses: { 200: json('Những nơi khớp với tên', formerAnswer), 400: problemContent('Tham số sai') },
    }),
    async (c) => {
      const { name } = c.req.valid('query');
      const { former, today: current, alike, note } = await oldToNew(app.reader, name, today(app.clock));
      return c.json(
        {
          query: name,
          former: former.map((place) => ({ ...place, heirs: [...place.heirs], communes: [...place.communes] })),
          today: [...current],
          alike: [...alike],
          note: note && speakerFor(c).say(note),
        },
        200,
      );
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/agencies/{code}',
      summary: 'Một cơ quan, của hôm nay hay trước 2025',
      request: { params: codeParam },
      responses: { 200: json('Cơ quan', agencyAnswer), 404: problemContent('Không có cơ quan này') },
    }),
    async (c) => {
      const { code } = c.req.valid('param');
      const agency = await findAgency(app.reader, code);
      if (!agency) return unknownAgency(c, code);
      const { details, ...facts } = agency;
      const [predecessors, successors] = [await predecessorsOf(app.reader, code), await successorsOf(app.reader, code)];
      return c.json(
        {
          ...facts,
          ratable: ratableOn(agency, today(app.clock)),
          national_code: details.national_code ?? null,
          predecessors: [...predecessors],
          successors: [...successors],
        },
        200,
      );
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/agencies/{code}/satisfaction',
      summary: 'Mức độ hài lòng với một cơ quan, tính từ các phiếu đã nhận',
      request: { params: codeParam },
      responses: { 200: json('Mức độ hài lòng', satisfactionAnswer), 404: problemContent('Không có cơ quan này') },
    }),
    async (c) => {
      const { code } = c.req.valid('param');
      const agency = await findAgency(app.reader, code);
      if (!agency) return unknownAgency(c, code);
      return c.json(agencyJson(await satisfactionOf(app, agency), speakerFor(c).say, app.simulated), 200);
    },
  );
}

function unknownAgency(c: Parameters<typeof problem>[0], code: string) {
  return problem(c, 404, 'Không có cơ quan này', { detail: `Không có cơ quan mang mã "${code}".` });
}
