import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Fault } from '#platform/fault.ts';
import { readWorkbook } from '#procedures/import-files/workbook-list.ts';
import { faultOf, list, newHeaders, newList, put, sheetPart, withParts, workbook } from './import-examples.ts';

/** Rows or a Fault; anything else fails the test. */
async function readsOrRefuses(bytes: Uint8Array): Promise<void> {
  expect(await faultOf(put('tep', bytes))).toMatch(/^tep: |^no fault$/);
}

/** The same of a workbook, without the process of its own that takes a while to start. */
function readsOrRefusesWorkbook(bytes: Uint8Array): void {
  try {
    readWorkbook(Buffer.from(bytes));
  } catch (error) {
    expect(error).toBeInstanceOf(Fault);
  }
}

test('whatever the bytes, there are rows or there is a fault', async () => {
  const starts = ['', '{', '{"code":', '[', '\ufeff', 'Mã số,Tên', '<'].map((text) => Buffer.from(text));
  const start = fc.constantFrom(...starts, Buffer.from([0x1f, 0x8b]));
  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 400 }), (first, rest) => readsOrRefuses(Buffer.concat([first, rest]))),
    { numRuns: 200 },
  );
});

test('whatever the text, there are rows or there is a fault', async () => {
  const pieces = [...newHeaders, ',', ';', '\t', '"', '\n', '\r\n', '{', '}', '[', ']', ':', '1.000001', ' '];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (text) => readsOrRefuses(Buffer.from(text.join('')))),
    { numRuns: 300 },
  );
});

test('whatever follows the first bytes of a workbook, there are rows or there is a fault', () => {
  const start = fc.constantFrom(Buffer.from('PK\x03\x04'), Buffer.from('d0cf11e0a1b11ae1', 'hex'));
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 1500 }), (first, rest) => readsOrRefusesWorkbook(Buffer.concat([first, rest]))),
    { numRuns: 300 },
  );
});

test.each([
  ['xlsx', list],
  ['xls', workbook({ DS: newList }, 'biff8')],
])('a damaged %s gives rows or a fault', (_, whole) => {
  // The library says there what it does not know; in its own process it is not heard.
  const said = vi.spyOn(console, 'error').mockReturnValue();
  onTestFinished(() => said.mockRestore());
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(damage, fc.nat(whole.length), fc.boolean(), (changes, end, cut) => {
      const bytes = Buffer.from(cut ? whole.subarray(0, end) : whole);
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      readsOrRefusesWorkbook(bytes);
    }),
    // Always the same damage: on some the library works until its process is ended, which no test has time for.
    { numRuns: 150, seed: 2026 },
  );
});

test.each(['xl/workbook.xml', sheetPart, 'xl/styles.xml', 'xl/sharedStrings.xml', 'xl/_rels/workbook.xml.rels', '[Content_Types].xml'])(
  'damage in the XML of %s gives rows or a fault',
  (name) => {
    const letter = fc.constantFrom('<', '>', '/', '"', '&', '=', 'r', '9', '');
    const damage = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), letter), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(damage, (changes) => {
        const hurt = (xml: string) =>
          changes.reduce((text, [at, other]) => text.slice(0, at * text.length) + other + text.slice(at * text.length + 1), xml);
        readsOrRefusesWorkbook(withParts(list, { [name]: hurt }));
      }),
      { numRuns: 40 },
    );
  },
);
