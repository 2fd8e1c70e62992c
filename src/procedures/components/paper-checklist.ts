// Remembers on the device which papers someone has at hand; nothing of it leaves the browser.
for (const list of document.querySelectorAll<HTMLElement>('.papers')) {
  const name = `giay-to:${list.dataset.code}`;
  const boxes = [...list.querySelectorAll<HTMLInputElement>('input')];
  // By their words, not their places: a list that has changed since must not tick something else.
  const wordsOf = (box: HTMLInputElement) => box.parentElement?.textContent?.trim() ?? '';
  const show = () => {
    const done = boxes.filter((box) => box.checked).length;
    const ready = list.querySelector('.ready');
    const text = (list.dataset.ready ?? '').replace('{done}', String(done)).replace('{all}', String(boxes.length));
    if (ready) ready.textContent = done > 0 ? text : '';
  };
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? '[]') as unknown;
    for (const box of boxes) box.checked = Array.isArray(kept) && kept.includes(wordsOf(box));
  } catch {
    // Nothing kept, or nothing that can be read: an empty list is what a newcomer sees.
  }
  show();
  list.addEventListener('change', () => {
    show();
    const ticked = boxes.filter((box) => box.checked).map(wordsOf);
    try {
      if (ticked.length > 0) localStorage.setItem(name, JSON.stringify(ticked));
      else localStorage.removeItem(name);
    } catch {
      // A browser that keeps nothing still ticks.
    }
  });
}
