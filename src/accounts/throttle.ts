import type { Context } from '#platform/context.ts';
import { keyedHash } from '#platform/secret.ts';
import { attemptsOf, forgetAttempts, forgetOldAttempts, putAttempts } from './attempt-store.ts';
import { type Attempts, afterFailure, type ThrottleKind, waitOf } from './model/throttle.ts';

export interface Throttled {
  readonly kind: ThrottleKind;
  /** The user name, the network address, the device, the account; only its keyed hash is stored. */
  readonly of: string;
}

interface ThrottleContext extends Context {
  readonly secret: Buffer;
}

export type Try =
  | { readonly kind: 'wait'; readonly seconds: number }
  | {
      readonly kind: 'allowed';
      /** It was no failure: what belongs to the person is forgotten, an address is only given its one try back. */
      succeeded(): Promise<void>;
    };

/**
 * Begins to try something that can be guessed. It counts as failed until it has succeeded: a thousand tries at the same
 * moment are a thousand failures, not one.
 */
export async function beginTry(context: ThrottleContext, throttled: readonly Throttled[]): Promise<Try> {
  const now = context.clock.now().getTime();
  const keys = throttled.map((one) => ({ ...one, key: keyedHash(context.secret, `throttle ${one.kind} ${one.of}`) }));
  const before = new Map<string, Attempts | null>();
  const wait = await context.writer.transaction().execute(async (tx) => {
    await forgetOldAttempts(tx, now);
    for (const { key } of keys) before.set(key, await attemptsOf(tx, key));
    const longest = Math.max(...[...before.values()].map((attempts) => waitOf(attempts, now)));
    if (longest > 0) return longest;
    for (const { key, kind } of keys) await putAttempts(tx, key, afterFailure(before.get(key) ?? null, now, kind));
    return 0;
  });
  if (wait > 0) return { kind: 'wait', seconds: Math.ceil(wait / 1000) };
  return {
    kind: 'allowed',
    succeeded: () =>
      context.writer.transaction().execute(async (tx) => {
        await forgetAttempts(
          tx,
          keys.filter(({ kind }) => kind !== 'address').map(({ key }) => key),
        );
        for (const { key, kind } of keys) {
          const held = kind === 'address' ? await attemptsOf(tx, key) : null;
          if (held) await putAttempts(tx, key, { ...held, failures: Math.max(0, held.failures - 1), openAt: now });
        }
      }),
  };
}
