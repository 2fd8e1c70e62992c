import { createStore, del, get, set, values } from 'idb-keyval';
import { type Post, send } from './post.ts';
import { waitingKey } from './waiting-key.ts';

/** A post that this device keeps until the portal has taken it, and what became of it. */
export interface Kept extends Post {
  readonly id: string;
  /** What it is about, in Vietnamese. */
  readonly label: string;
  /** Where it was filled in. */
  readonly page: string;
  /** Name and text by which localStorage gives the form back, should the portal refuse it. */
  readonly draft?: readonly [name: string, text: string] | undefined;
  /** On a device that many use: nothing is told of it but that it waits, and nothing kept once it is sent. */
  readonly shared: boolean;
  /** What is said of it, in the language in which it was filled in. */
  readonly texts: Readonly<Record<string, string>>;
  readonly refused?: readonly string[];
  readonly receipt?: readonly [code: string, url: string];
}

// Nothing happens by loading this: the server loads it too, with the form that it renders.
const store = createStore('cong-phieu', 'cho-gui');
const [shortestMs, longestMs] = [5_000, 300_000];
let pauseMs = shortestMs;
let timer: ReturnType<typeof setTimeout>;

/** What of a post must not rest in storage, by its id: it lives as long as this page, which alone may send it meanwhile. */
const unwritten = new Map<string, object>();

let changed: (() => void) | undefined;

/** Sends again as soon as there is a network, and calls back whenever what is kept has changed, in this tab or another. */
export function watchKept(act: () => void): void {
  changed = act;
  addEventListener('storage', ({ key }) => key === waitingKey && act());
  addEventListener('online', () => {
    pauseMs = shortestMs;
    void sendKept();
  });
}

/** All that this device keeps. */
export function allKept(): Promise<readonly Kept[]> {
  return values<Kept>(store);
}

/** Keeps a post until it is taken; `extra` of its body in memory only. Throws where this browser keeps nothing. */
export async function keepUntilTaken(post: Kept, extra?: object): Promise<void> {
  await set(post.id, post, store);
  if (extra) {
    unwritten.set(post.id, extra);
    void navigator.locks?.request(post.id, () => new Promise(() => {}));
  }
  await tell();
}

/** Forgets a post. */
export async function forget(id: string): Promise<void> {
  await del(id, store);
  await tell();
}

/** Tries everything that waits, each in one tab only; what stays is tried again after a growing pause. */
export async function sendKept(): Promise<void> {
  clearTimeout(timer);
  const waiting = (await allKept()).filter(isWaiting);
  const done = await Promise.all(
    waiting.map(({ id }) =>
      navigator.locks && !unwritten.has(id)
        ? navigator.locks.request(id, { ifAvailable: true }, (lock) => lock !== null && sendOne(id))
        : sendOne(id),
    ),
  );
  if (!done.includes(false)) return;
  clearTimeout(timer);
  // Not all devices of an office at the same moment.
  timer = setTimeout(sendKept, pauseMs * (0.5 + Math.random() / 2));
  pauseMs = Math.min(pauseMs * 2, longestMs);
}

const isWaiting = ({ refused, receipt }: Kept) => !refused && !receipt;

/** Gives whether nothing is left to do. */
async function sendOne(id: string): Promise<boolean> {
  // As it stands now: another tab may have been faster.
  const post = await get<Kept>(id, store);
  if (!post || !isWaiting(post)) return true;
  const outcome = await send({ ...post, body: { ...post.body, ...unwritten.get(id) } });
  if (outcome.kind === 'away') return false;
  if (outcome.kind === 'refused') await set(id, { ...post, refused: outcome.errors.map(({ message }) => message) }, store);
  else if (post.shared) await del(id, store);
  else await set(id, { ...post, body: {}, draft: undefined, receipt: [outcome.receipt, outcome.url] }, store);
  await tell();
  return true;
}

/** Lets this tab and the others know; pages without a form look at the mark alone, and load nothing where nothing waits. */
async function tell(): Promise<void> {
  try {
    if ((await allKept()).length > 0) localStorage.setItem(waitingKey, String(Date.now()));
    else localStorage.removeItem(waitingKey);
  } catch {
    // Then it is sent when the form is opened again.
  }
  changed?.();
}
