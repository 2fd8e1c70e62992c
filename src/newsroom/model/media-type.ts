import type { Language } from '#i18n/model/language.ts';
import type { MediaKind } from './media.ts';

/** How large what is uploaded may be, in MiB. */
export const mostMebi: Readonly<Record<MediaKind, number>> = { image: 15, file: 20 };

/** The pictures that are taken, by their content; each is made anew before anybody sees it. */
export const pictureTypes: readonly string[] = ['image/jpeg', 'image/png', 'image/apng', 'image/webp', 'image/gif', 'image/avif'];

/** The files that are taken, by their content: the ending that each is downloaded with, and what it is called. */
const fileTypes: Readonly<Record<string, { readonly ending: string; readonly name: string }>> = {
  'application/pdf': { ending: 'pdf', name: 'PDF' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { ending: 'docx', name: 'Word' },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { ending: 'xlsx', name: 'Excel' },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': { ending: 'pptx', name: 'PowerPoint' },
  'application/vnd.oasis.opendocument.text': { ending: 'odt', name: 'OpenDocument (.odt)' },
  'application/vnd.oasis.opendocument.spreadsheet': { ending: 'ods', name: 'OpenDocument (.ods)' },
};

/** Whether a file of this type is taken. */
export const isFileType = (type: string): boolean => Object.hasOwn(fileTypes, type);

/** What a type is called by people: `PDF`, `Word`. */
export function typeName(type: string): string {
  return fileTypes[type]?.name ?? type.replace(/^.*\//, '').toUpperCase();
}

/** A size as people read it: `45 kB`, `1,2 MB`. */
export function sizeText(bytes: number, language: Language): string {
  const [n, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(n)} ${unit}`;
}

/** What one gets who downloads: `PDF, 1,2 MB`. */
export function downloadNote({ media_type, bytes }: { readonly media_type: string; readonly bytes: number }, language: Language): string {
  return `${typeName(media_type)}, ${sizeText(bytes, language)}`;
}

const longestName = 100;

/** The name that a file is downloaded under: as it was called, in one line, with the ending of what it is. */
export function fileName(given: string, type: string): string {
  const { ending } = fileTypes[type] ?? { ending: 'bin' };
  const base = given
    .toWellFormed()
    .normalize('NFC')
    .replace(/^.*[/\\]/, '')
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const kept = [...base].slice(0, longestName).join('').trim();
  return `${kept === '' ? 'tep' : kept}.${ending}`;
}

/** The header that has a browser save a file under its name (RFC 6266), with a name in ASCII for old ones. */
export function attachment(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, (sign) => (sign === 'đ' ? 'd' : 'D'))
    .replace(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
