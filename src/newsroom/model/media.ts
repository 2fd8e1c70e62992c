/** A picture or a file of the library. */
export interface Media {
  readonly id: string;
  readonly kind: MediaKind;
  /** Of what was uploaded; pictures are served as AVIF and WebP. */
  readonly media_type: string;
  /** What the file is called when it is downloaded. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Of the largest size of a picture; null for files. */
  readonly width: number | null;
  readonly height: number | null;
  /** The widths in which a picture is kept, the smallest first. */
  readonly widths: readonly number[];
  /** What a picture shows (its alternative text), what a file is (its title). */
  readonly description: string;
  readonly caption: string;
  readonly credit: string;
  readonly version: number;
  readonly added_by: string;
  readonly added_by_id: string | null;
  readonly added_at: string;
  /** Who described it last, and when. */
  readonly editor: string;
  readonly updated_at: string;
}

export type MediaKind = 'image' | 'file';

/** The forms in which a picture is kept, the better one first. */
export const pictureForms = ['avif', 'webp'] as const;
export type PictureForm = (typeof pictureForms)[number];

/** Where pictures and files of the library are served. */
export const mediaRoot = '/tep';
/** The last part of the address at which a file is downloaded. */
export const downloadName = 'tai-ve';

/** The address of a picture in one of its widths. */
export const pictureHref = (id: string, width: number, form: PictureForm): string => `${mediaRoot}/${id}/${width}.${form}`;

/** The address at which a file is downloaded. */
export const fileHref = (id: string): string => `${mediaRoot}/${id}/${downloadName}`;

/** The name under which the bytes of a picture are kept in one of its widths. */
export const pictureFile = (sha256: string, width: number, form: PictureForm): string => `${sha256}-${width}.${form}`;

/** The names of everything that is kept of a picture or file. */
export function keptNames({ kind, sha256, widths }: Pick<Media, 'kind' | 'sha256' | 'widths'>): readonly string[] {
  return kind === 'file' ? [sha256] : widths.flatMap((width) => pictureForms.map((form) => pictureFile(sha256, width, form)));
}

/** A picture or file as the editor of articles chooses it. */
export interface MediaItem {
  readonly id: string;
  readonly kind: MediaKind;
  readonly title: string;
  readonly alt: string;
  readonly caption: string;
  readonly width: number | null;
  readonly height: number | null;
  /** Of a small picture; of the download of a file. */
  readonly url: string;
  readonly bytes: number;
  readonly media_type: string;
}

/** What the editor of articles is told of a picture or file. */
export function itemOf({ id, kind, description, caption, width, height, bytes, media_type, widths }: Media): MediaItem {
  const alt = kind === 'image' ? description : '';
  return { id, kind, title: description, alt, caption, width, height, url: smallHref({ id, kind, widths }), bytes, media_type };
}

/** The address of the smallest size of a picture, and of the download of a file. */
export function smallHref({ id, kind, widths }: Pick<Media, 'id' | 'kind' | 'widths'>): string {
  return kind === 'file' ? fileHref(id) : pictureHref(id, widths[0] ?? 0, 'webp');
}
