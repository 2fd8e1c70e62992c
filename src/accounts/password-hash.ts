import { hash, verify } from '@node-rs/argon2';

// What OWASP recommends for Argon2id, the library's own choice of kind: 19 MiB, two passes, one lane. Some 30 ms, beside the event loop.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One spelling of a password, whichever keyboard it comes from. */
const spelt = (password: string) => password.normalize('NFC');

/** What is stored of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(spelt(password), cost);
}

let nobodys: Promise<string> | undefined;

/** Whether a password is the one of a stored hash. Without a hash (no such account) it takes as long, and is not. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this password');
  // Longer than any password there is: not worth the work.
  const fits = await verify(stored ?? (await nobodys), spelt(password.slice(0, 1000)));
  return stored !== null && fits;
}
