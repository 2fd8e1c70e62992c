import type { FormValues } from '../model/form.ts';

/** What a form holds now, by field name. */
export function valuesOf(form: HTMLFormElement): FormValues {
  return Object.fromEntries([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

/** Makes the choices of a draft; what has been chosen meanwhile stays. */
export function fillForm(form: HTMLFormElement, values: FormValues): void {
  const before = valuesOf(form);
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement) chooseAgency(field, value);
    else if (field instanceof RadioNodeList && !(name in before)) field.value = value;
  }
}

/** Takes out all that a person chose or typed; the agency goes back to the one that the page came with. */
export function emptyForm(form: HTMLFormElement): void {
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.type === 'radio') field.checked = false;
    else if (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === 'text')) field.value = '';
    else if (field instanceof HTMLSelectElement) field.value = [...field.options].find((option) => option.defaultSelected)?.value ?? '';
  }
}

/** Chooses an agency where it is among the choices; gives whether it is. */
export function chooseAgency(select: HTMLSelectElement, code: string): boolean {
  const known = [...select.options].some((option) => option.value === code);
  if (known) select.value = code;
  return known;
}

/** Says at the choice of the agency, which the page has rendered, what is wrong with it. */
export function showAgencyError(form: HTMLFormElement, message: string | undefined): void {
  const place = form.querySelector<HTMLElement>('#agency-error');
  if (place) {
    place.textContent = message ?? '';
    place.hidden = message === undefined;
  }
  const select = form.querySelector('#agency');
  if (message === undefined) select?.removeAttribute('aria-invalid');
  else select?.setAttribute('aria-invalid', 'true');
}

/** Chooses the agency that this device remembers, and says so, where nothing is chosen yet. */
export function chooseRemembered(form: HTMLFormElement, code: string | null): void {
  const select = form.querySelector<HTMLSelectElement>('#agency');
  const note = form.querySelector<HTMLElement>('#agency-remembered');
  if (!select || !note || !code || select.value !== '' || !chooseAgency(select, code)) return;
  note.hidden = false;
  const described = select.getAttribute('aria-describedby') ?? '';
  select.setAttribute('aria-describedby', `${note.id} ${described}`);
  const forget = () => {
    note.hidden = true;
    select.setAttribute('aria-describedby', described);
  };
  select.addEventListener('change', forget, { once: true });
}
