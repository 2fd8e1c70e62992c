import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { keyedHash } from '#platform/secret.ts';

const issuer = 'CCHC Hà Nội';
const stepSeconds = 30;

function totpOf(secret: Secret, label: string): TOTP {
  return new TOTP({ issuer, label, secret, algorithm: 'SHA1', digits: 6, period: stepSeconds });
}

/** A secret for an authenticator app, encrypted for the account alone. */
export function newTotpSecret(key: Buffer, staff: string): string {
  return seal(key, staff, Buffer.from(new Secret({ size: 20 }).bytes));
}

/** What an authenticator app is given: the address in the QR code, and the key to type where there is no camera. */
export function totpSetup(
  key: Buffer,
  staff: string,
  sealed: string,
  userName: string,
): { readonly uri: string; readonly typed: string } | null {
  const secret = opened(key, staff, sealed);
  if (!secret) return null;
  return { uri: totpOf(secret, userName).toString(), typed: secret.base32.replace(/(.{4})(?=.)/g, '$1 ') };
}

/** The time step that a code belongs to, one earlier or later allowed for clocks that differ; null where it is no code of the secret. */
export function totpStep(key: Buffer, staff: string, sealed: string, code: string, now: Date): number | null {
  const secret = opened(key, staff, sealed);
  if (!secret || !/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / stepSeconds) + delta;
}

function opened(key: Buffer, staff: string, sealed: string): Secret | null {
  const bytes = unseal(key, staff, sealed);
  return bytes && new Secret({ buffer: new Uint8Array(bytes).buffer });
}

const ivBytes = 12;
const tagBytes = 16;

function sealingKey(key: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'staff second factor', 32));
}

/** AES-256-GCM with the installation's key, bound to the account: another's cannot be put in its place. */
function seal(key: Buffer, staff: string, text: Buffer): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(key), iv).setAAD(Buffer.from(staff));
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64url');
}

/** Null where the text was not sealed with this key for this account. */
function unseal(key: Buffer, staff: string, text: string): Buffer | null {
  const all = Buffer.from(text, 'base64url');
  if (all.length <= ivBytes + tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(key), all.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(staff))
    .setAuthTag(all.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(all.subarray(ivBytes, -tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

// Without letters and figures that are taken for one another.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Random letters in groups, to be read from paper: `x7mq-4kd2`. */
export function randomCode(groups: number, each: number): string {
  const group = () => Array.from({ length: each }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

const recoveryCodes = 10;

/** Ten codes of 49 bits for the day on which the telephone is gone. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: recoveryCodes }, () => randomCode(2, 5));
}

/** What is stored of a recovery code, however it was typed. */
export function recoveryHash(key: Buffer, staff: string, typed: string): string {
  return keyedHash(key, `recovery ${staff} ${typed.toLowerCase().replace(/[^a-z0-9]/g, '')}`);
}
