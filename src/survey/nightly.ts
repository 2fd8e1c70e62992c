import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { today } from '#platform/clock.ts';
import type { Context, Reader } from '#platform/context.ts';
import { releaseLease, takeLease } from '#platform/lease.ts';
import { dropOldComments } from './comment-service.ts';
import type { NightlyAnswer, NightlyOrder } from './nightly-process.ts';

/** From this hour on in Hà Nội, when the fewest people are there. */
const fromHour = 2;
const longestMs = 30 * 60_000;
const retryMs = 10 * 60_000;
const setting = 'survey.nightly';

/** What the survey's nightly work needs besides the house. */
export interface NightlyParts {
  readonly context: Context;
  /** The database's file, for processes of their own. */
  readonly file: string;
  /** Names this process. */
  readonly holder: string;
  readonly commentDays: number;
}

/** The work of the night, done once by whichever process comes first. */
export interface Nightly {
  /** Does it where it is due. */
  once(): Promise<void>;
  /** Ends it where it runs, for good: another process, or the next start, does it. */
  stop(): void;
}

/**
 * Once a night in Hà Nội, or later where nobody was up then: forgets old comments, flags what only the answers of others can
 * tell, and counts all tallies anew. By a lease, one of several processes does it, and another process of its own works.
 */
export function nightly({ context, file, holder, commentDays }: NightlyParts): Nightly {
  const { clock, log, reader } = context;
  let notBefore = 0;
  let child: ChildProcess | null = null;
  let stopped = false;

  async function work(since: string | null): Promise<void> {
    await dropOldComments(context, commentDays);
    const empty = (await reader.selectFrom('responses').select('wave').limit(1).executeTakeFirst()) === undefined;
    if (empty) return;
    const answer = await ask({ file, now: clock.now().toISOString(), since }, (started) => {
      child = started;
    });
    if ('bug' in answer) throw new Error(answer.bug);
    for (const { wave, drift } of answer.recounts) {
      if (drift.length > 0)
        log.error('survey.drift', new Error('the kept tallies are not what the responses give'), { wave, cells: drift.length });
    }
    const responses = answer.recounts.reduce((sum, recount) => sum + recount.responses, 0);
    log.info('survey.night', { flags: answer.flags, responses });
  }

  return {
    async once() {
      const night = today({ now: () => new Date(clock.now().getTime() - fromHour * 3_600_000) });
      if (stopped || Date.now() < notBefore || ((await lastNight(reader)) ?? '') >= night) return;
      const lease = await takeLease(context, setting, holder, longestMs);
      if (!lease) return;
      try {
        const since = await lastNight(reader);
        if ((since ?? '') >= night) return;
        await work(since);
        await context.writer.transaction().execute((tx) =>
          tx
            .insertInto('settings')
            .values({ key: setting, value: night })
            .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: night }))
            .execute(),
        );
      } catch (error) {
        notBefore = Date.now() + retryMs;
        if (!stopped) log.error('survey.night-failed', error);
      } finally {
        child = null;
        await releaseLease(context, lease);
      }
    },
    stop() {
      stopped = true;
      child?.kill('SIGKILL');
    },
  };
}

/** The night whose work was done last, as the day on which it began; null before the first. */
async function lastNight(reader: Reader): Promise<string | null> {
  const row = await reader.selectFrom('settings').select('value').where('key', '=', setting).executeTakeFirst();
  return row?.value ?? null;
}

function ask(order: NightlyOrder, started: (child: ChildProcess) => void): Promise<NightlyAnswer> {
  const child = fork(fileURLToPath(new URL('./nightly-process.ts', import.meta.url)), {
    // Node 22 needs a flag to read TypeScript; scripts/run.mjs sets it.
    execArgv: process.execArgv.filter((flag) => flag === '--experimental-strip-types'),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    timeout: longestMs,
    killSignal: 'SIGKILL',
  });
  started(child);
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as NightlyAnswer));
    child.once('exit', (code, signal) => reject(new Error(`the nightly process ended without an answer (${signal ?? code})`)));
    child.once('error', reject);
    // Where the process is gone before it took the order, its exit says so.
    child.send(order, () => undefined);
  });
}
