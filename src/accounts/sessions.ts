import { type Adapter, type Cookie, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia';
import type { IsoTime, StaffSessionRow } from '#db/schema.ts';
import type { Clock } from '#platform/clock.ts';
import type { Context, Tx } from '#platform/context.ts';
import { sha256Hex } from '#platform/sha256.ts';
import type { Account } from './model/account.ts';
import type { StaffSession } from './model/session.ts';
import { dropSession, dropSessionsOf, findSession, insertSession, sessionsOf, touchSession } from './session-store.ts';
import { accountOf, findStaff } from './store.ts';

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, { account: Account }>;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: { account: Account };
  }
}

interface SessionAttributes {
  readonly stage: StaffSession['stage'];
  readonly provenAt: number;
  readonly device: string;
}

export interface SessionLimits {
  /** After so many minutes without a request a session is over. */
  readonly idleMinutes: number;
  /** And after so many hours in any case. */
  readonly hours: number;
  /** Whether the portal is called by https: only then can the cookie be bound to it. */
  readonly secure: boolean;
}

// Kept no more often than this: not every request is a write.
const seenEveryMs = 60_000;

/** The sessions of the staff. Nothing outside this file knows that lucia keeps them. */
export interface Sessions {
  /** The session of a request's Cookie header; null where there is none, or it is over. */
  read(cookies: string | undefined): Promise<StaffSession | null>;
  /** A new session under a new id, in the transaction of the act that it belongs to; gives the cookie that holds it. */
  start(
    tx: Tx,
    staff: string,
    session: { readonly stage: StaffSession['stage']; readonly provenAt: number; readonly device: string },
  ): Promise<Cookie>;
  /** The cookie that takes the session's away. */
  blank(): Cookie;
}

/** Lucia over Kysely: see `adapter` for what is stored. */
export function openSessions(context: Context, { idleMinutes, hours, secure }: SessionLimits): Sessions {
  const idleMs = idleMinutes * 60_000;
  const luciaOver = (adapter: Adapter) =>
    new Lucia<SessionAttributes, { account: Account }>(adapter, {
      sessionExpiresIn: new TimeSpan(hours, 'h'),
      sessionCookie: { name: secure ? '__Host-can-bo' : 'can-bo', attributes: { secure, sameSite: 'lax', path: '/' } },
      getSessionAttributes: (attributes) => attributes,
      getUserAttributes: (attributes) => attributes,
    });
  const reading = luciaOver(adapter(context, idleMs, null));
  return {
    async read(cookies) {
      const id = reading.readSessionCookie(cookies ?? '');
      if (!id) return null;
      const { session, user } = await reading.validateSession(id);
      if (!session || !user) return null;
      return { handle: handleOf(id), account: user.account, stage: session.stage, provenAt: session.provenAt };
    },
    async start(tx, staff, attributes) {
      const lucia = luciaOver(adapter(context, idleMs, tx));
      return lucia.createSessionCookie((await lucia.createSession(staff, attributes)).id);
    },
    blank: () => reading.createBlankSessionCookie(),
  };
}

/** The database knows a session by its hash alone: who reads the tables cannot take one over. */
function handleOf(id: string): string {
  return sha256Hex(`session ${id}`);
}

/**
 * What lucia asks of a database. A session ends a fixed time after its start, whatever is done in it, and when nothing was
 * asked of it for a while; lucia, which would lengthen it, knows the first only. Lucia goes by the machine's clock: times are
 * moved between that and the portal's.
 */
function adapter(context: Context, idleMs: number, tx: Tx | null): Adapter {
  const { reader, clock } = context;
  const write = <T>(act: (tx: Tx) => Promise<T>) => (tx ? act(tx) : context.writer.transaction().execute(act));
  const sessionOf = (id: string, row: StaffSessionRow): DatabaseSession => ({
    id,
    userId: row.staff,
    expiresAt: new Date(Date.parse(row.expires_at) - lead(clock)),
    attributes: { stage: row.stage, provenAt: Date.parse(row.proven_at), device: row.device },
  });
  return {
    async getSessionAndUser(id) {
      const row = await findSession(tx ?? reader, handleOf(id));
      const staff = row && (await findStaff(tx ?? reader, row.staff));
      if (!row || !staff) return [null, null];
      const now = clock.now().getTime();
      const idle = now - Date.parse(row.seen_at);
      if (staff.disabled_at !== null || idle >= idleMs) {
        await write((t) => dropSession(t, row.staff, row.handle));
        return [null, null];
      }
      if (idle >= seenEveryMs) await write((t) => touchSession(t, row.handle, isoOf(now)));
      const user: DatabaseUser = { id: staff.id, attributes: { account: accountOf(staff) } };
      return [sessionOf(id, row), user];
    },
    async getUserSessions(staff) {
      return (await sessionsOf(tx ?? reader, staff)).map((row) => sessionOf(row.handle, row));
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      const now = isoOf(clock.now().getTime());
      await write((t) =>
        insertSession(t, {
          handle: handleOf(id),
          staff: userId,
          stage: attributes.stage,
          created_at: now,
          proven_at: isoOf(attributes.provenAt),
          seen_at: now,
          expires_at: isoOf(expiresAt.getTime() + lead(clock)),
          device: attributes.device,
        }),
      );
    },
    async updateSessionExpiration() {
      // Twelve hours are twelve hours.
    },
    async deleteSession(id) {
      await write((t) => t.deleteFrom('staff_sessions').where('handle', '=', handleOf(id)).execute());
    },
    async deleteUserSessions(staff) {
      await write((t) => dropSessionsOf(t, staff));
    },
    async deleteExpiredSessions() {
      await write((t) => t.deleteFrom('staff_sessions').where('expires_at', '<=', isoOf(clock.now().getTime())).execute());
    },
  };
}

/** How far the portal's clock is ahead of the machine's. */
function lead(clock: Clock): number {
  return clock.now().getTime() - Date.now();
}

function isoOf(ms: number): IsoTime {
  return new Date(ms).toISOString() as IsoTime;
}
