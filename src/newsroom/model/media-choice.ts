import type { MediaKind } from './media.ts';

const kindNames: Readonly<Record<MediaKind, string>> = { image: 'anh', file: 'tep' };

/** What an address asks of the library; what is no kind asks for all. */
export function readMediaChoice(query: URLSearchParams): { readonly kind: MediaKind | null; readonly text: string } {
  const named = query.get('loai');
  const kind = (Object.keys(kindNames) as MediaKind[]).find((one) => kindNames[one] === named) ?? null;
  return { kind, text: query.get('q')?.normalize('NFC').trim() ?? '' };
}

/** The parameters of the address that asks so. */
export function mediaAddress({ kind, text }: { readonly kind: MediaKind | null; readonly text: string }) {
  return { q: text === '' ? null : text, loai: kind && kindNames[kind] };
}

/** The names in forms of what is said of a picture or file. */
export const mediaFieldNames = { file: 'tep', description: 'mo_ta', caption: 'chu_thich', credit: 'nguon' } as const;
