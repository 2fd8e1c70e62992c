/** Gives the buttons of share bars their work; each appears only where the browser can do it. */
export function startShareBars(): void {
  for (const bar of document.querySelectorAll<HTMLElement>('.sharebar')) {
    const { title = document.title, address: url = location.href } = bar.dataset;
    const said = bar.querySelector('[role=status]');
    const offer = (act: string, can: boolean, work: () => void | Promise<void>) => {
      const button = bar.querySelector<HTMLButtonElement>(`[data-act=${act}]`);
      if (!button || !can) return;
      button.hidden = false;
      button.addEventListener('click', () => void work());
    };
    offer('share', 'share' in navigator, async () => {
      // Closing the sheet of the phone without choosing is no error.
      await navigator.share({ title, url }).catch(() => undefined);
    });
    offer('copy', 'clipboard' in navigator, async () => {
      const { done = '', failed = '' } = bar.querySelector<HTMLElement>('[data-act=copy]')?.dataset ?? {};
      if (said) said.textContent = '';
      const copied = await navigator.clipboard.writeText(url).then(
        () => true,
        () => false,
      );
      if (said) said.textContent = copied ? done : `${failed} ${url}`;
    });
    offer('print', true, () => print());
  }
}
