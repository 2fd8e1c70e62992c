import type { Clock } from '#platform/clock.ts';
import type { Act } from './model/act.ts';
import type { Actor } from './model/actor.ts';
import { isDangerous, mayEver } from './model/permission.ts';
import { type Doer, signedIn } from './model/person.ts';
import { isFresh, type StaffSession, signInFor } from './model/session.ts';

export type Entry =
  | {
      readonly kind: 'in';
      readonly staff: Actor /** The same person, as services ask who acts. */;
      readonly by: Doer;
      readonly session: StaffSession;
    }
  /** To be led to another address first: to sign in, or to give the password again. */
  | { readonly kind: 'led'; readonly to: string }
  /** The page is for other roles: `/quan-tri/khong-duoc`. */
  | { readonly kind: 'denied' };

export interface Entering {
  readonly app: { readonly clock: Clock };
  readonly staff: Actor | null;
  readonly session: StaffSession | null;
  /** Whether a form is sent, not only a page looked at. */
  readonly sends: boolean;
}

/**
 * What every page of the staff asks first: whether whoever opens it may ever do what it is for. What they may do with one object
 * is decided by the service, in its transaction. For an act that cannot be taken back the password must be
 * fresh: of the last ten minutes to open its page, of the last fifteen to send it, so that what is written there is not lost.
 */
export function enter({ app, staff, session, sends }: Entering, act: Act | null, url: URL): Entry {
  const here = `${url.pathname}${url.search}`;
  if (staff === null || session === null) return { kind: 'led', to: signInFor(here) };
  const entered: Entry = { kind: 'in', staff, by: signedIn(staff), session };
  if (act === null) return entered;
  if (!mayEver(staff, act)) return { kind: 'denied' };
  if (isDangerous(act) && !isFresh(session, app.clock.now().getTime(), sends)) return { kind: 'led', to: signInFor(here) };
  return entered;
}
