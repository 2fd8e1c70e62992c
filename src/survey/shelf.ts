import type { Agency } from '#agencies/model/agency.ts';
import { allAgencies } from '#agencies/store.ts';
import type { Reader } from '#platform/context.ts';
import type { Instrument } from './model/instrument.ts';
import type { Wave } from './model/wave.ts';
import { allInstruments } from './store.ts';
import { allWaves } from './wave-store.ts';

/** What every submission needs and nearly never changes, held in memory: to read it each time would cost more than to store the response. */
export interface SurveyShelf {
  read(): Promise<{
    readonly instruments: ReadonlyMap<string, Instrument>;
    readonly agencies: ReadonlyMap<string, Agency>;
    readonly waves: ReadonlyMap<string, Wave>;
  }>;
  /** Read anew from now on: something of it has changed. */
  drop(): void;
}

/** A shelf over the database; nothing is read before it is needed. */
export function surveyShelf(reader: Reader): SurveyShelf {
  let held: ReturnType<SurveyShelf['read']> | null = null;

  async function load(): ReturnType<SurveyShelf['read']> {
    const [instruments, agencies, waves] = [await allInstruments(reader), await allAgencies(reader), await allWaves(reader)];
    return {
      instruments: new Map(instruments.map((one) => [one.id, one])),
      agencies: new Map(agencies.map((one) => [one.code, one])),
      waves: new Map(waves.map((one) => [one.id, one])),
    };
  }

  return {
    read() {
      if (held) return held;
      const reading = load();
      held = reading;
      // What failed is tried again by the next.
      reading.catch(() => {
        if (held === reading) held = null;
      });
      return reading;
    },
    drop() {
      held = null;
    },
  };
}
