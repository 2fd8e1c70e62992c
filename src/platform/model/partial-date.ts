import { z } from 'zod';

/** A date as precise as its source: a day, a month or a year. Sorts as text. */
export const partialDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'cần ngày dạng YYYY-MM-DD, YYYY-MM hoặc YYYY')
  .refine(existing, 'không có ngày này trong lịch');

/** A whole day. */
export const wholeDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'cần ngày dạng YYYY-MM-DD')
  .refine(existing, 'không có ngày này trong lịch');

function existing(date: string): boolean {
  const [year = '', month = '01', day = '01'] = date.split('-');
  const time = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(`${year}-${month}-${day}`);
}
