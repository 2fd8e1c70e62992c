import type { Log } from '#platform/log.ts';
import type { AppendBatch, AppendOutcome, NewResponse } from './append.ts';

/** Stores a response; resolves when it is on disk. */
export type Append = (response: NewResponse) => Promise<AppendOutcome>;

interface Waiting {
  readonly response: NewResponse;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: unknown) => void;
}

const batchSize = 200;
/** How long the first of a batch waits for others: longer, and the processor would wait too. */
const gatherMs = 1;
const retryMs = 20;
const giveUpMs = 30_000;

/**
 * Many concurrent submissions share one transaction: those that come within a millisecond are written together, so
 * that one write to disk acknowledges them all. Where another process holds the database, the batch waits and tries again;
 * where a batch fails, each of its responses is tried alone, so that one bad response does not take the others with it.
 */
export function groupCommit(appendBatch: AppendBatch, log: Log): Append {
  const batches: Waiting[][] = [];
  let scheduled = false;
  let blockedSince: number | null = null;

  function schedule(delayMs: number): void {
    if (scheduled) return;
    scheduled = true;
    setTimeout(flush, delayMs);
  }

  function flush(): void {
    scheduled = false;
    const batch = batches.shift();
    if (!batch) return;
    try {
      settle(batch, appendBatch(responsesOf(batch)));
      blockedSince = null;
    } catch (error) {
      blockedSince ??= Date.now();
      if (isBusy(error) && Date.now() - blockedSince < giveUpMs) {
        batches.unshift(batch);
        schedule(retryMs);
        return;
      }
      blockedSince = null;
      log.error('survey.append-failed', error, { batch: batch.length });
      if (batch.length > 1 && !isBusy(error)) batches.unshift(...batch.map((waiting) => [waiting]));
      else for (const waiting of batch) waiting.reject(error);
    }
    if (batches.length > 0) schedule(0);
  }

  return (response) =>
    new Promise((resolve, reject) => {
      const last = batches.at(-1);
      if (last && last.length < batchSize) last.push({ response, resolve, reject });
      else batches.push([{ response, resolve, reject }]);
      schedule(gatherMs);
    });
}

function responsesOf(batch: readonly Waiting[]): readonly NewResponse[] {
  return batch.map((waiting) => waiting.response);
}

function settle(batch: readonly Waiting[], outcomes: readonly AppendOutcome[]): void {
  batch.forEach((waiting, i) => {
    const outcome = outcomes[i];
    if (outcome) waiting.resolve(outcome);
    else waiting.reject(new Error('a response without an outcome'));
  });
}

/** Another process is writing; SQLite has several codes for it (SQLITE_BUSY, SQLITE_BUSY_RECOVERY, ...). */
function isBusy(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');
}
