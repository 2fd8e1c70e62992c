// Remembers on the device which papers someone has at hand; nothing of it leaves the browser.
const lists = [...document.querySelectorAll<HTMLElement>('.papers')];
const boxesIn = (list: HTMLElement) => [...list.querySelectorAll<HTMLInputElement>('input')];
// By their words, not their places: a list that has changed since must not tick something else, and who has a paper has
// it for every case that asks for it.
const wordsOf = (box: HTMLInputElement) => box.parentElement?.textContent?.trim() ?? '';

function show(list: HTMLElement): void {
  const boxes = boxesIn(list);
  const done = boxes.filter((box) => box.checked).length;
  const ready = list.querySelector('.ready');
  const text = (list.dataset.ready ?? '').replace('{done}', String(done)).replace('{all}', String(boxes.length));
  if (ready) ready.textContent = done > 0 ? text : '';
}

for (const code of new Set(lists.map((list) => list.dataset.code))) {
  const name = `giay-to:${code}`;
  const own = lists.filter((list) => list.dataset.code === code);
  const all = own.flatMap(boxesIn);
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? '[]') as unknown;
    for (const box of all) box.checked = Array.isArray(kept) && kept.includes(wordsOf(box));
  } catch {
    // Nothing kept, or nothing that can be read: an empty list is what a newcomer sees.
  }
  own.forEach(show);
  for (const box of all) {
    box.addEventListener('change', () => {
      for (const other of all) if (wordsOf(other) === wordsOf(box)) other.checked = box.checked;
      own.forEach(show);
      const ticked = [...new Set(all.filter((one) => one.checked).map(wordsOf))];
      try {
        if (ticked.length > 0) localStorage.setItem(name, JSON.stringify(ticked));
        else localStorage.removeItem(name);
      } catch {
        // A browser that keeps nothing still ticks.
      }
    });
  }
}
