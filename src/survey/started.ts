import { keyedHash } from '#platform/secret.ts';

const nameOf = (seconds: string): string => `bat-dau:${seconds}`;
const signatureLength = 16;

/** When a form was opened, for the form to carry: seconds since 1970 in base 36, signed so that nobody backdates it. */
export function startMark(secret: Buffer, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000).toString(36);
  return `${seconds}.${keyedHash(secret, nameOf(seconds)).slice(0, signatureLength)}`;
}

/** How many seconds ago a form with this mark was opened; null where the mark is missing, none of ours, or of the future. */
export function secondsSince(secret: Buffer, mark: string | undefined, now: Date): number | null {
  const [seconds = '', signature = ''] = mark?.split('.') ?? [];
  if (!/^[0-9a-z]{1,10}$/.test(seconds) || keyedHash(secret, nameOf(seconds)).slice(0, signatureLength) !== signature) return null;
  const passed = now.getTime() / 1000 - Number.parseInt(seconds, 36);
  return passed < 0 ? null : passed;
}
