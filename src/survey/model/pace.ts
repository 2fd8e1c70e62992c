/** How fast a response was answered, in classes so wide that they tell nothing of the person. */
export const pace = { tooFast: 1, fast: 2, steady: 3 } as const;
export type Pace = (typeof pace)[keyof typeof pace];

/** Below this nobody reads the question (an assumption of the portal: no text names a number). */
const secondsToRead = 1;
const secondsToThink = 3;

/** The class of a response that took `seconds` for `answered` questions. */
export function paceOf(seconds: number, answered: number): Pace {
  if (seconds < answered * secondsToRead) return pace.tooFast;
  return seconds < answered * secondsToThink ? pace.fast : pace.steady;
}
