import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/project-root.ts';
import { themeColours } from '#ui/theme-colours.ts';

const css = readFileSync(path.join(projectRoot, 'src/ui/styles/tokens.css'), 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');

test.each([
  { setting: 'light', sheet: light },
  { setting: 'dark', sheet: dark },
] as const)('the colours that stand outside the sheets are those of the tokens ($setting)', ({ setting, sheet }) => {
  for (const [name, colour] of Object.entries(themeColours[setting])) {
    const token = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    expect(sheet, name).toContain(`--${token}: ${colour};`);
  }
});
