/** A whole number as people type it, digits alone; NaN where it is none, for a service to refuse. */
export function wholeNumber(typed: string): number {
  return /^\d{1,9}$/.test(typed.trim()) ? Number(typed.trim()) : Number.NaN;
}

/** The one of a few words that was typed; undefined where it is none of them. */
export function oneOf<T extends string>(typed: string, all: readonly T[]): T | undefined {
  return all.find((one) => one === typed);
}
