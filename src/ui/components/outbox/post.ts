import type { Language } from '#i18n/model/language.ts';

/** Something that the portal is asked to take; sent again it changes nothing, for its body holds an id of its own. */
export interface Post {
  readonly url: string;
  readonly language: Language;
  readonly body: object;
}

/** What is wrong, at which field of the body. */
interface Wrong {
  readonly field: string;
  readonly message: string;
}

export type PostOutcome =
  | { readonly kind: 'taken'; readonly receipt: string; readonly url: string }
  | { readonly kind: 'refused'; readonly errors: readonly Wrong[] }
  /** No network, no answer in time, or a portal in trouble: to be sent again later. */
  | { readonly kind: 'away' };

const patienceMs = 20_000;

/** Sends a post once. What the portal refuses for good is refused; all else may come through another time. */
export async function send({ url, language, body }: Post): Promise<PostOutcome> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout?.(patienceMs) ?? null,
    });
    return outcomeOf(answer.status, await answer.json());
  } catch {
    return { kind: 'away' };
  }
}

/** What the portal's answer means: a receipt, or a problem document (RFC 9457) with or without its fields. */
export function outcomeOf(status: number, said: { [name: string]: unknown }): PostOutcome {
  const { receipt, receipt_url: url, errors, detail, title } = said ?? {};
  if (typeof receipt === 'string' && typeof url === 'string') return { kind: 'taken', receipt, url };
  // Too early, too many, too slow: not for good.
  if (status < 400 || status > 499 || [408, 425, 429].includes(status)) return { kind: 'away' };
  return { kind: 'refused', errors: Array.isArray(errors) ? errors : [{ field: '', message: String(detail ?? title) }] };
}
