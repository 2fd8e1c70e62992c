import { rememberedWard, rememberWard } from '../remembered-ward.ts';

for (const place of document.querySelectorAll<HTMLElement>('.keepward')) {
  const { code = '', name = '', keep = '', forget = '' } = place.dataset;
  const button = place.querySelector('button');
  const label = button?.querySelector('span');
  if (!button || !label) continue;
  const show = () => {
    label.textContent = rememberedWard()?.code === code ? forget : keep;
  };
  button.addEventListener('click', () => {
    rememberWard(rememberedWard()?.code === code ? null : { code, name });
    show();
  });
  show();
  place.hidden = false;
}

for (const line of document.querySelectorAll<HTMLElement>('.myward')) {
  const ward = rememberedWard();
  const link = line.querySelector('a');
  const name = line.querySelector('b');
  if (!ward || !link || !name) continue;
  name.textContent = ward.name;
  link.pathname += `/${ward.code}`;
  line.hidden = false;
}
