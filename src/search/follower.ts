import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '#platform/context.ts';
import { Fault } from '#platform/fault.ts';
import { everyDocument, everyDocumentAnew, tellSearch, waitingChanges } from '#platform/search-outbox.ts';
import type { DocumentSource, KeptIndex } from './kept-index.ts';
import type { SearchEngine } from './model/engine.ts';
import { missingOf, type Receiver, sendOutbox } from './outbox-sender.ts';
import type { Doubt, Trust } from './trust.ts';

// Small: between two of them whoever waits for an answer of this process is served.
const batch = 50;
const lookAgainMs = 3_600_000;
const waitMs = 200;

/** The index of the second engine, and whether it may answer. */
interface SecondParts {
  readonly index: KeptIndex;
  readonly trust: Trust;
}

export interface FollowerParts {
  readonly context: Context;
  readonly embedded: SearchEngine;
  readonly documents: DocumentSource;
  /** Null where there is only the embedded engine. */
  readonly second: SecondParts | null;
  /** Names this process among those that could do the same work. */
  readonly holder: string;
}

/** Makes the search engines follow the database. */
export interface Follower {
  /** Looks once whether there is anything to do, and does it. Never rejects. */
  once(): Promise<void>;
  /** Works until nothing waits any more; `anew` makes the index of the second engine anew. Rejects where that engine fails. */
  catchUp(options?: { readonly anew?: boolean }): Promise<void>;
  /** Lets go of what is under way. */
  abandon(): void;
}

const saidOf: Readonly<Record<Doubt, string>> = {
  unchecked: 'chưa được kiểm tra',
  unreachable: 'không kết nối được',
  slow: 'trả lời quá chậm',
  refused: 'không nhận khóa MEILI_KEY',
  failing: 'báo lỗi',
  incomplete: 'thiếu chỉ mục',
};

/** The second engine failed; that was logged, and it is left alone for a while. */
class SecondEngineAway extends Fault {
  constructor(doubt: Doubt, cause: unknown) {
    super(
      `Meilisearch ở MEILI_URL ${saidOf[doubt]} (${(cause as Error).message.replace(/\.$/, '')}). Cổng tìm bằng bộ tìm kèm theo cho đến khi Meilisearch trả lời được.`,
    );
  }
}

/**
 * The follower of one process. What waits in the outbox is told the embedded engine, which a process that crashed after
 * its commit has left behind, and sent to the second engine. That one, when it was away, is compared with the database
 * before it answers again.
 */
export function searchFollower({ context, embedded, documents, second, holder }: FollowerParts): Follower {
  const { reader, writer, clock, log } = context;
  let embeddedUpTo = 0;
  let comparedAt = performance.now();
  let leaving = false;

  /** What the second engine does; a fault puts it in doubt. */
  async function tried<T>(act: (index: KeptIndex) => Promise<T>, { index, trust }: SecondParts): Promise<T> {
    try {
      return await act(index);
    } catch (error) {
      const doubt = index.doubtOf(error);
      if (trust.lose(doubt) && !leaving) log.error('search.second-engine', error, { doubt });
      throw new SecondEngineAway(doubt, error);
    }
  }

  const receiver: Receiver = second && {
    compare: (all) => tried((index) => index.compare(all), second),
    rebuild: (all) => tried((index) => index.rebuild(all), second),
    change: (found, gone) => tried((index) => index.change(found, gone), second),
  };

  const tell = (mark: string) => writer.transaction().execute((tx) => tellSearch(tx, clock, [mark]));

  /** Trusts a second engine that can be reached again; it is compared from the outbox, and does not answer before that. */
  async function look(parts: SecondParts): Promise<void> {
    await tried((index) => index.reach(), parts);
    await tell(everyDocument);
    comparedAt = performance.now();
    if (parts.trust.doubt !== null) log.info('search.second-engine', { reached: true });
    parts.trust.confirm();
  }

  async function tellEmbedded(): Promise<void> {
    for (;;) {
      const waiting = await waitingChanges(reader, embeddedUpTo, batch);
      const last = waiting.at(-1);
      if (last === undefined) return;
      const ids = waiting.map(({ document }) => document).filter((id) => id !== everyDocument && id !== everyDocumentAnew);
      const found = await documents.some(ids);
      const gone = missingOf(ids, found);
      if (found.length > 0) await embedded.index(found);
      if (gone.length > 0) await embedded.remove(gone);
      embeddedUpTo = last.sequence;
      await setImmediate();
    }
  }

  const send = () => sendOutbox(context, documents, receiver, holder);

  return {
    async once() {
      try {
        await tellEmbedded();
        if (second !== null) {
          const { trust } = second;
          if (trust.doubt === null ? performance.now() - comparedAt > lookAgainMs : trust.due) await look(second);
          if (trust.doubt !== null) return;
        }
        await send();
      } catch (error) {
        if (!(error instanceof SecondEngineAway)) log.error('search.follow', error);
      }
    },
    async catchUp({ anew = false } = {}) {
      await tellEmbedded();
      if (second !== null) await look(second);
      if (anew) await tell(everyDocumentAnew);
      while (!(await send())) await sleep(waitMs);
    },
    abandon() {
      leaving = true;
      second?.index.abandon();
    },
  };
}
