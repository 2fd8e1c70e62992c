import path from 'node:path';
import { projectRoot } from '#platform/project-root.ts';
import { countProcedures } from '#procedures/store.ts';
import type { SearchEngine } from '#search/model/engine.ts';
import { command, options } from './command.ts';
import { type Judged, type Rating, rate, readJsonSet, readOwnSets } from './search-rating.ts';
import { withApp } from './with-app.ts';

const usage = 'npm run search:rate -- [--file CÂU_TÌM.json] [--misses]';
const ownQueries = path.join(projectRoot, 'tests', 'search', 'rated-queries.yaml');

// The bars of the client: shares that must be reached. A catalogue of thousands holds many procedures of nearly the
// same name, so there the first five count.
const manyProcedures = 2000;
const bars = { quality: 0.95, robustness: 0.95, many: 0.85 };

await command(async () => {
  const { file, misses } = options(usage, { file: { type: 'string' }, misses: { type: 'boolean', default: false } }).values;
  const sets = [...readOwnSets(ownQueries), ...(file === undefined ? [] : [readJsonSet(file)])];
  await withApp(async (app) => {
    const many = (await countProcedures(app.reader)) >= manyProcedures;
    const codes = new Set((await app.reader.selectFrom('procedures').select('code').execute()).map(({ code }) => code));
    console.log(`${codes.size} thủ tục trong ${app.config.dataDir}\n`);
    const engines: readonly SearchEngine[] = [app.search];
    for (const engine of engines) {
      for (const set of sets) {
        const rating = await rate(engine, set, codes);
        print(engine.name, rating, many, misses);
        if (!reaches(rating, many)) process.exitCode = 1;
      }
    }
  });
  console.log(process.exitCode === 1 ? 'CHƯA ĐẠT mức yêu cầu.' : 'Đạt mức yêu cầu.');
});

function print(engine: string, rating: Rating, many: boolean, misses: boolean): void {
  const { set, skipped, negatives } = rating;
  console.log(`${engine}: ${set}${skipped > 0 ? ` (bỏ qua ${skipped} câu, danh mục này chưa có thủ tục cần tìm)` : ''}`);
  const judged = rating.judged.filter(({ query }, i, all) => all.findIndex((one) => one.query.text === query.text) === i);
  const features = [...new Set(rating.judged.map(({ query }) => query.feature))];
  const rows = [
    ...features.map((feature) => [feature, rating.judged.filter(({ query }) => query.feature === feature)] as const),
    ['= chất lượng', judged.filter(({ query }) => query.group === 'quality')] as const,
    ['= độ bền', judged.filter(({ query }) => query.group === 'robustness')] as const,
  ];
  console.log(`  ${'loại câu'.padEnd(18)}${['n', '@1', '@3', '@5', 'đạt', 'nDCG@10'].map((name) => name.padStart(9)).join('')}`);
  for (const [name, of] of rows) if (of.length > 0) console.log(`  ${name.padEnd(18)}${figures(of, many)}`);
  const right = negatives.filter((one) => one.right).length;
  console.log(`  câu ngoài phạm vi: đúng ${right}/${negatives.length}\n`);
  for (const { query, said, right: fine } of negatives) if (!fine) console.log(`  sai: "${query.text}" → ${said}`);
  if (misses)
    for (const one of judged) if (!passes(one, many)) console.log(`  sai: "${one.query.text}" → ${one.found.slice(0, 5).join(' ')}`);
}

function figures(judged: readonly Judged[], many: boolean): string {
  const share = (holds: (one: Judged) => boolean) => percent(judged.filter(holds).length / judged.length);
  const within = (rank: number) => share(({ place }) => place !== null && place <= rank);
  const gain = judged.reduce((sum, { ndcg }) => sum + ndcg, 0) / judged.length;
  const cells = [String(judged.length), within(1), within(3), within(5), share((one) => passes(one, many)), gain.toFixed(3)];
  return cells.map((cell) => cell.padStart(9)).join('');
}

function passes({ place, query }: Judged, many: boolean): boolean {
  return place !== null && place <= (many ? Math.max(5, query.rank) : query.rank);
}

function reaches({ judged, negatives }: Rating, many: boolean): boolean {
  const share = (group: 'quality' | 'robustness') => {
    const own = judged.filter(({ query }) => query.group === group);
    return own.length === 0 ? 1 : own.filter((one) => passes(one, many)).length / own.length;
  };
  const [quality, robustness] = many ? [bars.many, bars.many] : [bars.quality, bars.robustness];
  return share('quality') >= quality && share('robustness') >= robustness && negatives.every(({ right }) => right);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
