import path from 'node:path';
import { contentDir, readContentFile } from '#platform/content-files.ts';
import { type Holidays, holidaysSchema } from './model/holidays.ts';

/** The holidays as long as staff have set none. Throws a Fault where content/holidays.yaml is wrong. */
export function readHolidays(): Holidays {
  return readContentFile(path.join(contentDir, 'holidays.yaml'), holidaysSchema).data;
}
