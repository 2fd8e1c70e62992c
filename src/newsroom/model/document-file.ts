import { frontMatter, listLine, textValue } from './content-file.ts';
import type { LegalDocument } from './document.ts';

/**
 * A document as a file of content/documents. The same document gives the same bytes; one that was never changed since it was
 * loaded gives those of its file.
 */
export function documentFile(document: LegalDocument): string {
  const { number, kind, issuer, issued, title, summary, status, replaced_by, source, certainty, body } = document;
  const { in_force, ended, topic, attachments, withdrawn } = document;
  const line = (key: string, value: string | undefined) => (value === undefined ? [] : [`${key}: ${textValue(value)}`]);
  return frontMatter(
    [
      ...Object.entries({ number, kind, issuer, issued, title, summary, status, replaced_by }).flatMap(([key, value]) => line(key, value)),
      'source:',
      ...line('  name', source.name),
      ...line('  url', source.url),
      ...Object.entries({ certainty, in_force, ended, topic }).flatMap(([key, value]) => line(key, value)),
      ...(attachments?.length ? [`attachments: ${listLine(attachments)}`] : []),
      ...(withdrawn ? ['withdrawn:', ...line('  date', withdrawn.date), ...line('  reason', withdrawn.reason)] : []),
    ],
    body,
  );
}
