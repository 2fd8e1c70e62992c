import { splitLanguage } from '#i18n/model/language.ts';

const lists = /^\/(tim-kiem|thu-tuc|tin-tuc|van-ban)$/;

/** Shows the way back to the results or the list that the reader came from, at the place where they left it. */
export function startBackLinks(): void {
  if (!document.referrer) return;
  const from = new URL(document.referrer);
  if (from.origin !== location.origin || !lists.test(splitLanguage(from.pathname).path)) return;
  for (const place of document.querySelectorAll<HTMLElement>('.backlink')) {
    const link = place.querySelector('a');
    if (!link) continue;
    link.href = from.href;
    const words = link.querySelector('span');
    if (words && from.pathname.endsWith('/tim-kiem')) words.textContent = place.dataset.results ?? '';
    place.hidden = false;
    link.addEventListener('click', (event) => {
      // A click that opens another tab stays one; after a jump within the page one step back is still this page.
      if (event.ctrlKey || event.metaKey || event.shiftKey || history.length < 2 || location.hash !== '') return;
      event.preventDefault();
      history.back();
    });
  }
}
