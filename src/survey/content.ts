import path from 'node:path';
import { contentDir } from '#platform/content-files.ts';
import { type Definition, readDefinitions } from '#platform/definitions.ts';
import { type Instrument, instrumentSchema } from './model/instrument.ts';

/** The questionnaires of content/instruments with the hash of each wording. Throws a Fault where a file is wrong. */
export function readInstruments(): readonly Definition<Instrument>[] {
  return readDefinitions(path.join(contentDir, 'instruments'), instrumentSchema);
}
