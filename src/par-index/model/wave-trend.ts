import type { Instrument } from '#survey/model/instrument.ts';
import type { Wave } from '#survey/model/wave.ts';
import { type Change, changeBetween } from './change.ts';
import type { Published } from './display.ts';

/** The score of an agency in one wave, as it is shown. */
export interface WavePoint {
  readonly wave: Pick<Wave, 'id' | 'title' | 'kind' | 'opens' | 'closes' | 'modes'>;
  readonly instrument: Pick<Instrument, 'id' | 'short_title' | 'replaces'>;
  readonly overall: Published;
}

/** What tells which questionnaire stands after which. */
type Versioned = Pick<Instrument, 'id' | 'replaces'>;

/** Why a figure cannot be compared with the one before: other questions, or answers that came in other ways. */
export type WaveBreak = 'instrument' | 'modes';

export interface WaveStep extends WavePoint {
  /** What changed since the wave before; null where nothing did, and for the first. */
  readonly broken: WaveBreak | null;
  /** Since the last shown figure of the same method; null where there is none, or this one is not shown. */
  readonly change: Change | null;
}

/** The waves of one family of questionnaires, those that replaced each other, oldest first. */
export interface WaveTrend {
  readonly title: string;
  readonly steps: readonly WaveStep[];
}

/**
 * The trends in the waves of an agency, `instruments` being all there are: standing waves apart from official ones, for other people answer them. Only
 * where at least two waves show a figure; a wave without one keeps its place and its reason.
 */
export function waveTrends(points: readonly WavePoint[], instruments: readonly Versioned[]): readonly WaveTrend[] {
  const chains = new Map(points.map(({ instrument }) => [instrument.id, chainOf(instrument, instruments)]));
  const chain = ({ instrument }: WavePoint) => chains.get(instrument.id) ?? [];
  const families = Map.groupBy(points, (point) => `${chain(point).at(-1)} ${point.wave.kind}`);
  return [...families.values()].flatMap((family) => {
    if (family.filter(({ overall }) => overall.share !== null).length < 2) return [];
    const ordered = [...family].sort(
      (a, b) => order(a.wave.opens, b.wave.opens) || chain(a).length - chain(b).length || order(a.wave.id, b.wave.id),
    );
    return [{ title: ordered.at(-1)?.instrument.short_title ?? '', steps: stepsOf(ordered) }];
  });
}

function stepsOf(ordered: readonly WavePoint[]): readonly WaveStep[] {
  let before: WavePoint | null = null;
  let shown: Published | null = null;
  return ordered.map((point) => {
    const broken = before && breakBetween(before, point);
    if (broken) shown = null;
    const change = shown && changeBetween(point.overall, shown);
    if (point.overall.share !== null) shown = point.overall;
    before = point;
    return { ...point, broken, change };
  });
}

function breakBetween(before: WavePoint, now: WavePoint): WaveBreak | null {
  if (before.instrument.id !== now.instrument.id) return 'instrument';
  return [...before.wave.modes].sort().join() === [...now.wave.modes].sort().join() ? null : 'modes';
}

/** The ids of a questionnaire and of those that it replaced one after the other, itself first. */
function chainOf(instrument: Versioned, all: readonly Versioned[], newer: readonly string[] = []): readonly string[] {
  const chain = [...newer, instrument.id];
  const replaced = all.find(({ id }) => id === instrument.replaces && !chain.includes(id));
  return replaced ? chainOf(replaced, all, chain) : chain;
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
