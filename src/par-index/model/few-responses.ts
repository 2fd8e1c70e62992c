/** An agency with responses in a round. */
interface Answered {
  readonly code: string;
  readonly n: number;
  /** Whether so many answered that its share is shown. */
  readonly isShown: boolean;
}

/** Where the responses of an agency are that gets no rows of its own. */
export interface Place {
  readonly rows: 'pooled' | 'left-out';
  /** Whether it may be told how many responses there are. */
  readonly isTold: boolean;
}

/**
 * Where the responses of agencies go whose share may not be shown: together under no name, or nowhere. How many an agency
 * with fewer than `k` has cannot be had, neither from the size of the pool nor from what all responses, whose number is
 * told day by day, are more than the published ones. Who has `k` or more protects nobody in the pool, for that number may be
 * known from elsewhere. So the small ones are pooled where they hide each other, else left out; where they do not hide
 * each other even so, the next smallest agency without a share of its own is left out with them. Where there is none, their
 * numbers may be had by subtraction, never an answer: that costs no other agency its index.
 */
export function placesOfFew(answered: readonly Answered[], k: number): ReadonlyMap<string, Place> {
  const few = answered.filter(({ isShown }) => !isShown);
  const small = few.filter(({ n }) => n < k);
  const middle = few.filter(({ n }) => n >= k);
  const counts = small.map(({ n }) => n);
  if (isHidden(counts, k) && sumOf(counts) >= k) return places(places(new Map(), small, 'pooled', false), middle, 'pooled', true);
  const cover = small.length === 0 || isHidden(counts, k) ? undefined : smallest(middle);
  const rest = middle.filter((one) => one !== cover);
  const leftOut = places(new Map(), cover ? [...small, cover] : small, 'left-out', false);
  // The rows of one agency alone under no name everybody would recognise.
  return places(leftOut, rest, rest.length >= 2 ? 'pooled' : 'left-out', true);
}

/** Whether the sum of counts below `k` leaves open what each of them is. */
function isHidden(counts: readonly number[], k: number): boolean {
  const sum = sumOf(counts);
  return counts.length >= 2 && sum > counts.length && sum < counts.length * (k - 1);
}

const sumOf = (counts: readonly number[]) => counts.reduce((sum, n) => sum + n, 0);

function smallest(answered: readonly Answered[]): Answered | undefined {
  return [...answered].sort((a, b) => a.n - b.n || (a.code < b.code ? -1 : 1))[0];
}

function places(
  known: ReadonlyMap<string, Place>,
  all: readonly Answered[],
  rows: Place['rows'],
  isTold: boolean,
): ReadonlyMap<string, Place> {
  return new Map([...known, ...all.map(({ code }) => [code, { rows, isTold }] as const)]);
}
