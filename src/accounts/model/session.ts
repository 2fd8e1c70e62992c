import type { Account } from './account.ts';
import type { Actor } from './actor.ts';

/** How long after giving the password acts that cannot be taken back are allowed. */
const freshMs = 10 * 60_000;
/** How much longer what a page opened in that time asks for can still be sent. */
const sendingMs = 5 * 60_000;

/** A session as its owner has it. */
export interface StaffSession {
  /** Names it in the list of sessions; tells nothing of the cookie. */
  readonly handle: string;
  readonly account: Account;
  /** `code`: the password was right, the second factor is still asked, and nothing else can be done. */
  readonly stage: 'code' | 'full';
  /** When the password was given, in milliseconds. */
  readonly provenAt: number;
}

/** Where the staff's pages are; all below it is private. */
export const staffHome = '/quan-tri';
export const signInPath = `${staffHome}/dang-nhap`;
export const signOutPath = `${staffHome}/dang-xuat`;
export const codePath = `${staffHome}/ma-xac-thuc`;
export const passwordPath = `${staffHome}/doi-mat-khau`;

/** Whether a path (without its language, as the address has it) is one of the staff's, however it is spelt. */
export function isStaffPath(path: string): boolean {
  return /^\/+quan-tri(\/|$)/.test(decodeURIComponent(path));
}

/** Who acts in a session; null before the second factor and before a first password was changed. */
export function actorOf(session: StaffSession | null): Actor | null {
  if (session === null || stageOf(session) !== 'free') return null;
  const { id, name, roles, agency } = session.account;
  return { id, name, roles, agency };
}

function stageOf({ stage, account }: StaffSession): 'code' | 'change' | 'free' {
  return stage === 'code' ? 'code' : account.must_change ? 'change' : 'free';
}

/**
 * Where somebody is led who opens one of the staff's addresses and may not be there yet; null where they may. `target` is the
 * path with its parameters; `reads`: whether it is only looked at, and can be come back to.
 */
export function ledTo(session: StaffSession | null, path: string, target: string, reads: boolean): string | null {
  if (path === signOutPath) return session === null ? signInPath : null;
  if (session === null) return path === signInPath ? null : signInFor(reads ? target : staffHome);
  const stage = stageOf(session);
  // Whoever is stuck half-way may always begin again.
  if (path === signInPath) return null;
  if (stage === 'code') return path === codePath ? null : codePath;
  if (path === codePath) return staffHome;
  return stage === 'change' && path !== passwordPath ? passwordPath : null;
}

/** The address at which to sign in, and from there on to an address of the staff's. */
export function signInFor(target: string): string {
  return target === staffHome ? signInPath : `${signInPath}?tiep=${encodeURIComponent(target)}`;
}

/** Where signing in leads: only ever into the staff's own pages, whatever the address says. */
export function safeNext(next: string | null): string {
  return next !== null &&
    /^\/quan-tri(\/[a-z0-9][\w./-]*)?(\?[^\\\s]*)?$/i.test(next) &&
    !next.includes('..') &&
    !next.startsWith(signInPath)
    ? next
    : staffHome;
}

/** Whether the password was given a moment ago (`now` in milliseconds); `sends`: what was written on a page that is open already. */
export function isFresh(session: StaffSession, now: number, sends = false): boolean {
  return now - session.provenAt < freshMs + (sends ? sendingMs : 0) && session.provenAt <= now;
}
