import type { Doer } from '#accounts/model/person.ts';
import { type Message, message } from '#i18n/model/message.ts';
import { setFeatured } from '#newsroom/featured-service.ts';
import { refusalMessage } from '#newsroom/model/refusal.ts';
import type { App } from '#platform/app.ts';
import { readFields } from './read-fields.ts';

/** Moves an article among those that stand out, adds one or takes one away; null when done, else why not. */
export async function featuredForm(app: App, by: Doer, request: Request): Promise<Message | null> {
  const form = await readFields(request);
  // What was pressed means the order that was seen.
  const seen = (form?.text('thu-tu') ?? '').split(' ').filter((one) => one !== '');
  const wanted = moved(seen, form?.text('bai') ?? '', form?.text('viec') ?? '');
  if (wanted === null) return message('desk.unread');
  const outcome = await setFeatured(app, by, wanted, seen);
  return outcome.kind === 'done' ? null : refusalMessage(outcome);
}

function moved(order: readonly string[], slug: string, how: string): readonly string[] | null {
  const at = order.indexOf(slug);
  if (how === 'them') return at === -1 && slug !== '' ? [...order, slug] : null;
  if (at === -1) return null;
  const others = order.toSpliced(at, 1);
  if (how === 'bo') return others;
  return how === 'len' ? others.toSpliced(Math.max(at - 1, 0), 0, slug) : how === 'xuong' ? others.toSpliced(at + 1, 0, slug) : null;
}
