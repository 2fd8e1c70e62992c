import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { App } from '#platform/app.ts';
import { everySearchDocument } from '#platform/setup.ts';
import type { SearchDocument } from '#search/model/document.ts';
import type { BuildSpeed, QuerySpeed } from './search-speed.ts';

/** As many procedures as the national database has for Hà Nội (copy of July 2026). */
const wholeCatalogue = 2841;

/** The embedded engine over a whole catalogue. */
export interface WholeSearch extends BuildSpeed, QuerySpeed {
  /** Procedures that were made up, because the catalogue has fewer. */
  readonly invented: number;
}

/** The embedded engine over a whole catalogue, in processes of its own. */
export async function wholeSearch(app: App, dataDir: string): Promise<WholeSearch> {
  const documents = await everySearchDocument(app.reader);
  const added = inventedProcedures(documents, wholeCatalogue);
  const [documentsFile, indexFile] = [path.join(dataDir, 'documents.json'), path.join(dataDir, 'whole-search.sqlite')];
  writeFileSync(documentsFile, JSON.stringify([...documents, ...added]));
  const measured = (...args: string[]): unknown => {
    const module = path.join(import.meta.dirname, 'search-speed.ts');
    return JSON.parse(execFileSync(process.execPath, [...process.execArgv, module, ...args], { encoding: 'utf8' }));
  };
  const built = measured(indexFile, documentsFile) as BuildSpeed;
  return { ...built, ...(measured(indexFile) as QuerySpeed), invented: added.length };
}

/** Procedures with the beginning of one name, the end of another and the text of several, until there are `wanted`. */
function inventedProcedures(documents: readonly SearchDocument[], wanted: number): readonly SearchDocument[] {
  const real = documents.filter((document) => document.type === 'procedure');
  const at = (i: number) => real[i % real.length] as SearchDocument;
  return Array.from({ length: Math.max(0, wanted - real.length) }, (_, i) => {
    const [one, other, third] = [at(i), at(i * 7 + 3), at(i * 13 + 5)];
    const [front, back] = [one.title.split(' ').slice(0, 8), other.title.split(' ').slice(-8)];
    const code = `8.${String(i).padStart(6, '0')}`;
    return {
      ...one,
      code,
      title: [...front, ...back].join(' '),
      url: `/thu-tuc/${code}`,
      keywords: [],
      body: [one, other, third].map(({ body }) => body).join(' '),
    };
  });
}

/** The measures as a line for the person who asked. */
export function searchLine({ documents, invented, queries, build, first, median, p99, p99OfMedians, p99Cpu, memory }: WholeSearch): string {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return [
    `tìm trong ${documents} mục${invented > 0 ? ` (${invented} thủ tục ghép từ các thủ tục thật)` : ''}, ${queries} câu:`,
    `giữa ${ms(median)}, p99 ${ms(p99)} mọi lần đo, ${ms(p99OfMedians)} theo trung vị từng câu, ${ms(p99Cpu)} thời gian bộ xử lý (mức 15 ms);`,
    `lập chỉ mục ${(build / 1000).toFixed(1)} s (mức 10 s); câu đầu tiên ${ms(first)}; bộ nhớ thêm ${Math.round(memory / 1e6)} MB (mức 200 MB)`,
  ].join(' ');
}
