import { z } from 'zod';
import { decimal } from './decimal.ts';

const year = z.int().min(1990).max(2100);
const certainty = z.enum(['found', 'seed', 'derived', 'memory']);

const point = z.strictObject({
  year,
  value: decimal.optional(),
  rank: z.int().min(1).optional(),
  rank_of: z.int().min(1).optional(),
  certainty,
  confidence: decimal.optional(),
  approximate: z.boolean().optional(),
  /** Sources contradict each other: shown as being checked. */
  disputed: z.boolean().optional(),
  sources: z.array(z.string()),
  parts: z.array(z.strictObject({ label: z.string(), value: decimal, rank: z.int().optional() })).optional(),
  note: z.string().optional(),
});
export type IndicatorPoint = z.infer<typeof point>;

/** What the value of a year was meant to be. */
const target = z
  .strictObject({
    year,
    from: decimal,
    /** The upper end, where a range was named. */
    to: decimal.optional(),
    /** The value was to lie above `from`: `from` itself is not enough. */
    above: z.boolean().optional(),
    /** How the source words it. */
    text: z.string().min(1),
    /** Key of the series' sources. */
    source: z.string(),
    /** The article of the portal that tells of it. */
    article: z.string().optional(),
  })
  .refine(({ from, to }) => to === undefined || Number(to) >= Number(from), { path: ['to'], error: 'phải từ mức "from" trở lên' });
export type IndicatorTarget = z.infer<typeof target>;

/** A published series (SIPAS, PAR INDEX, PAPI, PCI) with a source for each figure. */
export const indicatorSchema = z
  .strictObject({
    id: z.enum(['sipas', 'par-index', 'papi', 'pci']),
    title: z.string(),
    short_title: z.string(),
    publisher: z.string(),
    description: z.string(),
    unit: z.enum(['percent', 'points']),
    better: z.enum(['higher']),
    /** Years after which the method changed: values on both sides are not comparable. */
    breaks: z.array(z.strictObject({ after: year, note: z.string() })),
    values: z.array(point).min(1),
    national_mean: z.array(point),
    sources: z.record(z.string(), z.strictObject({ name: z.string(), url: z.url().optional() })),
    missing: z.array(year),
    targets: z.array(target).optional(),
    /** What must be known to read the targets. */
    targets_note: z.string().optional(),
  })
  .superRefine((series, context) => {
    series.values.forEach((value, i) => {
      for (const key of value.sources) {
        if (!(key in series.sources))
          context.addIssue({ code: 'custom', path: ['values', i], message: `không có nguồn "${key}" trong sources` });
      }
    });
    series.targets?.forEach(({ source }, i) => {
      if (!(source in series.sources))
        context.addIssue({ code: 'custom', path: ['targets', i, 'source'], message: `không có nguồn "${source}" trong sources` });
    });
  });
export type Indicator = z.infer<typeof indicatorSchema>;
