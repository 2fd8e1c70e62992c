/**
 * Makes the search boxes of a page boxes with suggestions (combobox of WAI-ARIA 1.2). What they are is said at once, so
 * that it does not change under the focus; the script that suggests is fetched when somebody goes to a box.
 */
export function startSearchBoxes(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('.searchbox[data-suggest]')) {
    const input = form.querySelector('input');
    if (!input) continue;
    const box = { form, input, listId: `${input.id}-goi-y` };
    for (const [name, value] of Object.entries({
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': box.listId,
    }))
      input.setAttribute(name, value);
    const wake = () => {
      import('./Suggestions.tsx').then(({ suggest }) => suggest(box)).catch(() => input.addEventListener('focus', wake, { once: true }));
    };
    if (document.activeElement === input) wake();
    else input.addEventListener('focus', wake, { once: true });
  }
}
