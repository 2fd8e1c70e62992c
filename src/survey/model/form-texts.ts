import type { MessageKey, MessageValues } from '#i18n/model/message.ts';

/** What the form itself says, `survey.form.*`; the island gets these as text, so that no message format runs in the browser. */
const names = [
  'progress',
  'restored',
  'restored.clear',
  'none',
  'wishes',
  'assumed',
  'profile',
  'profile.lede',
  'profile.none',
  'ticket',
  'ticket.hint',
  'privacy',
  'send',
  'sending',
  'refused',
  'refused.kept',
  'failed',
  'failed.portal',
  'failed.network',
] as const;
type Name = (typeof names)[number];
export type FormTexts = Readonly<Record<Name, string>>;

/** The texts of the form; the two numbers of `progress` stay as places that `progressText` fills. */
export function formTexts(translate: (key: MessageKey, values?: MessageValues) => string): FormTexts {
  const places = { answered: '{answered}', total: '{total}' };
  return Object.fromEntries(names.map((name) => [name, translate(`survey.form.${name}`, places)])) as Record<Name, string>;
}

/** How far someone is, e.g. `Đã trả lời 3 trên 9 câu`. */
export function progressText(texts: Pick<FormTexts, 'progress'>, answered: number, total: number): string {
  return texts.progress.replace('{answered}', String(answered)).replace('{total}', String(total));
}
