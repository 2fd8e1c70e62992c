import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import sharp from 'sharp';
import { projectRoot } from '#platform/project-root.ts';

const kept = path.join(projectRoot, 'tests', 'browser', '__screenshots__');
const differences = path.join(projectRoot, 'tests', 'browser', '__differences__');
const madeWithFile = path.join(kept, 'made-with.json');

/** What draws the pictures, as far as the look of letters and edges depends on it. */
export interface Drawer {
  readonly chromium: string;
  readonly system: string;
}

/** How far two colours may be apart (0 to 1), and how much of a picture may differ. */
export interface Tolerance {
  readonly threshold: number;
  readonly share: number;
}

/** Where the same Chromium draws, pictures are the same but for the rounding to 256 colours. */
export const strict: Tolerance = { threshold: 0.02, share: 0.0005 };
/** Another Chromium, or another system's letters, draws every edge a little differently. */
export const lenient: Tolerance = { threshold: 0.2, share: 0.03 };

const leastPixels = 12;

interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The pictures that stand beside the tests, compared with new ones; with `accept`, replaced by them. */
export class PictureBook {
  readonly #accept: boolean;
  readonly #tolerance: Tolerance;
  readonly #sameDrawer: boolean;

  constructor(drawer: Drawer, accept: boolean) {
    this.#accept = accept;
    const madeWith = existsSync(madeWithFile) ? (JSON.parse(readFileSync(madeWithFile, 'utf8')) as Drawer) : drawer;
    const same = madeWith.chromium === drawer.chromium && madeWith.system === drawer.system;
    this.#sameDrawer = same;
    this.#tolerance = same ? strict : lenient;
    if (accept) {
      mkdirSync(kept, { recursive: true });
      writeFileSync(madeWithFile, `${JSON.stringify(drawer, null, 2)}\n`);
    } else if (!same) {
      console.warn(
        `\n!!! The pictures were made with Chromium ${madeWith.chromium} on ${madeWith.system}; this is Chromium ${drawer.chromium} on ${drawer.system}.\n` +
          `!!! They are compared loosely (${lenient.share * 100} % of a picture may differ). "npm run screenshots" makes them anew.\n`,
      );
    }
  }

  /** Compares a new picture with the one of this name. Gives null, or in one line what is wrong and where to look. */
  async compare(name: string, png: Buffer): Promise<string | null> {
    const file = path.join(kept, `${name}.png`);
    const before = existsSync(file) ? readFileSync(file) : null;
    const seen = before && (await difference(before, png, this.#tolerance));
    if (this.#accept) {
      // One that still passes is left alone: a change shows what it changed.
      if (!seen || seen.tooMuch || !this.#sameDrawer) writeFileSync(file, await small(png));
      return null;
    }
    if (!before || !seen) return `${name}: no picture of this name yet; make it with "npm run screenshots", look at it, commit it`;
    if (!seen.tooMuch) return null;
    mkdirSync(differences, { recursive: true });
    const place = path.join(differences, name);
    writeFileSync(`${place}.expected.png`, before);
    writeFileSync(`${place}.actual.png`, png);
    writeFileSync(`${place}.difference.png`, await seen.picture());
    return `${name}: ${seen.pixels} pixels differ (${(seen.share * 100).toFixed(2)} %); look at ${path.relative(projectRoot, place)}.{expected,actual,difference}.png`;
  }
}

/** The names of all pictures that are kept. */
export function pictureNames(): readonly string[] {
  return existsSync(kept)
    ? readdirSync(kept)
        .filter((file) => file.endsWith('.png'))
        .map((file) => file.slice(0, -'.png'.length))
        .sort()
    : [];
}

export function removePicture(name: string): void {
  rmSync(path.join(kept, `${name}.png`));
}

/** Forgets what an earlier run found. */
export function clearDifferences(): void {
  rmSync(differences, { recursive: true, force: true });
}

/** How two pictures differ, and a picture of where. Where one is larger, all of what it has more counts. */
export async function difference(
  before: Buffer,
  after: Buffer,
  { threshold, share: most }: Tolerance,
): Promise<{ pixels: number; share: number; tooMuch: boolean; picture: () => Promise<Buffer> }> {
  const [a, b] = await Promise.all([pixelsOf(before), pixelsOf(after)]);
  const width = Math.max(a.width, b.width);
  const height = Math.max(a.height, b.height);
  const marked = new Uint8Array(width * height * 4);
  const pixels = pixelmatch(onSheet(a, width, height, 0), onSheet(b, width, height, 255), marked, width, height, { threshold });
  const share = pixels / (width * height);
  const picture = () =>
    sharp(marked, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer();
  return { pixels, share, tooMuch: pixels > Math.max(leastPixels, most * width * height), picture };
}

async function pixelsOf(png: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Pixels at the corner of a sheet of one grey that may be larger than they. */
function onSheet(pixels: Pixels, width: number, height: number, grey: number): Uint8Array {
  const sheet = new Uint8Array(width * height * 4).fill(grey);
  for (let i = 3; i < sheet.length; i += 4) sheet[i] = 255;
  const row = pixels.width * 4;
  for (let y = 0; y < pixels.height; y++) sheet.set(pixels.data.subarray(y * row, (y + 1) * row), y * width * 4);
  return sheet;
}

/** The same picture in 256 colours: a fraction of the bytes, and nearer than the strict threshold. */
function small(png: Buffer): Promise<Buffer> {
  return sharp(png).png({ palette: true, colours: 256, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer();
}
