import { Fault } from '#platform/fault.ts';
import { JsonShape } from './json-shape.ts';
import { utf8 } from './utf8.ts';

/** Where in a file a JSON text is broken; without numbers where the parser gives none. Both are counted from 1 in the text. */
type Place = (line?: number, column?: number) => string;

/** The value of one JSON text. Throws a Fault naming the place where it is not whole JSON in UTF-8, or stands for too much. */
export function parseJson(bytes: Buffer, place: Place): unknown {
  checkShape(bytes, place);
  const text = utf8(bytes);
  if (text === undefined) throw new Fault(`${place()}: không phải văn bản UTF-8. Hãy lưu lại tệp với bảng mã UTF-8.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const [, line, column] = / in JSON at position \d+ \(line (\d+) column (\d+)\)$/.exec((error as Error).message) ?? [];
    const where = line === undefined ? place() : place(Number(line), Number(column));
    throw new Fault(`${where}: JSON không trọn vẹn, có thể bị cắt cụt. Hãy xuất hoặc tải lại tệp.`);
  }
}

function checkShape(bytes: Buffer, place: Place): void {
  const shape = new JsonShape();
  try {
    for (let i = 0; i < bytes.length; i++) shape.step(bytes[i] as number);
  } catch (error) {
    throw error instanceof Fault ? new Fault(`${place()}: ${error.message}`) : error;
  }
}
