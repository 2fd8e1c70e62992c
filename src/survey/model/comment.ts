/**
 * The first month (`YYYY-MM`) whose comments are kept on a day (`YYYY-MM-DD`). A comment bears its month alone, so it counts as
 * written on the first of it: none is kept longer than `days` days.
 */
export function firstMonthKept(day: string, days: number): string {
  const oldest = new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
  const [year = 0, month = 1] = oldest.split('-').map(Number);
  if (oldest.endsWith('-01')) return oldest.slice(0, 7);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
}
