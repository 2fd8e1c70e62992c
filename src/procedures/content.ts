import path from 'node:path';
import { contentDir, readContentFolder } from '#platform/content-files.ts';
import { Fault } from '#platform/fault.ts';
import { type Procedure, procedureSchema } from './model/procedure.ts';

/** All procedures of content/procedures. Throws a Fault where a file is wrong. */
export function readProcedures(): readonly Procedure[] {
  return readContentFolder(path.join(contentDir, 'procedures'), procedureSchema).map(({ name, data }) => {
    if (name !== data.code) throw new Fault(`content/procedures/${name}.yaml: tên tệp phải là mã ${data.code}`);
    return data;
  });
}
