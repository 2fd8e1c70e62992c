import { type Refusal, refuse } from './refusal.ts';

/** Respondents of the same levels and design weight. */
interface Cell {
  /** Their level of each variable, in the order of the margins. */
  readonly levels: readonly string[];
  /** Sum of their design weights. */
  readonly mass: number;
}

interface Margin {
  readonly variable: string;
  readonly shares: Readonly<Record<string, number>>;
}

const mostIterations = 1000;
/** How far a share may stay from that of the population. */
const tolerance = 1e-10;

/**
 * Raking (Deming & Stephan 1940): multiplies the weights by one variable after another until the weighted shares of all
 * are those of the population. Gives the factor of each cell. Refuses where that does not converge.
 */
export function rakedFactors(
  cells: readonly Cell[],
  margins: readonly Margin[],
): { readonly factors: readonly number[]; readonly iterations: number } | Refusal {
  const factors = cells.map(() => 1);
  const targets = margins.map(({ shares }) => {
    const whole = Object.values(shares).reduce((sum, share) => sum + share, 0);
    return new Map(Object.entries(shares).map(([level, share]) => [level, share / whole]));
  });
  const sharesOf = (v: number) => {
    const sums = new Map<string, number>();
    let whole = 0;
    cells.forEach(({ levels, mass }, i) => {
      const weight = mass * (factors[i] ?? 0);
      const level = levels[v] ?? '';
      sums.set(level, (sums.get(level) ?? 0) + weight);
      whole += weight;
    });
    return new Map([...sums].map(([level, sum]) => [level, sum / whole]));
  };
  const furthest = () => {
    const distances = margins.map(({ variable }, v) => {
      const shares = sharesOf(v);
      const far = Math.max(...[...(targets[v] ?? [])].map(([level, target]) => Math.abs((shares.get(level) ?? 0) - target)));
      return { variable, far: Number.isNaN(far) ? 1 : far };
    });
    return distances.reduce((worst, one) => (one.far > worst.far ? one : worst), { variable: '', far: 0 });
  };
  let worst = furthest();
  for (let iterations = 0; iterations <= mostIterations; iterations++) {
    if (worst.far < tolerance) return { factors, iterations };
    margins.forEach((_, v) => {
      const shares = sharesOf(v);
      cells.forEach(({ levels }, i) => {
        const level = levels[v] ?? '';
        const [share = 0, target = 0] = [shares.get(level), targets[v]?.get(level)];
        factors[i] = share === 0 ? 0 : ((factors[i] ?? 0) * target) / share;
      });
    });
    worst = furthest();
  }
  return refuse(
    ['population', worst.variable],
    `cân trọng số không hội tụ sau ${mostIterations} vòng: còn lệch ${worst.far.toPrecision(2)}`,
  );
}
