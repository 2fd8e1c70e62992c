import type { MessageKey, MessageValues } from '#i18n/model/message.ts';
import { commentLength } from './form.ts';
import { draftDays } from './form-draft.ts';

/** What the form itself says, `survey.form.*`; the island gets these as text, so that no message format runs in the browser. */
const names = [
  'progress',
  'step',
  'next',
  'back',
  'one',
  'one.how',
  'all',
  'keys',
  'offer',
  'offer.text',
  'offer.continue',
  'offer.new',
  'none',
  'wishes',
  'assumed',
  'profile',
  'profile.lede',
  'profile.none',
  'end',
  'ticket',
  'ticket.hint',
  'comment',
  'comment.hint',
  'privacy',
  'send',
  'sending',
  'refused',
  'refused.kept',
  'failed',
  'failed.how',
  'another',
  'unsent.words',
  'unsent.waiting',
  'unsent.waiting.text',
  'unsent.waiting.shared',
  'unsent.now',
  'unsent.drop',
  'unsent.taken',
  'unsent.taken.text',
  'unsent.hide',
  'unsent.refused',
  'unsent.refused.shared',
  'unsent.mend',
  'kiosk.thanks',
  'kiosk.receipt',
  'kiosk.waiting',
  'kiosk.next',
  'kiosk.idle',
  'kiosk.idle.done',
  'kiosk.seconds',
  'kiosk.stay',
] as const;
type Name = (typeof names)[number];
export type FormTexts = Readonly<Record<Name, string>>;

/** The texts of the form; what changes while it is filled in stays as places that `fill` fills. */
export function formTexts(translate: (key: MessageKey, values?: MessageValues) => string): FormTexts {
  const places = { answered: '{answered}', total: '{total}', n: '{n}', days: draftDays, length: commentLength };
  return Object.fromEntries(names.map((name) => [name, translate(`survey.form.${name}`, places)])) as Record<Name, string>;
}

/** A text with its places filled, e.g. `Đã trả lời 3 trên 9 câu`. */
export function fill(text: string, values: Readonly<Record<string, number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
