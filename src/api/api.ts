import type { HttpBindings } from '@hono/node-server';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import { ratableOn } from '#agencies/model/agency.ts';
import { oldToNew } from '#agencies/old-to-new.ts';
import { findAgency, predecessorsOf, successorsOf } from '#agencies/store.ts';
import type { Translator } from '#i18n/translator.ts';
import { satisfactionOf } from '#par-index/live.ts';
import type { Published } from '#par-index/model/display.ts';
import { boundText } from '#par-index/model/score.ts';
import type { ScoringRule } from '#par-index/model/scoring-rule.ts';
import type { App } from '#platform/app.ts';
import { today } from '#platform/clock.ts';
import { clientAddress } from '#platform/http/client-address.ts';
import { currentCode, findProcedure } from '#procedures/store.ts';
import type { Interpretation } from '#search/model/interpretation.ts';
import { suggestionsFor } from '#search/suggest.ts';
import { itemsOf } from '#survey/model/instrument.ts';
import { type FieldError, responseInput, saidErrors, shapeErrors } from '#survey/model/response.ts';
import { submitResponse } from '#survey/service.ts';
import { findInstrument } from '#survey/store.ts';
import { speakerFor } from './language.ts';
import { fieldErrors, problem, problemContent } from './problem.ts';
import {
  agencyAnswer,
  formerAnswer,
  formerQuery,
  instrumentAnswer,
  procedureAnswer,
  receiptAnswer,
  satisfactionAnswer,
  searchAnswer,
  searchQuery,
  suggestAnswer,
  suggestQuery,
} from './schemas.ts';

const json = <S extends z.ZodType>(description: string, schema: S) => ({ description, content: { 'application/json': { schema } } });
const codeParam = z.object({ code: z.string().max(100) });

/** The portal's JSON API: thin routes whose zod schemas are also its OpenAPI document. */
export function createApi(app: App) {
  const api = new OpenAPIHono<{ Bindings: HttpBindings }>({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      return problem(c, 400, 'Tham số chưa đúng', { errors: fieldErrors(result.error) });
    },
  }).basePath('/api/v1');

  api.openapi(
    createRoute({
      method: 'get',
      path: '/search',
      summary: 'Tìm thủ tục, tin bài, văn bản và cơ quan',
      request: { query: searchQuery },
      responses: { 200: json('Kết quả tìm', searchAnswer), 400: problemContent('Tham số sai') },
    }),
    async (c) => {
      const { q, exact, type, field, level, audience, limit, offset } = c.req.valid('query');
      const { engine, total, hits, facets, interpretation } = await app.search.query({
        text: q,
        exact,
        types: type ? [type] : [],
        filters: { field, level, audience },
        page: { limit, offset },
      });
      return c.json({ query: q, engine, total, hits: [...hits], facets, interpretation: readingAnswer(interpretation) }, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/search/suggest',
      summary: 'Gợi ý trong khi gõ: thủ tục, lời hay được tìm, các nghĩa của chữ nhiều nghĩa',
      request: { query: suggestQuery },
      responses: { 200: json('Gợi ý, nhiều nhất 8', suggestAnswer), 400: problemContent('Tham số sai') },
    }),
    async (c) => {
      const { q, lang } = c.req.valid('query');
      const suggestions = await suggestionsFor(app, q, lang);
      c.header('cache-control', 'public, max-age=60');
      return c.json({ query: q, suggestions: [...suggestions] }, 200);
    },
  );

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
        { code, ...procedure.listing, record: procedure.record, digest: procedure.digest, withdrawal: procedure.withdrawal },
        200,
      );
    },
  );

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
      const { rule, n, surveys } = await satisfactionOf(app, agency);
      const { say } = speakerFor(c);
      const answer = {
        agency: code,
        n,
        simulated: app.simulated,
        rule: { id: rule.id, title: rule.title, assumed: rule.assumed },
        instruments: surveys.map(({ wave, instrument, modes, n: responses, received, excluded, score }) => ({
          id: instrument.id,
          title: instrument.title,
          wave: { id: wave.id, title: wave.title, opens: wave.opens, closes: wave.closes },
          n: responses,
          received,
          excluded,
          modes: [...modes],
          overall: scoreAnswer(rule, say, score.overall),
          fields: score.fields.map((one) => scoreAnswer(rule, say, one)),
          factors: score.factors.map((one) => scoreAnswer(rule, say, one)),
          items: score.items.map((one) => scoreAnswer(rule, say, one)),
        })),
      };
      return c.json(answer, 200);
    },
  );

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
          items: itemsOf(instrument).map(({ code, factor, text }) => ({ code, factor, text })),
          expectations: expectations ? { ...expectations, items: expectations.items.map(({ code, text }) => ({ code, text })) } : null,
        },
        200,
      );
    },
  );

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
      const { incoming } = c.env;
      const sender = { address: clientAddress(incoming, app.config.trustedProxies), userAgent: c.req.header('user-agent') ?? '' };
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

function refusedResponse(c: Parameters<typeof problem>[0], errors: readonly FieldError[]) {
  const t = speakerFor(c);
  return problem(c, 422, t('survey.api.refused'), { errors: saidErrors(errors, t.say) });
}

/** The reading with lists that may be changed, as the JSON schema wants them. */
function readingAnswer(reading: Interpretation) {
  const { words, synonyms, chooser, nearest, ...rest } = reading;
  return {
    ...rest,
    words: [...words],
    synonyms: [...synonyms],
    nearest: [...nearest],
    chooser: chooser && { word: chooser.word, choices: [...chooser.choices] },
  };
}

function unknownAgency(c: Parameters<typeof problem>[0], code: string) {
  return problem(c, 404, 'Không có cơ quan này', { detail: `Không có cơ quan mang mã "${code}".` });
}

function scoreAnswer(rule: ScoringRule, say: Translator['say'], { code, title, display, n, reason, percent, interval }: Published) {
  return {
    code,
    title,
    n,
    display,
    shown: reason === null,
    reason: reason && say(reason),
    percent,
    interval: interval && { low: boundText(rule, interval.low), high: boundText(rule, interval.high) },
  };
}
