import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readIndexContent } from '#par-index/content.ts';
import { isRefused, type Refusal } from '#par-index/model/refusal.ts';
import { readScoreInput } from '#par-index/model/score-input.ts';
import { scoreOutput } from '#par-index/model/score-output.ts';
import { scoreResponses } from '#par-index/model/score-rows.ts';
import { Fault } from '#platform/fault.ts';
import { readInstruments } from '#survey/content.ts';
import { command, options } from './command.ts';

const usage = 'npm run score -- ĐẦU-VÀO.json     (khuôn dạng: src/par-index/model/score-input.schema.json và score-output.schema.json)';

await command(async () => {
  const [file, ...others] = options(usage, {}).positionals;
  if (file === undefined || others.length > 0) throw new Fault(`Cách dùng: ${usage}`);
  z.config(z.locales.vi());
  const order = readScoreInput(readJson(file), {
    instruments: readInstruments().map(({ definition }) => definition),
    rules: readIndexContent().rules.map(({ definition }) => definition),
  });
  if (!('kind' in order)) throw new Fault(said(file, order));
  const scores = scoreResponses(order.plan, order.responses, order.weighting);
  if (isRefused(scores)) throw new Fault(said(file, [scores]));
  process.stdout.write(`${JSON.stringify(scoreOutput(order.plan, order.weighting, scores), null, 1)}\n`);
});

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Fault(`${file}: không đọc được tệp: ${(error as Error).message}`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Fault(`${file}: không phải JSON: ${(error as Error).message}`);
  }
}

/** The first thing that is wrong, and how many more there are. */
function said(file: string, [first, ...others]: readonly [Refusal, ...Refusal[]]): string {
  const more = others.length === 0 ? '' : ` (và ${others.length} chỗ sai khác)`;
  return `${file}: ${first.path.join('.') || 'tệp'}: ${first.reason}${more}`;
}
