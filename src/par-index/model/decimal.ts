import { z } from 'zod';

/** A decimal number as text, so that it stays exact: `66.40`. What is none stops a schema before it computes with it. */
export const decimal = z.string().regex(/^\d+(\.\d+)?$/, { error: 'cần số thập phân trong dấu nháy, ví dụ "66.40"', abort: true });
