import { type Message, message } from '#i18n/model/message.ts';
import type { Context } from '#platform/context.ts';
import { type KnownDevices, knownDevices } from './device.ts';
import { openSessions, type SessionLimits, type Sessions } from './sessions.ts';

/** What the accounts need besides the house. */
export interface AccountsContext extends Context {
  /** The key of this installation. */
  readonly secret: Buffer;
  readonly sessions: Sessions;
  readonly knownDevices: KnownDevices;
}

/** The sessions and known devices of an installation. */
export function openAccounts(context: Context, secret: Buffer, limits: SessionLimits): AccountsContext {
  return { ...context, secret, sessions: openSessions(context, limits), knownDevices: knownDevices(secret, limits.secure) };
}

/** A cookie to be set, in the shape of Astro's `cookies.set`. */
export interface StaffCookie {
  readonly name: string;
  readonly value: string;
  readonly attributes: {
    readonly secure?: boolean;
    readonly path?: string;
    readonly sameSite?: 'lax' | 'strict' | 'none';
    readonly httpOnly?: boolean;
    readonly maxAge?: number;
  };
}

export type Refused = { readonly kind: 'refused'; readonly message: Message };

/** A refusal with its words. */
export const refused = (...said: Parameters<typeof message>): Refused => ({ kind: 'refused', message: message(...said) });
