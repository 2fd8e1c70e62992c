import { useRef, useState } from 'preact/hooks';
import type { EditorTexts } from '../../model/editor-texts.ts';
import { safeHref } from '../../model/safe-href.ts';
import Dialog, { onEnter } from './Dialog.tsx';

interface Props {
  readonly texts: EditorTexts;
  /** The address of the link that is changed; null for a new one. */
  readonly href: string | null;
  apply(href: string): void;
  remove(): void;
  close(): void;
}

/** Asks where a link leads; takes what a stored article may lead to, and says what else is wrong. */
export default function LinkDialog({ texts, href, apply, remove, close }: Props) {
  const [wrong, setWrong] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const accept = () => {
    // Whoever types an address of the web leaves out how it begins.
    const typed = input.current?.value.trim() ?? '';
    const address = /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(typed) ? `https://${typed}` : typed;
    if (safeHref(address) !== null) return apply(address);
    setWrong(true);
    input.current?.focus();
  };
  return (
    <Dialog title={texts['link-title']} close={close}>
      <div class="control">
        <label for="lien-ket">{texts['link-address']}</label>
        <span class="hint" id="lien-ket-goi-y">
          {texts['link-hint']}
        </span>
        {wrong && (
          <p class="problem" id="lien-ket-loi" role="alert">
            {texts['link-wrong']}
          </p>
        )}
        <input
          ref={input}
          id="lien-ket"
          type="text"
          inputMode="url"
          autocomplete="off"
          maxLength={2000}
          defaultValue={href ?? ''}
          autofocus
          aria-invalid={wrong ? 'true' : undefined}
          aria-describedby={wrong ? 'lien-ket-goi-y lien-ket-loi' : 'lien-ket-goi-y'}
          onKeyDown={onEnter(accept)}
        />
      </div>
      <div class="row">
        <button type="button" class="button" onClick={accept}>
          {texts.apply}
        </button>
        {href !== null && (
          <button type="button" class="button quiet" onClick={remove}>
            {texts['link-remove']}
          </button>
        )}
        <button type="button" class="button quiet" onClick={close}>
          {texts.cancel}
        </button>
      </div>
    </Dialog>
  );
}
