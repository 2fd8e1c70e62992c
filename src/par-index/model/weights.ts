import { exactly, type Fraction, numberOf, ratio, rational } from './fraction.ts';
import { rakedFactors } from './raking.ts';
import { isRefused, type Refusal, refuse } from './refusal.ts';

/** Shares of the population by variable and level, e.g. `{ age: { '18-34': 0.33, ... } }`. */
export type Population = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** How the responses of an agency are weighted. */
export interface Weighting {
  readonly method: 'none' | 'poststratify' | 'rake';
  readonly population: Population;
  /** Least and greatest weight, as multiples of the mean. */
  readonly trim?: readonly [number, number] | undefined;
}

/** What the weight of a response is made from. */
export interface Weighable {
  /** Design weight; 1 where none is given. */
  readonly weight?: number | undefined;
  /** Level of each variable of the population. */
  readonly strata?: Readonly<Record<string, string>> | undefined;
}

/** The weights of an agency's responses, mean 1. Responses that weigh the same share a class. */
export interface Weights {
  readonly classes: readonly Fraction[];
  /** Class of each response. */
  readonly classOf: readonly number[];
  /** Rounds of raking; null where nothing was raked. */
  readonly iterations: number | null;
  /** Responses whose weight was trimmed. */
  readonly trimmed: number;
}

/**
 * Makes the weights of one agency once over all its responses: design weights, adjusted to the population, then trimmed.
 * Post-stratification w_h = d · (N_h/N) / (Σ_h d / Σ d) is exact; raked weights are rounded to 12 places and exact from
 * there on. Refuses a level of the population without respondents, raking that does not converge, limits that no weights
 * can keep. Every response must carry a level for each variable: see readScoreInput.
 */
export function weightsOf(responses: readonly Weighable[], weighting: Weighting): Weights | Refusal {
  const variables = weighting.method === 'none' ? [] : Object.keys(weighting.population);
  const { keys, classOf, sizes } = classesOf(responses, variables);
  const design = keys.map((key) => exactly(key.weight));
  const empty = emptyStratum(keys, sizes, weighting.population, variables);
  if (empty) return empty;
  const adjusted = adjust(keys, design, sizes, weighting, variables);
  if (isRefused(adjusted)) return adjusted;
  const total = sumOf(adjusted.classes, sizes);
  if (total.n === 0n) return refuse(['population'], 'mọi phiếu có trọng số 0');
  const responsesAll = rational(responses.length);
  const classes = adjusted.classes.map((weight) => weight.mul(responsesAll).div(total));
  const trimmed = trim(classes, sizes, weighting.trim);
  if (isRefused(trimmed)) return trimmed;
  return { classOf, iterations: adjusted.iterations, ...trimmed };
}

interface ClassKey {
  readonly weight: number;
  readonly levels: readonly string[];
}

function classesOf(responses: readonly Weighable[], variables: readonly string[]) {
  const known = new Map<string, number>();
  const keys: ClassKey[] = [];
  const sizes: number[] = [];
  const classOf = responses.map(({ weight = 1, strata = {} }) => {
    const levels = variables.map((variable) => strata[variable] ?? '');
    const name = JSON.stringify([weight, levels]);
    const index = known.get(name) ?? keys.push({ weight, levels }) - 1;
    known.set(name, index);
    sizes[index] = (sizes[index] ?? 0) + 1;
    return index;
  });
  return { keys, classOf, sizes };
}

function emptyStratum(keys: readonly ClassKey[], sizes: readonly number[], population: Population, variables: readonly string[]) {
  for (const [v, variable] of variables.entries()) {
    for (const [level, share] of Object.entries(population[variable] ?? {})) {
      const n = keys.reduce((sum, key, i) => sum + (key.levels[v] === level ? (sizes[i] ?? 0) : 0), 0);
      if (share > 0 && n === 0) return refuse(['population', variable, level], `nhóm chiếm ${share} dân số nhưng không có phiếu nào`);
    }
  }
  return undefined;
}

interface Adjusted {
  readonly classes: readonly Fraction[];
  readonly iterations: number | null;
}

