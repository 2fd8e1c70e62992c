import { randomUUID } from 'node:crypto';
import type { ResponseInput } from '#survey/model/response.ts';

/** A complete response to the short ward form about phường Ba Đình, every item answered by `value`. */
export function wardResponse(change: Partial<ResponseInput> = {}, value = 4): ResponseInput {
  const answers = Object.fromEntries(['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', 'W9'].map((code) => [code, value]));
  return { id: randomUUID(), instrument: 'HN-WARD-9-2026', agency: '00004', answers, ...change };
}
