import { Fault } from '#platform/fault.ts';
import { limits } from './limits.ts';

const byteOf = (letter: string) => letter.charCodeAt(0);
const quote = byteOf('"');
const backslash = byteOf('\\');
export const comma = byteOf(',');
const openList = byteOf('[');
export const closeList = byteOf(']');
const openObject = byteOf('{');
const closeObject = byteOf('}');

/**
 * Follows the brackets and quotes of a JSON text byte by byte, before anything is built of it: a few megabytes of brackets
 * would be gigabytes of objects. It does not check the text; JSON.parse does.
 */
export class JsonShape {
  /** How many brackets are open. */
  depth = 0;
  inString = false;
  #escaped = false;
  #values = 0;

  /** Takes the next byte. Throws a Fault where a record is nested too deeply or holds too many values. */
  step(byte: number): void {
    if (this.inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === backslash) this.#escaped = true;
      else if (byte === quote) this.inString = false;
    } else if (byte === quote) this.inString = true;
    else if (byte === comma) this.#count();
    else if (byte === openObject || byte === openList) {
      this.#count();
      this.depth += 1;
      if (this.depth > limits.recordDepth) throw new Fault(`JSON lồng nhau hơn ${limits.recordDepth} lớp, không phải bản ghi thủ tục.`);
    } else if (byte === closeObject || byte === closeList) this.depth -= 1;
  }

  /** The next record begins. */
  nextRecord(): void {
    this.#values = 0;
  }

  #count(): void {
    this.#values += 1;
    if (this.#values > limits.recordValues)
      throw new Fault(`một bản ghi có hơn ${limits.recordValues} giá trị, không phải bản ghi thủ tục.`);
  }
}
