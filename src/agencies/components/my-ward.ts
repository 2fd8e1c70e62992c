// The ward or commune that someone saved as theirs: on the device, and nowhere else.
const codeKey = 'phuong-xa';
const nameKey = 'phuong-xa-ten';

function kept(): { code: string; name: string } | null {
  try {
    const [code, name] = [localStorage.getItem(codeKey), localStorage.getItem(nameKey)];
    return code && name ? { code, name } : null;
  } catch {
    return null;
  }
}

for (const place of document.querySelectorAll<HTMLElement>('.keepward')) {
  const { code = '', name = '', keep = '', forget = '' } = place.dataset;
  const button = place.querySelector('button');
  const label = button?.querySelector('span');
  if (!button || !label) continue;
  const show = () => {
    label.textContent = kept()?.code === code ? forget : keep;
  };
  button.addEventListener('click', () => {
    try {
      if (kept()?.code === code) {
        localStorage.removeItem(codeKey);
        localStorage.removeItem(nameKey);
      } else {
        localStorage.setItem(codeKey, code);
        localStorage.setItem(nameKey, name);
      }
    } catch {
      // A browser that keeps nothing leaves the button as it is.
    }
    show();
  });
  show();
  place.hidden = false;
}

for (const line of document.querySelectorAll<HTMLElement>('.myward')) {
  const ward = kept();
  const link = line.querySelector('a');
  const name = line.querySelector('b');
  if (!ward || !link || !name) continue;
  name.textContent = ward.name;
  link.pathname += `/${ward.code}`;
  line.hidden = false;
}
