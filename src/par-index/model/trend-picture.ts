import { escapedMarkup } from '#platform/model/markup.ts';
import type { IndicatorTarget } from './indicator.ts';
import type { Trend, TrendPoint } from './trend.ts';

export interface PictureWords {
  readonly title: string;
  /** Below the drawing: who published the figures and where they come from. */
  readonly note: string;
  readonly city: string;
  readonly nation: string;
  readonly change: string;
  readonly target: (target: IndicatorTarget) => string;
  readonly decimal: (text: string) => string;
}

/** A picture stands alone: it carries the colours of the page that gives it. */
export interface PictureColours {
  readonly surface: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly line: string;
  readonly brand: string;
  readonly brick: string;
}

const size = { width: 760, left: 48, right: 96, head: 48, foot: 34 };

/** The drawing of a trend as a file that needs no page around it. */
export function trendPicture(trend: Trend, words: PictureWords, colours: PictureColours): string {
  const x = (percent: number) => round(size.left + (percent / 100) * (size.width - size.left - size.right));
  const y = (pixels: number) => round(size.head + pixels);
  const height = size.head + trend.height + size.foot;
  const text = (at: number, top: number, said: string, rest = '') => `<text x="${at}" y="${top}"${rest}>${escapedMarkup(said)}</text>`;
  const lines = (all: Trend['lines'], style: string) =>
    all.map((line) => `<polyline fill="none" ${style} points="${line.map((one) => `${x(one.x)},${y(one.y)}`).join(' ')}"/>`);
  const dot = (one: TrendPoint, colour: string, r: number) =>
    `<circle cx="${x(one.x)}" cy="${y(one.y)}" r="${r}" fill="${one.unsure ? colours.surface : colour}" stroke="${colour}" stroke-width="2"/>`;
  const endAt = x(trend.ends.x) + (trend.ends.x === 100 ? 6 : 12);
  const end = (one: { readonly value: string; readonly y: number } | null, name: string, rest: string) =>
    one === null ? [] : [text(endAt, y(one.y) - 3, name, rest), text(endAt, y(one.y) + 12, words.decimal(one.value), rest)];
  const bold = ` fill="${colours.ink}" font-weight="650"`;
  const middle = ' text-anchor="middle"';
  const values = trend.ends.city === null ? trend.points : trend.points.slice(0, -1);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" width="${size.width}" height="${height}" font-family="Inter, system-ui, sans-serif" font-size="13" fill="${colours.inkSoft}">`,
    `<title>${escapedMarkup(words.title)}</title>`,
    `<rect width="${size.width}" height="${height}" fill="${colours.surface}"/>`,
    text(16, 28, words.title, ` font-size="17" font-weight="700" fill="${colours.ink}"`),
    ...trend.ticks.flatMap((tick) => [
      `<line x1="${x(0)}" x2="${x(100)}" y1="${y(tick.y)}" y2="${y(tick.y)}" stroke="${colours.line}"/>`,
      text(x(0) - 8, y(tick.y) + 4, tick.label, ' text-anchor="end"'),
    ]),
    ...trend.breaks.flatMap((gap) => [
      `<line x1="${x(gap.x)}" x2="${x(gap.x)}" y1="${y(20)}" y2="${y(trend.floor)}" stroke="${colours.brick}" stroke-width="2" stroke-dasharray="6 5"/>`,
      text(x(gap.x), y(13), words.change, `${middle} fill="${colours.brick}"`),
    ]),
    ...trend.targets.flatMap(({ target, ...at }) => [
      `<rect x="${x(at.x)}" width="${round((at.width / 100) * (size.width - size.left - size.right))}" y="${y(at.y)}" height="${round(Math.max(at.height, 1))}" fill="${colours.brand}" fill-opacity="0.18" stroke="${colours.brand}"/>`,
      text(x(at.x + at.width), y(at.y - 6), words.target(target), ` text-anchor="end" fill="${colours.ink}"`),
    ]),
    ...lines(trend.nation.lines, `stroke="${colours.inkSoft}" stroke-width="2" stroke-dasharray="2 4"`),
    ...lines(trend.lines, `stroke="${colours.brand}" stroke-width="3"`),
    ...trend.nation.points.map((one) => dot(one, colours.inkSoft, 3.5)),
    ...trend.points.map((one) => dot(one, colours.brand, 5)),
    ...values.map((one) => text(x(one.x), y(one.below ? one.y + 20 : one.y - 11), words.decimal(one.value), middle + bold)),
    ...trend.years.map((one) => text(x(one.x), y(trend.floor + 20), String(one.year), middle)),
    ...end(trend.ends.city, words.city, bold),
    ...end(trend.ends.nation, words.nation, ''),
    text(16, height - 12, words.note, ' font-size="11"'),
    '</svg>\n',
  ].join('\n');
}

const round = (value: number): number => Math.round(value * 10) / 10;
