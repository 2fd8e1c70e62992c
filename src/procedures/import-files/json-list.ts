import { Fault } from '#platform/fault.ts';
import { closeList, comma, JsonShape } from './json-shape.ts';
import { limits, mebibytes } from './limits.ts';

export interface ListElement {
  /** Counted from 1. */
  readonly number: number;
  readonly bytes: Buffer;
}

/**
 * The texts of the elements of a JSON array, one after the other: a list of thirty megabytes never stands in memory as a whole.
 * @throws Fault naming the element where the array is broken.
 */
export async function* elementsOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<ListElement, void, undefined> {
  const splitter = new ListSplitter();
  try {
    for await (const chunk of chunks) yield* splitter.push(chunk);
    splitter.end();
  } catch (error) {
    throw error instanceof Fault ? new Fault(`phần tử ${splitter.number}: ${error.message}`) : error;
  }
}

class ListSplitter {
  /** The element that is being read. */
  number = 1;
  readonly #shape = new JsonShape();
  #state: 'before' | 'inside' | 'after' = 'before';
  #kept: Buffer[] = [];
  #size = 0;

  /** The elements that end in this piece. */
  *push(chunk: Buffer): Generator<ListElement, void, undefined> {
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (this.#state === 'after') {
        if (!isBlank(byte)) throw new Fault('sau dấu ] đóng danh sách JSON còn chữ khác. Hãy xuất lại tệp.');
        continue;
      }
      const wasInString = this.#shape.inString;
      this.#shape.step(byte);
      if (wasInString || this.#shape.inString) continue;
      if (this.#state === 'before') {
        if (this.#shape.depth === 0) continue;
        this.#state = 'inside';
        from = i + 1;
      } else if (byte === comma && this.#shape.depth === 1) {
        this.#keep(chunk.subarray(from, i));
        yield this.#take();
        from = i + 1;
      } else if (this.#shape.depth === 0) {
        if (byte !== closeList) throw new Fault('dấu ngoặc JSON không khớp. Hãy xuất lại tệp.');
        this.#keep(chunk.subarray(from, i));
        this.#state = 'after';
        if (this.number > 1 || !this.#kept.every((part) => part.every(isBlank))) yield this.#take();
      }
    }
    if (this.#state === 'inside') this.#keep(chunk.subarray(from));
  }

  /** The file has ended. */
  end(): void {
    if (this.#state !== 'after') throw new Fault('danh sách JSON bị cắt cụt, không có dấu ] ở cuối. Hãy xuất hoặc tải lại tệp.');
  }

  #keep(part: Buffer): void {
    this.#size += part.length;
    if (this.#size > limits.record) throw new Fault(`một bản ghi lớn hơn ${mebibytes(limits.record)}. Hãy xuất lại tệp.`);
    this.#kept.push(part);
  }

  #take(): ListElement {
    const element = { number: this.number, bytes: Buffer.concat(this.#kept) };
    this.number += 1;
    this.#kept = [];
    this.#size = 0;
    this.#shape.nextRecord();
    return element;
  }
}

/** Space, tab and ends of lines. */
function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
