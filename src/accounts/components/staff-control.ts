/** What every field of a staff form has besides its input. */
export interface Control {
  name: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong with what was typed. */
  problem?: string | null | undefined;
}

/** What ties an input to its hint and to what is wrong with it. */
export function tied({ name, hint, problem }: Omit<Control, 'label'>) {
  const ids = [...(hint === undefined ? [] : [`${name}-goi-y`]), ...(problem ? [`${name}-loi`] : [])];
  return { 'aria-invalid': problem ? ('true' as const) : undefined, 'aria-describedby': ids.join(' ') || undefined };
}
