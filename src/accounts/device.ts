import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Cookie } from 'lucia';
import { hmac } from '#platform/secret.ts';

/**
 * The cookie by which a browser is known in which somebody signed in before: who guesses elsewhere does not slow it down, and
 * it has tries of its own. It opens nothing.
 */
export interface KnownDevices {
  /** The name of the device, where it is one that this user name signed in from. */
  read(cookies: string, userName: string): string | null;
  cookieFor(userName: string): Cookie;
}

const halfYearSeconds = 180 * 86_400;

/** Known devices by the installation's key alone: none is stored. */
export function knownDevices(key: Buffer, secure: boolean): KnownDevices {
  const name = secure ? '__Host-can-bo-may' : 'can-bo-may';
  const held = new RegExp(`(?:^|;)\\s*${name}=([\\w-]+)\\.([\\w-]+)`);
  const proof = (device: string, userName: string) => hmac(key, `known device ${device} ${userName}`).toString('base64url');
  return {
    read(cookies, userName) {
      const [device = '', given = ''] = held.exec(cookies)?.slice(1) ?? [];
      const expected = Buffer.from(proof(device, userName));
      const said = Buffer.from(given);
      return said.length === expected.length && timingSafeEqual(said, expected) ? device : null;
    },
    cookieFor(userName) {
      const device = randomBytes(12).toString('base64url');
      return new Cookie(name, `${device}.${proof(device, userName)}`, {
        httpOnly: true,
        secure,
        sameSite: 'lax',
        path: '/',
        maxAge: halfYearSeconds,
      });
    },
  };
}
