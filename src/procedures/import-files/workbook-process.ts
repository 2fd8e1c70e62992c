// Started by workbook-file.ts as a process of its own; it lives until it is ended.
import { Fault } from '#platform/fault.ts';
import { readWorkbook, type WorkbookList } from './workbook-list.ts';

export type WorkbookAnswer = { readonly list: WorkbookList } | { readonly fault: string } | { readonly bug: string };

process.once('message', (file: Uint8Array) => process.send?.(answer(Buffer.from(file))));

function answer(file: Buffer): WorkbookAnswer {
  try {
    return { list: readWorkbook(file) };
  } catch (error) {
    return error instanceof Fault ? { fault: error.message } : { bug: String((error as Error).stack) };
  }
}
