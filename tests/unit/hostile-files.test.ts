import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { officeRefusal } from '#newsroom/office-file.ts';
import { pdfRefusal } from '#newsroom/pdf-file.ts';
import { pdf, wordFile } from '../support/uploads.ts';

const relations = (attributes: string) => `<?xml version="1.0"?><Relationships><Relationship Id="rId1" ${attributes}/></Relationships>`;
const template = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate';
const elsewhere = relations(`Type="${template}" Target="https://ac.example/x.dotm" TargetMode="External"`);
const withRelations = (part: string | Uint8Array) => Buffer.from(wordFile({ 'word/_rels/settings.xml.rels': part }));
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const reasonOf = (refusal: ReturnType<typeof officeRefusal>) => refusal?.key.replace('newsroom.media.refused.', '') ?? null;

test('a list of relations that is built to be slow is read at once', () => {
  // What was tried with each pair of tags took seconds for a quarter of this, and four times as long for twice as much.
  const slow = Buffer.from(wordFile({ '_rels/.rels': `<${'/frame"'.repeat(120_000)}` }));
  const began = performance.now();
  expect(officeRefusal(slow)).toBeNull();
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(reasonOf(officeRefusal(Buffer.from(wordFile({ '_rels/.rels': `<${'/frame"'.repeat(200_000)}` }))))).toBe('bomb');
});

test.each<[string, string | Uint8Array, string]>([
  ['as it is usual', elsewhere, 'outside'],
  ['between single quotes', elsewhere.replaceAll('"', "'"), 'outside'],
  ['with the attributes in another order', relations(`TargetMode="External" Target="a>b" Type="${template}"`), 'outside'],
  ['in UTF-16', utf16(elsewhere), 'outside'],
  ['in UTF-16, the other way round', utf16(elsewhere).swap16(), 'outside'],
  ['in UTF-16 that does not say so', Buffer.from(elsewhere, 'utf16le'), 'broken-file'],
  ['with a letter by its number', elsewhere.replace('External', 'Ex&#116;ernal'), 'broken-file'],
  ['with an entity', `<!DOCTYPE r [<!ENTITY e "External">]>${elsewhere.replace('External', '&e;')}`, 'broken-file'],
  ['in letters of another encoding', Buffer.from(elsewhere.replace('<?xml version="1.0"?>', '<?xml encoding="utf-7"?>')), 'broken-file'],
  ['in letters that are none here (EBCDIC)', Buffer.from('4c6fa7949340', 'hex'), 'broken-file'],
])('a template from elsewhere is found, or what hides it refused: %s', (_, part, reason) => {
  expect(reasonOf(officeRefusal(withRelations(part)))).toBe(reason);
});

test('macros are found in types of parts that are written in UTF-16', () => {
  const types = '<?xml version="1.0"?><Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>';
  expect(reasonOf(officeRefusal(Buffer.from(wordFile({ '[Content_Types].xml': utf16(types) }))))).toBe('macro');
});

test('links to elsewhere, which wait for a click, and letters with accents are no harm', () => {
  const link = template.replace('attachedTemplate', 'hyperlink');
  const part = relations(`Type="${link}" Target="https://hanoi.example/thủ-tục?a=1&amp;b=2" TargetMode="External"`);
  for (const bytes of [part, utf16(part), `\ufeff${part}`]) expect(officeRefusal(withRelations(bytes))).toBeNull();
});

const script = '9 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n';
const packed = (text: string, dictionary = '/Type/ObjStm/N 1/First 4/Filter/FlateDecode') =>
  pdf(`8 0 obj<<${dictionary}>>\nstream\n${deflateSync(Buffer.from(text)).toString('latin1')}\nendstream endobj\n`);

test.each<[string, () => Buffer, string | null]>([
  ['script between two comments', () => pdf(`% stream\n${script}% endstream\n`), 'active-pdf'],
  ['script between comments that look more like a stream', () => pdf(`% >>\n% >> stream\n${script}% endstream\n`), 'active-pdf'],
  ['an object within a stream', () => pdf(`7 0 obj<</Length 50>>\nstream\n${script}endstream endobj\n`), 'active-pdf'],
  ['script in packed objects', () => packed('9 0 <</S/JavaScript/JS(a)>>'), 'active-pdf'],
  ['packed objects spelt otherwise', () => packed('9 0 <</S/Java#53cript>>', '/Type/Ob#6aStm/Filter/FlateDecode'), 'active-pdf'],
  [
    'packed objects with much before',
    () => packed('9 0 <</S/Launch>>', `/Type/ObjStm/Filter/FlateDecode/X(${'x'.repeat(900)})`),
    'active-pdf',
  ],
  ['packed objects that unpack to more than there is room', () => packed(`${' '.repeat(33 * 1024 * 1024)}/JavaScript `), 'bomb'],
  ['packed objects that are broken', () => pdf('8 0 obj<</Type/ObjStm/Filter/FlateDecode>>\nstream\nxxxx\nendstream\n'), 'broken-file'],
  ['objects packed twice', () => packed('9 0 3c3c', '/Type/ObjStm/Filter[/FlateDecode/ASCIIHexDecode]'), 'broken-file'],
  ['objects packed in rows', () => packed('9 0', '/DecodeParms<</Predictor 12>>/Type/ObjStm/Filter/FlateDecode'), 'broken-file'],
  [
    'packed objects behind a password',
    () => pdf('8 0 obj<</Type/ObjStm/Filter/FlateDecode>>\nstream\nxx\nendstream\ntrailer<</Encrypt 5 0 R>>'),
    'locked',
  ],
  ['packed objects without harm', () => packed('9 0 <</Type/Outlines>>'), null],
  ['a stream of a picture', () => pdf(`7 0 obj<</Subtype/Image>>\nstream\n/JS (\nendstream endobj\n`), null],
])('%s in a PDF: %s', (_, make, reason) => {
  expect(reasonOf(pdfRefusal(make()))).toBe(reason);
});

test('a PDF that names packed objects a million times is read at once', () => {
  const began = performance.now();
  expect(pdfRefusal(pdf('/ObjStm '.repeat(1_000_000)))).toBeNull();
  expect(performance.now() - began).toBeLessThan(5_000);
});
