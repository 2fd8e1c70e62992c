import { Bench } from 'tinybench';

/** How often something is done in a second against its raw limit, both measured in this run on this machine. */
export interface Rate {
  readonly kind: 'rate';
  readonly name: string;
  readonly perSecond: number;
  readonly limit: string;
  readonly limitPerSecond: number;
  readonly ratio: number;
}

/** How long something takes against what it may take: a fixed time, or that of something else in this run. */
export interface Time {
  readonly kind: 'time';
  readonly name: string;
  readonly milliseconds: number;
  readonly limit: string;
  readonly limitMilliseconds: number;
  readonly ratio: number;
  /** The most memory that the process took, where it was measured in a process of its own. */
  readonly megabytes?: number;
}

/** What something takes on disk against what it may take. */
export interface Size {
  readonly kind: 'size';
  readonly name: string;
  readonly bytes: number;
  readonly limitBytes: number;
}

export type Row = Rate | Time | Size;

/** A row of what is done per second. */
export function rate(name: string, perSecond: number, limit: string, limitPerSecond: number): Rate {
  return { kind: 'rate', name, perSecond, limit, limitPerSecond, ratio: perSecond / limitPerSecond };
}

/** A row of what takes its time. */
export function time(name: string, milliseconds: number, limit: string, limitMilliseconds: number, megabytes?: number): Time {
  const row = { kind: 'time', name, milliseconds, limit, limitMilliseconds, ratio: milliseconds / limitMilliseconds } as const;
  return megabytes === undefined ? row : { ...row, megabytes };
}

/** A row as a line for the person who asked. */
export function said(row: Row): string {
  if (row.kind === 'rate') {
    return `${row.name}: ${Math.round(row.perSecond)}/s = ${row.ratio.toFixed(2)} × ${row.limit} (${Math.round(row.limitPerSecond)}/s)`;
  }
  if (row.kind === 'size')
    return `${row.name}: ${Math.round(row.bytes)} byte = ${(row.bytes / row.limitBytes).toFixed(2)} × mức trần (${row.limitBytes} byte)`;
  const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
  const memory = row.megabytes === undefined ? '' : `, bộ nhớ ${Math.round(row.megabytes)} MB`;
  return `${row.name}: ${ms(row.milliseconds)} = ${row.ratio.toFixed(2)} × ${row.limit} (${ms(row.limitMilliseconds)})${memory}`;
}

const rounds = 3;

/** Medians of two measures taken in turn, so that both see the same machine. */
export async function interleaved(a: () => Promise<number>, b: () => Promise<number>): Promise<[number, number]> {
  const seen: [number[], number[]] = [[], []];
  for (let i = 0; i < rounds; i++) {
    seen[0].push(await a());
    seen[1].push(await b());
  }
  return [median(seen[0]), median(seen[1])];
}

/** The median of measures. */
export function median(values: readonly number[]): number {
  return [...values].sort((x, y) => x - y)[Math.floor(values.length / 2)] ?? 0;
}

/** The median of the milliseconds that each act takes, warmed up, in the order in which they are given. */
export async function timed(...acts: readonly (() => unknown)[]): Promise<readonly number[]> {
  const bench = new Bench({ time: 1000 });
  acts.forEach((act, i) => {
    bench.add(String(i), act);
  });
  await bench.run();
  return bench.tasks.map(({ result }) => {
    if (result.state !== 'completed') throw new Error('a measure did not complete');
    return result.latency.p50;
  });
}
