import { expect, test } from 'vitest';
import { z } from 'zod';
import { scoreInputSchema } from '#par-index/model/score-input.ts';
import { scoreOutputSchema } from '#par-index/model/score-output.ts';

// `npx vitest run -u` writes them anew after a wanted change.
test.each([
  ['score-input', scoreInputSchema, 'Đầu vào của npm run score'],
  ['score-output', scoreOutputSchema, 'Kết quả của npm run score'],
] as const)('%s.schema.json says what the command reads or prints', async (name, schema, title) => {
  const described = { ...z.toJSONSchema(schema, { io: 'input' }), title };
  await expect(`${JSON.stringify(described, null, 2)}\n`).toMatchFileSnapshot(`../../src/par-index/model/${name}.schema.json`);
});
