import { z } from 'zod';

/** A decimal number as text, so that it stays exact: `66.40`. */
export const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'cần số thập phân trong dấu nháy, ví dụ "66.40"');

/** A decimal number as people in Việt Nam write it: `66,40`. */
export function decimalShown(text: string): string {
  return text.replace('.', ',');
}
