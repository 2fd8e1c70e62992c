import { Fault } from '#platform/fault.ts';
import { limits, mebibytes } from './limits.ts';
import { utf8 } from './utf8.ts';

export interface Line {
  /** Counted from 1. */
  readonly number: number;
  /** Without its end. */
  readonly bytes: Buffer;
}

const newline = 0x0a;

/** The lines of a file. Throws a Fault where one is too long, or where there are too many. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line, void, undefined> {
  let number = 1;
  let kept: Buffer[] = [];
  let size = 0;
  const keep = (part: Buffer) => {
    size += part.length;
    if (size > limits.record) throw new Fault(`dòng ${number} dài hơn ${mebibytes(limits.record)}. Hãy xuất lại tệp.`);
    kept.push(part);
  };
  const take = (): Line => {
    if (number > limits.lines) throw new Fault(`tệp có hơn ${limits.lines} dòng.`);
    const line = { number, bytes: Buffer.concat(kept) };
    number += 1;
    kept = [];
    size = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      keep(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    if (from < chunk.length) keep(chunk.subarray(from));
  }
  if (size > 0) yield take();
}

/** The text of a line, without a return at its end. Throws a Fault where it is not UTF-8. */
export function textOf(line: Line): string {
  const text = utf8(line.bytes);
  if (text === undefined)
    throw new Fault(
      `dòng ${line.number}: không phải văn bản UTF-8, có thể là bảng mã cũ (TCVN3, VNI, Windows-1258). Hãy lưu lại tệp với bảng mã UTF-8.`,
    );
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