function adjust(
  keys: readonly ClassKey[],
  design: readonly Fraction[],
  sizes: readonly number[],
  { method, population }: Weighting,
  variables: readonly string[],
): Adjusted | Refusal {
  if (method === 'none') return { classes: design, iterations: null };
  if (method === 'rake') {
    const raked = rakedFactors(
      keys.map(({ levels }, i) => ({ levels, mass: numberOf(design[i] ?? rational(0)) * (sizes[i] ?? 0) })),
      variables.map((variable) => ({ variable, shares: population[variable] ?? {} })),
    );
    if (isRefused(raked)) return raked;
    const weights = design.map((weight, i) => numberOf(weight) * (raked.factors[i] ?? 0));
    const mean = weights.reduce((sum, weight, i) => sum + weight * (sizes[i] ?? 0), 0) / sizes.reduce((sum, n) => sum + n, 0);
    return { classes: weights.map((weight) => rounded(weight / mean)), iterations: raked.iterations };
  }
  const [variable = '', ...others] = variables;
  if (others.length > 0) return refuse(['population'], 'phân tầng sau chỉ dùng một biến; nhiều biến thì dùng method "rake"');
  const shares = population[variable] ?? {};
  const whole = Object.values(shares).reduce((sum, share) => sum.add(exactly(share)), rational(0));
  const massOf = (level: string | undefined) =>
    keys.reduce((sum, key, i) => (key.levels[0] === level ? sum.add(design[i]?.mul(sizes[i] ?? 0) ?? 0) : sum), rational(0));
  const factors = new Map(
    Object.entries(shares).map(([level, share]) => [level, { share: exactly(share).div(whole), mass: massOf(level) }]),
  );
  return {
    classes: design.map((weight, i) => {
      const factor = factors.get(keys[i]?.levels[0] ?? '');
      return factor ? weight.mul(factor.share).div(factor.mass) : rational(0);
    }),
    iterations: null,
  };
}

/** Rounds of trimming after which the limits are taken for ones that no weights can keep. */
const mostTrims = 10_000;

/**
 * Cuts weights (mean 1) to the limits and spreads what was cut evenly over the others, again until all keep the limits:
 * the strict trimming of `survey::trimWeights` (Lumley 2010), which leaves the sum as it is. Trimmed weights are rounded
 * to 12 places and exact from there on.
 */
function trim(
  given: readonly Fraction[],
  sizes: readonly number[],
  limits: Weighting['trim'],
): Pick<Weights, 'classes' | 'trimmed'> | Refusal {
  if (!limits) return { classes: given, trimmed: 0 };
  const [low, high] = limits;
  let weights = given.map(numberOf);
  const cut = new Set<number>();
  for (let rounds = 0; ; rounds++) {
    const outside = weights.map((weight) => weight < low || weight > high);
    if (!outside.includes(true)) break;
    outside.forEach((one, i) => {
      if (one) cut.add(i);
    });
    const kept = sizes.reduce((sum, n, i) => sum + (outside[i] ? 0 : n), 0);
    if (kept === 0 || rounds === mostTrims)
      return refuse(['trim'], `không cắt được trọng số vào giữa ${low} và ${high} mà trung bình vẫn là 1`);
    const clipped = weights.map((weight) => Math.min(high, Math.max(low, weight)));
    const spread = weights.reduce((sum, weight, i) => sum + (weight - (clipped[i] ?? 0)) * (sizes[i] ?? 0), 0) / kept;
    weights = clipped.map((weight, i) => (outside[i] ? weight : weight + spread));
  }
  return {
    classes: cut.size === 0 ? given : weights.map(rounded),
    trimmed: sizes.reduce((sum, n, i) => sum + (cut.has(i) ? n : 0), 0),
  };
}

/** A weight near 1, to 12 places. */
function rounded(weight: number): Fraction {
  return rational(Math.round(weight * 1e12)).div(1e12);
}

function sumOf(classes: readonly Fraction[], sizes: readonly number[]): Fraction {
  return classes.reduce((sum, weight, i) => sum.add(weight.mul(sizes[i] ?? 0)), rational(0));
}

/** The effective number of respondents behind weights: (Σw)² / Σw² (Kish 1965); 0 where none weighs anything. */
export function kish(sum: bigint, sumOfSquares: bigint): number {
  return sumOfSquares === 0n ? 0 : numberOf(ratio(sum * sum, sumOfSquares));
}
