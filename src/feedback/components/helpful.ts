// Sends the answer without leaving the page. Without it the same form posts itself, and the page comes again with its thanks.
for (const place of document.querySelectorAll<HTMLElement>('.helpful')) {
  const form = place.querySelector('form');
  // Until the tab is closed: who opens the page again is not asked, and counted, a second time.
  const name = `huu-ich:${place.dataset.path}`;
  const show = (state: string) => {
    place.dataset.state = state;
  };
  try {
    if (sessionStorage.getItem(name)) show('thanked');
  } catch {
    // A browser that keeps nothing asks again.
  }
  let sending = false;
  form?.addEventListener('submit', async (event) => {
    const { submitter } = event;
    if (!(submitter instanceof HTMLButtonElement)) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    show('asked');
    // Where it was counted the portal sends the browser on to the page, which is open already.
    const counted = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams({ [submitter.name]: submitter.value }),
      redirect: 'manual',
      keepalive: true,
    }).then(
      ({ type }) => type === 'opaqueredirect',
      () => false,
    );
    sending = false;
    show(counted ? 'thanked' : 'failed');
    if (!counted) return;
    // The button that had the focus is gone.
    place.querySelector<HTMLElement>('.thanks')?.focus();
    try {
      sessionStorage.setItem(name, '1');
    } catch {
      // As above.
    }
  });
}
