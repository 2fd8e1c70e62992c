import { pathIn } from '#i18n/model/language.ts';
import { allKept, forget, type Kept, keepUntilTaken, sendKept, watchKept } from './outbox.ts';

let place: HTMLElement | undefined;

/** Says what waits on this device and what became of it, where the page has a place for it or at its top; sends what can be sent. */
export async function startOutbox(): Promise<void> {
  if (!place) {
    place = document.createElement('div');
    place.tabIndex = -1;
    place.setAttribute('aria-live', 'polite');
    (document.querySelector('[data-outbox]') ?? document.querySelector('main'))?.prepend(place);
    watchKept(show);
  }
  await show();
  void sendKept();
}

/** Keeps a post until it is taken and says so; `extra` of its body in memory only. Throws where this browser keeps nothing. */
export async function keepPost(post: Kept, extra?: object): Promise<void> {
  await keepUntilTaken(post, extra);
  await startOutbox();
}

/** Takes the focus to what is said. */
export function focusOutbox(): void {
  place?.focus();
}

async function show(): Promise<void> {
  const all = await allKept();
  // Before the eyes of many only how many there are; whoever looks after the device sees them on any other page.
  const shared = new URLSearchParams(location.search).has('kiosk') ? all.filter((post) => post.shared) : [];
  const refused = shared.filter((post) => post.refused);
  const blocks = all.filter((post) => !shared.includes(post)).map(blockOf);
  const [first] = shared;
  if (first && refused.length < shared.length) blocks.push(block(first, 'waiting.shared', String(shared.length - refused.length)));
  if (first && refused.length > 0) blocks.push(block(first, 'refused.shared', String(refused.length), refused[0]?.refused?.join(' ')));
  place?.replaceChildren(...blocks);
}

function blockOf(post: Kept): HTMLElement {
  const { id, label, language, texts, page, draft, refused, receipt } = post;
  const button = (name: string, act: () => unknown) =>
    Object.assign(document.createElement('button'), {
      className: 'button quiet',
      type: 'button',
      textContent: texts[name] ?? '',
      onclick: act,
    });
  if (receipt) {
    const link = Object.assign(document.createElement('a'), { href: pathIn(language, receipt[1]), textContent: receipt[0] });
    return block(
      post,
      'taken',
      label,
      texts['taken.text'],
      link,
      button('hide', () => forget(id)),
    );
  }
  const drop = button('drop', () => forget(id));
  if (!refused) return block(post, 'waiting', label, texts['waiting.text'], button('now', sendKept), drop);
  if (!draft) return block(post, 'refused', label, refused.join(' '), drop);
  const mend = button('mend', async () => {
    localStorage.setItem(...draft);
    await forget(id);
    location.assign(page);
  });
  return block(post, 'refused', label, refused.join(' '), mend, drop);
}

function block({ texts, language, receipt }: Kept, name: string, label: string, text = '', ...rest: readonly HTMLElement[]): HTMLElement {
  const head = Object.assign(document.createElement('strong'), { textContent: `${texts[name]} ` });
  head.append(Object.assign(document.createElement('span'), { lang: 'vi', textContent: label }));
  const words = document.createElement('p');
  words.append(head, document.createElement('br'), text);
  const notice = Object.assign(document.createElement('div'), { className: receipt ? 'notice' : 'notice warn', lang: language });
  notice.append(words, ...rest.flatMap((one) => [one, ' ']));
  return notice;
}
