import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '#platform/project-root.ts';

const css = readFileSync(path.join(projectRoot, 'src/ui/styles/tokens.css'), 'utf8');
const charts = readFileSync(path.join(projectRoot, 'src/par-index/components/chart.css'), 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');

function tokensIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name = '', colour = '']) => [name, colour]));
}

/** Relative luminance of a colour (WCAG 2.2). */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** A colour mixed into another, as color-mix(in srgb, …) does it. */
function mixed(colour: string, percent: number, ground: string): string {
  const part = (at: number) => {
    const [a = 0, b = 0] = [colour, ground].map((one) => Number.parseInt(one.slice(at, at + 2), 16));
    return Math.round((a * percent + b * (100 - percent)) / 100)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const onText: readonly (readonly [string, string])[] = [
  ['ink', 'paper'],
  ['ink', 'surface'],
  ['ink', 'surface-sunk'],
  ['ink-soft', 'paper'],
  ['ink-soft', 'surface'],
  ['ink-soft', 'brand-wash'],
  ['brand', 'paper'],
  ['brand', 'surface'],
  ['brand', 'brand-wash'],
  ['brand-deep', 'brand-wash'],
  ['on-brand', 'brand'],
  ['brick', 'paper'],
  ['brick', 'surface'],
  ['brick', 'brick-wash'],
  ['ink', 'brick-wash'],
  ['amber-ink', 'amber-wash'],
  ['ink', 'amber-wash'],
];

describe.each([
  { name: 'in the light', tokens: tokensIn(light) },
  { name: 'in the dark', tokens: { ...tokensIn(light), ...tokensIn(dark) } },
])('$name', ({ tokens }) => {
  test.each(onText)('%s on %s can be read by everyone (4.5 : 1)', (text, ground) => {
    expect(contrast(tokens[text] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  test.each([0, 1, 2, 3, 4])('figures on step %i of a heat map can be read by everyone (4.5 : 1)', (level) => {
    const ground = new RegExp(
      `\\.heat${level} \\{\\s*background: (?:color-mix\\(in srgb, var\\(--brand\\) (\\d+)%, var\\(--surface\\)\\)|var\\(--brand\\));`,
    ).exec(charts);
    expect(ground).not.toBeNull();
    const colour = mixed(tokens.brand ?? '', Number(ground?.[1] ?? '100'), tokens.surface ?? '');
    expect(contrast(tokens[level < 3 ? 'ink' : 'on-brand'] ?? '', colour)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([
    ['line-strong', 'surface'],
    ['line-strong', 'paper'],
    ['focus', 'paper'],
    ['focus', 'surface'],
    ['focus', 'brand-wash'],
  ] as const)('%s on %s is seen by everyone (3 : 1)', (line, ground) => {
    expect(contrast(tokens[line] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(3);
  });
});

test("the footer's outline is seen on its own ground in the light and in the dark", () => {
  const footer = readFileSync(path.join(projectRoot, 'src/ui/components/site-footer/site-footer.css'), 'utf8');
  const { focus = '' } = tokensIn(footer);
  const [, darkGround = ''] = /background: (#[0-9a-f]{6})/.exec(footer) ?? [];
  expect(contrast(focus, tokensIn(light)['brand-deep'] ?? '')).toBeGreaterThanOrEqual(3);
  expect(contrast(focus, darkGround)).toBeGreaterThanOrEqual(3);
});
