import { type Message, message } from '#i18n/model/message.ts';
import { hanoiClock } from '#platform/model/hanoi-time.ts';
import type { ArticleState } from './article.ts';
import type { NamedMedia } from './article-text.ts';
import type { missingParts } from './draft.ts';

/** Why an act with an article was not done; nothing has changed then. */
export type ArticleRefusal =
  | {
      readonly reason:
        | 'unknown-article'
        | 'wrong-state'
        | 'same-person'
        | 'time-past'
        | 'slug-taken'
        | 'unknown-revision'
        | 'unknown-preview'
        | 'no-note'
        | 'order-changed';
    }
  /** Somebody else has saved since; at, ISO 8601 UTC. */
  | { readonly reason: 'conflict'; readonly by: string; readonly at: string; readonly version: number; readonly state: ArticleState }
  | { readonly reason: 'incomplete'; readonly missing: ReturnType<typeof missingParts> }
  /** The text names a picture or file that the library has not got. */
  | { readonly reason: 'missing-media'; readonly media: NamedMedia }
  | { readonly reason: 'not-allowed'; readonly message: Message };

/** What a person is told. */
export function refusalMessage(refusal: ArticleRefusal): Message {
  switch (refusal.reason) {
    case 'not-allowed':
      return refusal.message;
    case 'conflict':
      return message('newsroom.refused.conflict', { who: refusal.by, ...dayAndTime(refusal.at) });
    case 'incomplete':
      return message('newsroom.refused.incomplete', { n: refusal.missing.length, first: refusal.missing[0] ?? 'title' });
    case 'missing-media':
      return message('newsroom.refused.missing-media', { ...refusal.media });
    default:
      return message(`newsroom.refused.${refusal.reason}`);
  }
}

/** Day and time of day in Hà Nội of a moment (ISO 8601), as messages name them. */
export function dayAndTime(at: string): { readonly day: { readonly date: string }; readonly time: string } {
  const [date = '', time = ''] = hanoiClock(at).split('T');
  return { day: { date }, time };
}
