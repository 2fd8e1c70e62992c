import type { Language } from '#i18n/model/language.ts';
import { focusOutbox, keepPost } from '#ui/components/outbox/outbox-notice.ts';
import type { FormTexts } from '../model/form-texts.ts';

interface Unsent {
  readonly form: HTMLFormElement;
  readonly url: string;
  readonly language: Language;
  readonly response: Readonly<Record<string, unknown>>;
  /** Name and text of the draft by which the form comes back, should the portal refuse it. */
  readonly draft: readonly [name: string, text: string] | null;
  /** On a device that many use. */
  readonly shared: boolean;
  readonly texts: FormTexts;
}

/**
 * Keeps a response on the device until it can be sent, and says so. Choices and the invitation code, without which it would
 * be another response, rest in storage; words of one's own stay in this page's memory; when it was begun tells nothing any
 * more. Gives whether there are such words. Throws where this browser keeps nothing.
 */
export async function keepUnsent({ form, url, language, response, draft, shared, texts }: Unsent): Promise<boolean> {
  const { comment, started, ...body } = response;
  await keepPost(
    {
      id: String(body.id),
      url,
      language,
      body,
      label: form.querySelector<HTMLSelectElement>('#agency')?.selectedOptions[0]?.text ?? '',
      page: location.pathname + location.search,
      draft: draft ?? undefined,
      shared,
      texts: outboxTexts(texts),
    },
    comment ? { comment } : undefined,
  );
  if (!shared) focusOutbox();
  return Boolean(comment);
}

/** What is said of a response that waits on the device, by the names that the outbox knows. */
function outboxTexts(texts: FormTexts): Record<string, string> {
  const named = Object.entries(texts).map(([name, text]) => [name.split('unsent.')[1], text]);
  return Object.fromEntries(named.filter(([name]) => name !== undefined));
}
