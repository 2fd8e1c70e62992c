import type { MediaKind } from '../../model/media.ts';

/** The files that are dropped or pasted; none where they only go along with words, as the picture of its own text that Word gives. */
export function givenFiles(data: DataTransfer | null): readonly File[] {
  return data === null || data.getData('text/plain').trim() !== '' ? [] : [...data.files];
}

/** What a file of this device would become in the library, as far as the device knows. */
export const kindOf = ({ type }: File): MediaKind => (type.startsWith('image/') ? 'image' : 'file');
