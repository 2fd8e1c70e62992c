import { randomBytes } from 'node:crypto';
import { type Clock, today } from '#platform/clock.ts';
import { hmac } from '#platform/secret.ts';

/** Who is sending, as far as the network tells: never stored, only counted. */
export interface Sender {
  readonly address: string;
  readonly userAgent: string;
}

/** Counts how many responses come from one device about one agency in a day. */
export interface DeviceCounter {
  /** Counts one more; gives how many there are with it. */
  count(sender: Sender, agency: string): number;
  /** Takes one back that was not stored after all: sent again, or with a spent ticket. */
  takeBack(sender: Sender, agency: string): void;
}

/** Beyond that many devices a day the counting begins anew, so that a flood fills no memory. */
const mostDevices = 200_000;

/**
 * Devices are known by a keyed hash whose key is drawn anew each day and never leaves the memory: by tomorrow nobody,
 * not even this portal, can tell that two responses came from one device. Telephones behind one address with the same
 * browser are one device here; that is why a flag takes several and excludes nothing.
 */
export function deviceCounter(clock: Clock): DeviceCounter {
  let day = '';
  let key = randomBytes(32);
  let counts = new Map<string, number>();
  const deviceOf = ({ address, userAgent }: Sender, agency: string) =>
    hmac(key, JSON.stringify([address, userAgent, agency])).toString('base64');
  return {
    count(sender, agency) {
      const now = today(clock);
      if (now !== day || counts.size >= mostDevices) {
        day = now;
        key = randomBytes(32);
        counts = new Map();
      }
      const device = deviceOf(sender, agency);
      const n = (counts.get(device) ?? 0) + 1;
      counts.set(device, n);
      return n;
    },
    takeBack(sender, agency) {
      const device = deviceOf(sender, agency);
      const n = counts.get(device);
      if (n !== undefined) counts.set(device, n - 1);
    },
  };
}
