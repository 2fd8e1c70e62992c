/** A field in which what stands now differs from what somebody typed. */
export interface Differing<Field extends string> {
  readonly field: Field;
  readonly now: string;
  readonly typed: string;
}

/** The fields, in the order given, in which two texts differ; how lines end and blanks around a text make no difference. */
export function differing<Field extends string>(
  now: Readonly<Record<Field, string>>,
  typed: Readonly<Record<Field, string>>,
  fields: readonly Field[],
): readonly Differing<Field>[] {
  return fields.map((field) => ({ field, now: plain(now[field]), typed: plain(typed[field]) })).filter((one) => one.now !== one.typed);
}

const plain = (text: string) => text.normalize('NFC').replaceAll('\r\n', '\n').trim();
