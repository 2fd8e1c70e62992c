import { type Instrument, itemsOf } from './instrument.ts';
import { type Pace, pace } from './pace.ts';

/** What can be noticed of a single response when it comes. A flag excludes nothing: people look, and two decide. */
export const flagsOnArrival = ['same-answers', 'too-fast', 'one-device'] as const;
export type ArrivalFlag = (typeof flagsOnArrival)[number];

/** What only the answers of others can tell, looked for at night: see burst.ts and near-duplicate.ts. */
export const nightlyFlags = ['burst', 'near-duplicate'] as const;
export type NightlyFlag = (typeof nightlyFlags)[number];

export const allFlags = [...flagsOnArrival, ...nightlyFlags] as const;
export type Flag = ArrivalFlag | NightlyFlag;

/** From how many equal answers on "all the same" says something (assumed: whoever answers three items may well mean it). */
const fewestSame = 5;

/** From how many responses about one agency on, from one device in a day, they are flagged (assumed: a family shares a telephone). */
export const responsesOfOneDevice = 5;

/** What is noticeable about one response; `answers` packed, `fromDevice` how many came from its device that day about the agency. */
export function flagsOf(
  instrument: Instrument,
  response: { readonly answers: string; readonly pace: Pace | null; readonly fromDevice: number },
): readonly ArrivalFlag[] {
  const rated = [...response.answers.slice(0, itemsOf(instrument).length)].filter((answer) => answer !== '-');
  const flags: ArrivalFlag[] = [];
  if (rated.length >= fewestSame && new Set(rated).size === 1) flags.push('same-answers');
  if (response.pace === pace.tooFast) flags.push('too-fast');
  if (response.fromDevice > responsesOfOneDevice) flags.push('one-device');
  return flags;
}
