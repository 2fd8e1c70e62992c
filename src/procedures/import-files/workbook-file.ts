import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Fault } from '#platform/fault.ts';
import { allBytes, type FileBytes } from './file-bytes.ts';
import type { FileRows } from './file-rows.ts';
import { limits, mebibytes } from './limits.ts';
import type { WorkbookList } from './workbook-list.ts';
import type { WorkbookAnswer } from './workbook-process.ts';

/** What the process that reads a workbook may use up. */
interface Allowance {
  readonly heapMebi: number;
  readonly seconds: number;
}

/**
 * The rows of the list in a workbook. The library that reads it works in a process of its own: a damaged file can make it fill the
 * memory until the process dies, or work for hours (a thread would not do, running out of memory it takes all others with it).
 * @throws Fault where the workbook holds no list, or holds what is not allowed.
 */
export async function readWorkbookFile(file: FileBytes, allowance: Allowance = limits.workbookProcess): Promise<FileRows> {
  const bytes = await allBytes(file, limits.workbook);
  if (bytes === undefined) throw new Fault(`bảng tính lớn hơn ${mebibytes(limits.workbook)}. Hãy chỉ để lại trang danh sách.`);
  const { kind, layout, rows } = await readInProcess(bytes, allowance);
  return { format: layout === 'new' ? `list-${kind}` : `old-list-${kind}`, single: false, rows: () => rows };
}

async function readInProcess(bytes: Buffer, { heapMebi, seconds }: Allowance): Promise<WorkbookList> {
  const child = fork(fileURLToPath(new URL('./workbook-process.ts', import.meta.url)), {
    // Node 22 needs a flag to read TypeScript; scripts/run.mjs sets it.
    execArgv: [...process.execArgv.filter((flag) => flag === '--experimental-strip-types'), `--max-old-space-size=${heapMebi}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
  });
  try {
    const answer = await ask(child, bytes);
    if (answer === undefined) throw died(child, seconds);
    if ('bug' in answer) throw new Error(answer.bug);
    if ('fault' in answer) throw new Fault(answer.fault);
    return answer.list;
  } finally {
    child.kill('SIGKILL');
  }
}

/** What the process makes of a workbook; undefined where it ends without an answer. */
function ask(child: ChildProcess, bytes: Buffer): Promise<WorkbookAnswer | undefined> {
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as WorkbookAnswer));
    child.once('exit', () => resolve(undefined));
    child.once('error', reject);
    // Where the process is gone before it took the file, its exit says so.
    child.send(bytes, () => undefined);
  });
}

function died({ signalCode }: ChildProcess, seconds: number): Fault {
  const why = signalCode === 'SIGKILL' ? `không đọc xong bảng tính trong ${seconds} giây` : 'bảng tính cần quá nhiều bộ nhớ để đọc';
  return new Fault(`${why}, tệp có thể bị hỏng. Hãy mở bằng Excel và lưu lại dạng .xlsx.`);
}
