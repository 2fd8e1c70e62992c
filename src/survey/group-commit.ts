import type { Log } from '#platform/log.ts';
import type { AppendBatch, AppendOutcome, NewResponse } from './store.ts';

/** Stores a response; resolves when it is on disk. */
export type Append = (response: NewResponse) => Promise<AppendOutcome>;

interface Waiting {
  readonly response: NewResponse;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: unknown) => void;
}

const batchSize = 200;
const retryMs = 20;
const giveUpMs = 30_000;

/**
 * Many concurrent submissions share one transaction: those of the same turn of the event loop are written together, so
 * that one write to disk acknowledges them all. Where another process holds the database, the batch waits and tries again.
 */
export function groupCommit(appendBatch: AppendBatch, now: () => string, log: Log): Append {
  const queue: Waiting[] = [];
  let scheduled = false;
  let blockedSince: number | null = null;

  function schedule(delayMs: number): void {
    if (scheduled) return;
    scheduled = true;
    if (delayMs === 0) setImmediate(flush);
    else setTimeout(flush, delayMs);
  }

  function flush(): void {
    scheduled = false;
    const batch = queue.splice(0, batchSize);
    if (batch.length === 0) return;
    try {
      const outcomes = appendBatch(
        batch.map((waiting) => waiting.response),
        now(),
      );
      blockedSince = null;
      batch.forEach((waiting, i) => {
        const outcome = outcomes[i];
        if (outcome) waiting.resolve(outcome);
        else waiting.reject(new Error('a response without an outcome'));
      });
    } catch (error) {
      const busy = (error as { code?: unknown }).code === 'SQLITE_BUSY';
      blockedSince ??= Date.now();
      if (busy && Date.now() - blockedSince < giveUpMs) {
        queue.unshift(...batch);
        schedule(retryMs);
        return;
      }
      blockedSince = null;
      if (batch.length > 1) {
        // One bad response must not take the others with it: each tries alone.
        for (const waiting of batch) storeAlone(waiting);
      } else for (const waiting of batch) waiting.reject(error);
      log.error('survey.append-failed', error, { batch: batch.length });
    }
    if (queue.length > 0) schedule(0);
  }

  function storeAlone(waiting: Waiting): void {
    try {
      const [outcome] = appendBatch([waiting.response], now());
      if (outcome) waiting.resolve(outcome);
    } catch (error) {
      waiting.reject(error);
    }
  }

  return (response) =>
    new Promise((resolve, reject) => {
      queue.push({ response, resolve, reject });
      schedule(0);
    });
}
