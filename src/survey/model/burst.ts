/**
 * When a day is a burst. All numbers are assumed, no text names any: a day is judged against the 28 days before it, of which
 * at least 7 must be known; fewer than 20 responses in a day are never a burst; and the chance of as many at the pace of those
 * days must be less than one in a million, which 140 agencies in a year come to once in twenty years.
 */
export const burstRule = { trailingDays: 28, fewestDays: 7, fewest: 20, chance: 1e-6 } as const;

/**
 * The days (as places in the list) on which far more responses came than the days before let expect; `counts` holds every day
 * from the first on, also those without a response.
 *
 * Poisson surveillance as in burst detection per unit: given the day's `x` and the `s` of the `d` days before, `x` is binomial
 * out of `x + s` with probability 1/(d + 1) where nothing has changed (Przyborowski and Wilenski), which is exact however few
 * they are. Days vary more than Poisson (weekends, market days), so that both counts are divided by the ratio of variance to
 * mean of the days before, and days that were bursts themselves are left out of them (Farrington et al.).
 */
export function burstDays(counts: readonly number[]): readonly number[] {
  const bursts = new Set<number>();
  counts.forEach((n, day) => {
    if (n < burstRule.fewest) return;
    const before = counts.slice(0, day).flatMap((one, i) => (i >= day - burstRule.trailingDays && !bursts.has(i) ? [one] : []));
    if (before.length >= burstRule.fewestDays && chanceOf(n, before) < burstRule.chance) bursts.add(day);
  });
  return [...bursts];
}

/** How likely `n` or more are in a day at the pace of the days before. */
function chanceOf(n: number, before: readonly number[]): number {
  const sum = before.reduce((a, b) => a + b, 0);
  const mean = sum / before.length;
  const variance = before.reduce((a, b) => a + (b - mean) ** 2, 0) / (before.length - 1);
  const dispersion = mean === 0 ? 1 : Math.max(1, variance / mean);
  const scaled = Math.floor(n / dispersion);
  return binomialTail(scaled, scaled + Math.ceil(sum / dispersion), 1 / (before.length + 1));
}

/** P(X >= k) of a binomial count out of `n`; 1 where k is no more than expected, for nobody asks about that side. */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= n * p) return 1;
  let log = k * Math.log(p) + (n - k) * Math.log1p(-p);
  for (let i = 1; i <= n - k; i++) log += Math.log((k + i) / i);
  let term = Math.exp(log);
  let tail = term;
  // Beyond the expected number each term is smaller than the one before.
  for (let i = k; i < n && term > tail * 1e-16; i++) {
    term *= (((n - i) / (i + 1)) * p) / (1 - p);
    tail += term;
  }
  return Math.min(1, tail);
}
