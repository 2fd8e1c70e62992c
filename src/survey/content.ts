import { createHash } from 'node:crypto';
import path from 'node:path';
import { contentDir, readContentFolder } from '#platform/content-files.ts';
import { Fault } from '#platform/fault.ts';
import { type Instrument, instrumentSchema } from './model/instrument.ts';

/** The questionnaires of content/instruments with the hash of each wording. Throws a Fault where a file is wrong. */
export function readInstruments(): readonly { readonly instrument: Instrument; readonly sha256: string }[] {
  return readContentFolder(path.join(contentDir, 'instruments'), instrumentSchema).map(({ name, data }) => {
    if (name !== data.id) throw new Fault(`content/instruments/${name}.yaml: tên tệp phải là ${data.id}`);
    return { instrument: data, sha256: createHash('sha256').update(JSON.stringify(data)).digest('hex') };
  });
}
