import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly children: ComponentChildren;
  close(): void;
}

/**
 * A dialog of the editor. It stands within the article's form, where no other form may stand: so its fields have no names, and
 * Enter in one of them is caught before it posts the article.
 */
export default function Dialog({ title, children, close }: Props) {
  const part = useRef<HTMLDialogElement>(null);
  useEffect(() => part.current?.showModal(), []);
  return (
    <dialog ref={part} class="editordialog" aria-labelledby="hop-thoai" onClose={close}>
      <h2 id="hop-thoai">{title}</h2>
      {children}
    </dialog>
  );
}

/** Does something when Enter is pressed in a field, and not what a form would do. */
export const onEnter = (act: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Enter' || event.isComposing) return;
  event.preventDefault();
  act();
};
