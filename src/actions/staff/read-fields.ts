import { readForm } from '../read-form.ts';

/** The text fields of a posted form of the staff; a field that is not there is empty. Null when the body is no form. */
export async function readFields(request: Request): Promise<{ text(name: string): string; all(name: string): readonly string[] } | null> {
  const form = await readForm(request);
  if (!form) return null;
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
  return { text: (name) => texts(name)[0] ?? '', all: texts };
}
