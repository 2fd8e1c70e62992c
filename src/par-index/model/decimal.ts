import { z } from 'zod';

/** A decimal number as text, so that it stays exact: `66.40`. */
export const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'cần số thập phân trong dấu nháy, ví dụ "66.40"');
