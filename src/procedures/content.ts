import path from 'node:path';
import { contentDir, readContentFile, readContentFolder } from '#platform/content-files.ts';
import { Fault } from '#platform/fault.ts';
import { type AgencyNames, agencyNames, agencyNamesSchema } from './model/agency-name.ts';
import { type Digest, digestSchema } from './model/digest.ts';
import { type LifeEvent, lifeEventsSchema } from './model/life-event.ts';

/** What the editors wrote about procedures, from content/procedures. Throws a Fault where a file is wrong. */
export function readProcedures(): readonly Digest[] {
  return readContentFolder(path.join(contentDir, 'procedures'), digestSchema).map(({ name, data }) => {
    if (name !== data.code) throw new Fault(`content/procedures/${name}.yaml: tên tệp phải là mã ${data.code}`);
    return data;
  });
}

/** The life events of content/, each procedure among `codes`. Throws a Fault where the file is wrong or a code is unknown. */
export function readLifeEvents(codes: ReadonlySet<string>): readonly LifeEvent[] {
  const { events } = readContentFile(path.join(contentDir, 'life-events.yaml'), lifeEventsSchema).data;
  for (const { code } of events.flatMap((event) => event.procedures)) {
    if (!codes.has(code)) throw new Fault(`content/life-events.yaml: không có thủ tục mang mã ${code}`);
  }
  return events;
}

/** What agencies of the national records are called today, from content/. Throws a Fault where the file is wrong. */
export function readAgencyNames(): AgencyNames {
  const file = readContentFile(path.join(contentDir, 'agency-names.yaml'), agencyNamesSchema).data;
  const names = agencyNames(file);
  const twice = file.names.flatMap(({ source }) => source).length - names.size;
  if (twice > 0) throw new Fault(`content/agency-names.yaml: ${twice} tên nguồn xuất hiện hai lần`);
  return names;
}
