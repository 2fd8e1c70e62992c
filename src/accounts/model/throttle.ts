/** How often something failed of late, and until when nothing more is looked at. Times in milliseconds. */
export interface Attempts {
  readonly failures: number;
  readonly failedAt: number;
  readonly openAt: number;
}

/** No wait is longer: who guesses is slowed to one try a minute, and whoever the account belongs to is never locked out. */
export const longestWaitMs = 60_000;
/** So long after the last failure all is forgotten. */
export const forgottenAfterMs = 60 * 60_000;

/** How many tries are free: one person mistypes, a whole office sits behind one address. */
export const freeTries = { account: 4, device: 4, code: 4, address: 20 } as const;
export type ThrottleKind = keyof typeof freeTries;

/** How long nothing is looked at after so many failures in a row: 1, 2, 4 … 60 seconds. */
export function waitAfter(failures: number, kind: ThrottleKind): number {
  const beyond = failures - freeTries[kind];
  return beyond <= 0 ? 0 : Math.min(longestWaitMs, 1000 * 2 ** Math.min(beyond - 1, 10));
}

/** How long one must still wait, in milliseconds; 0 where a try is looked at. */
export function waitOf(attempts: Attempts | null, now: number): number {
  // A clock that was set back must not make a short wait long.
  return attempts === null ? 0 : Math.max(0, Math.min(attempts.openAt - now, longestWaitMs));
}

/** What is kept after one more failure. */
export function afterFailure(attempts: Attempts | null, now: number, kind: ThrottleKind): Attempts {
  const recent = attempts !== null && now - attempts.failedAt < forgottenAfterMs;
  const failures = (recent ? attempts.failures : 0) + 1;
  return { failures, failedAt: now, openAt: now + waitAfter(failures, kind) };
}
