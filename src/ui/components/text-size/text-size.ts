import { textSizeKey } from './sizes.ts';

/** Lets the reader choose a size of text; it is kept on the device. early.ts sets it again before the next page is drawn. */
export function startTextSize(): void {
  const root = document.documentElement;
  for (const control of document.querySelectorAll<HTMLElement>('.textsize')) {
    const buttons = [...control.querySelectorAll<HTMLButtonElement>('[data-size]')];
    const show = (size: string) => {
      for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.size === size));
    };
    show(root.dataset.textSize ?? 'normal');
    for (const button of buttons) {
      button.addEventListener('click', () => {
        const size = button.dataset.size ?? 'normal';
        if (size === 'normal') delete root.dataset.textSize;
        else root.dataset.textSize = size;
        show(size);
        try {
          localStorage.setItem(textSizeKey, size);
        } catch {
          // A browser that keeps nothing still shows this page in the chosen size.
        }
      });
    }
    control.hidden = false;
  }
}
