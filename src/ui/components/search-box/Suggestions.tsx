import { render } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { leastLetters, type Suggestion } from '#search/model/suggestion.ts';

const debounceMs = 150;
/** Two or three suggestions; where a phone's keyboard leaves less under the box, the box is brought to the top. */
const leastRoom = 180;

/** A search box: a form that works as it is, with the address of suggestions and the words said about them. */
interface SearchBox {
  readonly form: HTMLFormElement;
  readonly input: HTMLInputElement;
  /** The id of the list of suggestions. */
  readonly listId: string;
}

/** Suggests in a search box from now on. The form stays as the server made it: what was typed before is not lost. */
export function suggest(box: SearchBox): void {
  const place = document.createElement('div');
  box.form.append(place);
  render(<Suggestions {...box} />, place);
}

/** The list under a search box: asked for while somebody types, walked through by arrow keys. It remembers nothing. */
function Suggestions({ form, input, listId }: SearchBox) {
  const [found, setFound] = useState<readonly Suggestion[]>([]);
  const [active, setActive] = useState(-1);
  const [said, setSaid] = useState('');
  const optionId = (i: number) => `${listId}-${i}`;
  const texts = form.dataset;

  function show(suggestions: readonly Suggestion[], words: string | undefined) {
    setFound(suggestions);
    setActive(-1);
    setSaid(words ?? '');
  }

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asking = new AbortController();
    const stop = () => {
      clearTimeout(timer);
      asking.abort();
    };
    const close = () => {
      stop();
      show([], '');
    };
    const ask = () => {
      stop();
      const typed = input.value.trim();
      if (typed.length < leastLetters) return show([], '');
      asking = new AbortController();
      const { signal } = asking;
      timer = setTimeout(async () => {
        try {
          const answer = await fetch(`${texts.suggest}&q=${encodeURIComponent(typed)}`, { signal });
          const { suggestions = [] }: { suggestions?: readonly Suggestion[] } = await answer.json();
          show(suggestions, suggestions.length > 0 ? texts.some?.replace('{n}', String(suggestions.length)) : texts.none);
        } catch {
          // No network, or nonsense in between: the box searches as before. What was broken off has a successor.
          if (!signal.aborted) show([], '');
        }
      }, debounceMs);
    };
    // What was typed while this script was on its way.
    if (input.value !== input.defaultValue) ask();
    input.addEventListener('input', ask);
    input.addEventListener('ask', ask);
    input.addEventListener('blur', close);
    // Also for whoever comes back to this page as it was left.
    window.addEventListener('pagehide', close);
    return undefined;
  }, []);

  // Before the next key is pressed, however fast.
  useLayoutEffect(() => {
    const open = found.length > 0;
    const move = (to: number) => setActive(((to % found.length) + found.length) % found.length);
    const keys: Readonly<Record<string, () => boolean>> = {
      ArrowDown() {
        if (open) move(active + 1);
        else input.dispatchEvent(new Event('ask'));
        return true;
      },
      ArrowUp() {
        if (open) move(active < 0 ? -1 : active - 1);
        return open;
      },
      // Back to the text, where the key then does what it always does.
      Home: () => {
        setActive(-1);
        return false;
      },
      End: () => {
        setActive(-1);
        return false;
      },
      Enter() {
        if (active >= 0) document.getElementById(optionId(active))?.click();
        return active >= 0;
      },
      Escape() {
        if (open) show([], '');
        return open;
      },
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (keys[event.key]?.()) event.preventDefault();
    };
    input.addEventListener('keydown', onKey);
    input.setAttribute('aria-expanded', String(open));
    if (active < 0) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', optionId(active));
      document.getElementById(optionId(active))?.scrollIntoView({ block: 'nearest' });
    }
    return () => input.removeEventListener('keydown', onKey);
  }, [found, active]);

  useEffect(() => {
    const screen = window.visualViewport;
    if (found.length === 0 || !screen) return undefined;
    // What a phone's keyboard leaves free under the box.
    const room = () => screen.offsetTop + screen.height - input.getBoundingClientRect().bottom;
    const fit = () => form.style.setProperty('--room', `${Math.round(room())}px`);
    if (room() < leastRoom) form.scrollIntoView({ block: 'start' });
    fit();
    const places = [screen, window];
    for (const place of places) for (const change of ['resize', 'scroll']) place.addEventListener(change, fit);
    return () => {
      for (const place of places) for (const change of ['resize', 'scroll']) place.removeEventListener(change, fit);
    };
  }, [found]);

  return (
    <>
      <div
        class="suggestions"
        role="listbox"
        id={listId}
        aria-label={texts.label}
        hidden={found.length === 0}
        onMouseDown={(event) => event.preventDefault()}
      >
        {found.map(({ title, lang, kind_label, code, url }, i) => (
          <a key={url} role="option" id={optionId(i)} href={url} tabIndex={-1} aria-selected={i === active}>
            <span lang={lang}>{title}</span>
            <small>
              {kind_label}
              {code && ` · ${code}`}
            </small>
          </a>
        ))}
      </div>
      <p class="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
}
