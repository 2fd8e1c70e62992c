/** Quantile of the normal distribution for 95 %. */
const z95 = 1.959963984540054;

export interface Interval {
  /** Bounds as shares from 0 to 1. */
  readonly low: number;
  readonly high: number;
}

/** 95 % interval of a share `p` seen in `n` answers (Wilson 1927, JASA 22:209). `n` may be an effective size. */
export function wilson(p: number, n: number): Interval {
  const z2 = z95 * z95;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * The share that `p` of `n` answers may stand for, `z` standard errors off: Wilson's bound for any z, so that a normal z
 * lies within the interval above in 95 % of all draws.
 */
export function wilsonAt(p: number, n: number, z: number): number {
  const z2 = z * z;
  return (p + z2 / (2 * n) + z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
}
