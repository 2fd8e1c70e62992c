import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Translator } from '#i18n/translator.ts';
import { translatorFor } from '#i18n/translator.ts';
import type { App } from '#platform/app.ts';
import { clientAddress } from '#platform/http/client-address.ts';
import { closedPolicy, securityHeaders } from '#platform/http/security.ts';
import { type FieldError, responseInput, saidErrors, shapeErrors } from '#survey/model/response.ts';
import { submitResponse } from '#survey/service.ts';
import { preferredLanguage } from './language.ts';
import type { Problem } from './problem.ts';

const always = { ...securityHeaders, 'content-security-policy': closedPolicy, 'cache-control': 'no-store', vary: 'Accept-Language' };

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Receives a response without the router: this one route is where thousands come in a minute, and what lies between
 * Node and the service costs as much as storing it. Its description stands in routes/responses.ts.
 */
export function responseReceiver(app: App): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const t = translatorFor(preferredLanguage(request.headers['accept-language'] ?? ''));
    let answer: Answer;
    try {
      answer = await answerTo(app, request, t);
    } catch (error) {
      app.log.error('api.failed', error, { route: '/api/v1/responses' });
      answer = problem(500, t('survey.api.failed'), { detail: t('survey.api.failed.how') });
    }
    // As text: Node sends it with the head in one piece.
    const body = JSON.stringify(answer.body);
    response.writeHead(answer.status, {
      ...always,
      'content-type': answer.status < 300 ? 'application/json' : 'application/problem+json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      ...answer.headers,
    });
    response.end(body);
  };
}

async function answerTo(app: App, request: IncomingMessage, t: Translator): Promise<Answer> {
  const json = /^application\/([\w.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '') ? parsed(await read(request)) : undefined;
  if (json === undefined) return problem(400, t('survey.api.unreadable'), { detail: t('survey.api.unreadable.how') });
  const input = responseInput.safeParse(json);
  if (!input.success) return refused(t, shapeErrors(input.error));
  const sender = { address: clientAddress(request, app.config.trustedProxies), userAgent: request.headers['user-agent'] ?? '' };
  const outcome = await submitResponse(app, input.data, { sender, collectedBy: null });
  switch (outcome.kind) {
    case 'refused':
      return refused(t, outcome.errors);
    case 'limited':
      return problem(429, t('survey.limited'), { detail: t.say(outcome.message) }, { 'retry-after': String(outcome.retryAfterSeconds) });
    case 'unavailable':
      return problem(503, t('survey.api.failed'), { detail: t.say(outcome.message) });
    case 'accepted': {
      const { receipt, instrument, agency } = outcome;
      const body = { receipt, receipt_url: `/khao-sat/bien-nhan/${receipt}`, instrument, agency };
      return { status: outcome.isNew ? 201 : 200, body };
    }
  }
}

/** The whole body, empty where its sender went away; how long it may be, the front door has seen to. */
function read(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
    request.on('error', () => resolve(''));
  });
}

/** What the text says as JSON; undefined where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(t: Translator, errors: readonly FieldError[]): Answer {
  return problem(422, t('survey.api.refused'), { errors: saidErrors(errors, t.say) });
}

function problem(status: number, title: string, rest: Pick<Problem, 'detail' | 'errors'>, headers: Record<string, string> = {}): Answer {
  const body: Problem = { type: 'about:blank', title, status, ...rest };
  return { status, body, headers };
}
