import { Fault } from '#platform/fault.ts';
import type { ImportRow } from '../model/import-rows.ts';

/**
 * The records of one JSON value: itself, or what is in it when it is an answer of the national portal's API, `{code: "OK", data}`.
 * The place is empty where the value is the whole file.
 * @throws Fault where the answer is only the listing, which has no details, or holds nothing.
 */
export function recordsOf(value: unknown, place: string): readonly ImportRow[] {
  const inFile = place === '' ? '' : `${place}, `;
  const one = (record: unknown): readonly ImportRow[] => [{ kind: 'detail', place: place || 'phần tử 1', value: record }];
  if (!isObject(value) || value.code !== 'OK' || !Object.hasOwn(value, 'data')) return one(value);
  const { data } = value;
  if (Array.isArray(data)) return data.map((record, i) => ({ kind: 'detail', place: `${inFile}phần tử ${i + 1}`, value: record }));
  if (!isObject(data)) throw new Fault(`${inFile}câu trả lời của cổng quốc gia không có bản ghi nào (data trống).`);
  if (Array.isArray(data.items))
    throw new Fault(
      `${inFile}đây chỉ là danh sách (data.items), không có chi tiết thủ tục. Hãy xuất chi tiết từng thủ tục, hoặc dùng danh sách Excel.`,
    );
  return one(data);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
