import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNewsroomContent } from '#newsroom/content.ts';
import { readDocument, slugOf, typedOf } from '#newsroom/model/document-input.ts';
import { typedDocument } from '../support/documents.ts';

const today = '2026-11-22';
const read = (change: Parameters<typeof typedDocument>[0]) =>
  readDocument(typedDocument(change), { slug: 'so-77', certainty: 'found' }, today);

test('every document of content/ comes out of its form as it went in', () => {
  const { documents } = readNewsroomContent();
  expect(documents.length).toBeGreaterThan(10);
  for (const document of documents) expect(readDocument(typedOf(document), document, today)).toEqual({ kind: 'document', document });
});

test('an address comes from the number, with the year where the number has none', () => {
  expect(slugOf('5666/QĐ-UBND', '17/11/2025')).toBe('5666-qd-ubnd-2025');
  expect(slugOf('118/2025/NĐ-CP', '2025')).toBe('118-2025-nd-cp');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (number) => {
      expect(slugOf(number, '2025').length).toBeLessThanOrEqual(120);
    }),
  );
});

test.each([
  [{ issued: '31/02/2024' }, 'issued', 'wrong.issued'],
  [{ issued: '23/11/2026' }, 'issued', 'refused.future'],
  [{ issued: '2027' }, 'issued', 'refused.future'],
  [{ in_force: '15/11/2026' }, 'in_force', 'refused.in_force-early'],
  [{ in_force: '10/2026' }, 'in_force', 'refused.in_force-early'],
  [{ in_force: '1/1/2027', ended: '31/12/2026' }, 'ended', 'refused.ended-early'],
  [{ issued: '2020', ended: '2021' }, 'status', 'refused.ended-passed'],
  [{ replaced_by: 'so-78' }, 'status', 'refused.status'],
  [{ replaced_by: 'so-77', status: 'đã được thay thế' }, 'replaced_by', 'refused.itself'],
  [{ number: ' ' }, 'number', 'wrong.number'],
  [{ title: 'x'.repeat(301) }, 'title', 'wrong.title'],
  [{ status: 'mới' }, 'status', 'wrong.status'],
  [{ topic: 'Bóng đá' }, 'topic', 'wrong.topic'],
  [{ source_url: 'javascript:alert(1)' }, 'source_url', 'wrong.source_url'],
  [{ body: '\u0000 \n' }, 'body', 'wrong.body'],
  [{ body: 'a'.repeat(50_001) }, 'body', 'wrong.body'],
  [{ attachments: ['../../etc'] }, 'attachments', 'wrong.attachments'],
] as const)('what cannot be is told at its field (%j)', (change, field, why) => {
  expect(read(change)).toEqual({ kind: 'refused', field, message: expect.objectContaining({ key: `newsroom.document.${why}` }) });
});

test('dates that are known less exactly contradict nothing they may agree with', () => {
  for (const change of [
    { issued: '2026', in_force: '01/01/2026' },
    { issued: '16/11/2026', in_force: '11/2026' },
    { issued: '2026' },
    { issued: '2020', ended: '2021', status: 'hết hiệu lực' },
    { issued: '2020', ended: '2026' },
  ])
    expect(read(change), JSON.stringify(change)).toMatchObject({ kind: 'document' });
});
