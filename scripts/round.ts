import { readFileSync } from 'node:fs';
import { enterScores, openRound, releaseRound } from '#par-index/service.ts';
import type { RoundScore } from '#par-index/store.ts';
import { Fault } from '#platform/fault.ts';
import { command, options, required } from './command.ts';
import { withApp } from './with-app.ts';

const usage = `npm run round -- open MÃ-KỲ --title "Tên kỳ" --list commune|department --instrument BỘ-CÂU-HỎI --person "Họ tên" [--criteria ...] [--rule ...]
       npm run round -- scores MÃ-KỲ ĐIỂM.csv --person "Họ tên"     (cột: agency,criterion,self_score,appraised_score)
       npm run round -- release MÃ-KỲ --person "Họ tên" [--release MÃ-BẢN-CÔNG-BỐ]`;

await command(async () => {
  const { values, positionals } = options(usage, {
    title: { type: 'string' },
    list: { type: 'string' },
    instrument: { type: 'string' },
    criteria: { type: 'string', default: 'hn-cchc-gia-dinh-1' },
    rule: { type: 'string', default: 'sipas-top2-pooled-2' },
    release: { type: 'string' },
    person: { type: 'string' },
  });
  const [act, id, file] = positionals;
  if (id === undefined) throw new Fault(`Cách dùng: ${usage}`);
  const person = required(values.person, 'person', usage);
  const outcome = await withApp(async (app) => {
    if (act === 'open') {
      const { list } = values;
      if (list !== 'commune' && list !== 'department') throw new Fault('--list phải là commune (xã, phường) hoặc department (sở).');
      const order = {
        id,
        title: required(values.title, 'title', usage),
        list,
        instrument: required(values.instrument, 'instrument', usage),
      } as const;
      return openRound(app, { ...order, criteria: values.criteria, rule: values.rule }, person);
    }
    if (act === 'scores' && file !== undefined) return enterScores(app, id, readScores(file), person);
    if (act === 'release') {
      return releaseRound({ ...app, releasesDir: app.config.releasesDir }, id, values.release ?? id, person);
    }
    throw new Fault(`Cách dùng: ${usage}`);
  });
  if (outcome.kind === 'refused') throw new Fault(outcome.message);
  console.log(outcome.message);
});

const header = 'agency,criterion,self_score,appraised_score';

function readScores(file: string): readonly RoundScore[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Fault(`Không đọc được ${file}: ${(error as Error).message}`);
  }
  const [first, ...lines] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  if (first?.trim() !== header) throw new Fault(`${file}:1: dòng đầu phải là "${header}".`);
  return lines.map((line, i) => {
    const cells = line.split(',').map((cell) => cell.trim());
    const [agency = '', criterion = '', self = '', appraised = ''] = cells;
    if (cells.length !== 4 || agency === '' || criterion === '') throw new Fault(`${file}:${i + 2}: cần bốn cột ${header}.`);
    return { agency, criterion, self_score: self === '' ? null : self, appraised_score: appraised === '' ? null : appraised };
  });
}
