import { createHash } from 'node:crypto';
import type { App } from '#platform/app.ts';
import { filtersOf, filterValue, type Instrument, questionsOf } from '#survey/model/instrument.ts';
import { codeOf } from '#survey/model/receipt.ts';
import { packAnswers, packProfile } from '#survey/model/response.ts';
import type { Wave } from '#survey/model/wave.ts';

/** Mulberry32: the same simulated figures on every machine. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A seed of its own for each name. */
export function seedOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32LE(0);
}

/**
 * Simulated answers of a wave: of each agency as many as `howMany` says, on the days given. The same answers carry the same
 * receipts, so that going through them again only completes them.
 */
export async function simulateAnswers(
  app: App,
  wave: Wave,
  instrument: Instrument,
  agencies: readonly string[],
  days: readonly string[],
  howMany: (random: () => number) => number,
): Promise<void> {
  for (const agency of agencies) {
    const random = generator(seedOf(`${wave.id}/${agency}`));
    const n = howMany(random);
    // What people think of an agency hardly changes from one survey to the next.
    const mood = 0.62 + generator(seedOf(agency))() * 0.3 + (random() - 0.5) * 0.08;
    await Promise.all(
      Array.from({ length: n }, (_, i) =>
        app.append({
          receipt: codeOf(createHash('sha256').update(`${wave.id}/${agency}/${i}`).digest()),
          wave: wave.id,
          agency,
          procedure: null,
          day: days[Math.floor(random() * days.length)] ?? wave.opens,
          mode: wave.modes[Math.floor(random() ** 2 * wave.modes.length)] ?? 'online',
          outcome: null,
          pace: null,
          answers: answersOf(instrument, mood, random),
          profile: random() < 0.3 ? null : profileOf(instrument, random),
          ticketHash: null,
          flags: [],
        }),
      ),
    );
  }
}

/** One simulated respondent: some people are content with everything, some with little, and a few leave blanks. */
function answersOf(instrument: Instrument, mood: number, random: () => number): string {
  const own = mood + (random() - 0.5) * 0.5;
  const filters = new Set(filtersOf(instrument).map(({ code }) => code));
  const given = questionsOf(instrument).map(({ code, values }) => {
    if (random() < 0.06) return [code, null];
    if (filters.has(code)) return [code, random() < 0.75 ? filterValue.yes : filterValue.no];
    const sorted = [...values].sort();
    const level = Math.min(sorted.length - 1, Math.max(0, Math.round((own + (random() - 0.5) * 0.45) * (sorted.length - 1))));
    return [code, sorted[level] ?? null];
  });
  return packAnswers(instrument, Object.fromEntries(given));
}

function profileOf(instrument: Instrument, random: () => number): string | null {
  return packProfile(
    instrument,
    Object.fromEntries(instrument.profile.map(({ code, options }) => [code, options[Math.floor(random() * options.length)]?.value ?? ''])),
  );
}
