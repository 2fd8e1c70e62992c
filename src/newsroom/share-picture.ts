import sharp from 'sharp';
import { pageLetters } from '#ui/letters.ts';
import { gate } from '#ui/mark.ts';
import { themeColours } from '#ui/theme-colours.ts';
import { titleLines } from './model/title-lines.ts';

/** The size of the picture, in pixels, that the places where people share ask for. */
export const sharePicture = { width: 1200, height: 630 } as const;

const margin = 80;
const titleSizes = [
  { size: 66, lines: 3 },
  { size: 56, lines: 4 },
  { size: 46, lines: 5 },
];
/** Four lines of the middle size, five of the smallest, in the middle of what head and foot leave. */
const titleMiddle = 318;
const leading = 1.28;
const { light } = themeColours;

/** What the picture of an article says. */
export interface SharedArticle {
  readonly title: string;
  /** The portal's short name, at the head. */
  readonly portal: string;
  /** The date and the topics, at the foot. */
  readonly foot: string;
}

/** The picture that stands for an article where it is shared: a PNG of a few dozen kilobytes, drawn without the system's fonts. */
export async function drawSharePicture(article: SharedArticle): Promise<Buffer> {
  return sharp(Buffer.from(svgOf(article)))
    .png({ palette: true, colours: 64, compressionLevel: 9 })
    .toBuffer();
}

function svgOf({ title, portal, foot }: SharedArticle): string {
  const { width, height } = sharePicture;
  const letters = pageLetters();
  const inner = width - 2 * margin;
  const { size, lines } = titleLines(title, titleSizes, inner, letters.width);
  const first = titleMiddle - ((lines.length - 1) * size * leading) / 2 + size * 0.36;
  const heading = lines.map((line, i) => letters.outline(line, { x: margin, y: first + i * size * leading, size })).join('');
  const [below = ''] = titleLines(foot, [{ size: 28, lines: 1 }], inner, letters.width).lines;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="${light.paper}"/>
    <svg x="640" y="70" width="570" height="570" viewBox="0 0 48 48">${gate.replace('#fff', light.brandWash)}</svg>
    <rect width="100%" height="14" fill="${light.brand}"/>
    <svg x="${margin}" y="58" width="76" height="76" viewBox="0 0 48 48"><rect width="48" height="48" rx="10" fill="${light.brand}"/>${gate}</svg>
    ${text(letters.outline(portal, { x: margin + 100, y: 108, size: 34 }), light.brand, 1.3)}
    ${text(heading, light.ink, size * 0.04)}
    <rect x="${margin}" y="528" width="${inner}" height="2" fill="${light.line}"/>
    ${text(letters.outline(below, { x: margin, y: 578, size: 28 }), light.inkSoft, 0.4)}
  </svg>`;
}

/** Letters of the ordinary weight, made as bold as asked by a line around them. */
function text(outline: string, colour: string, bold: number): string {
  return `<path d="${outline}" fill="${colour}" stroke="${colour}" stroke-width="${bold}" stroke-linejoin="round"/>`;
}
