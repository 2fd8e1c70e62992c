import { readFileSync } from 'node:fs';
import path from 'node:path';
import { create, type Font } from 'fontkitten';
import { projectRoot } from '#platform/project-root.ts';

/** The letters of the pages, for pictures: asked in this order for a sign. */
const subsets = ['latin', 'vietnamese', 'latin-ext'] as const;
/** How wide a sign is that no font has, in parts of the size. */
const blank = 0.3;

/** Draws text as outlines, so that a picture looks the same on a machine without any fonts. */
export interface Letters {
  /** The width of a text set in a size. */
  width(text: string, size: number): number;
  /** The outlines of a text as the `d` of an SVG path, its first letter standing at `x` on the line `y`. */
  outline(text: string, at: { readonly x: number; readonly y: number; readonly size: number }): string;
}

let read: Letters | undefined;

/** The letters of the portal's pages in their ordinary weight; read from the package once. */
export function pageLetters(): Letters {
  read ??= lettersOf(subsets.map(fontOf));
  return read;
}

function fontOf(subset: (typeof subsets)[number]): Font {
  const file = path.join(projectRoot, 'node_modules/@fontsource-variable/inter/files', `inter-${subset}-wght-normal.woff2`);
  const font = create(readFileSync(file));
  if (font.isCollection) throw new Error(`${file} holds several fonts`);
  return font;
}

function lettersOf(fonts: readonly Font[]): Letters {
  const glyphs = (text: string) =>
    Array.from(text.normalize('NFC'), (sign) => {
      const code = sign.codePointAt(0) ?? 0;
      const font = fonts.find((one) => one.hasGlyphForCodePoint(code));
      return font ? { glyph: font.glyphForCodePoint(code), unit: 1 / font.unitsPerEm } : null;
    });
  const advance = (one: ReturnType<typeof glyphs>[number]) => (one ? one.glyph.advanceWidth * one.unit : blank);
  return {
    width: (text, size) => glyphs(text).reduce((sum, one) => sum + advance(one) * size, 0),
    outline(text, { x, y, size }) {
      let at = x;
      return glyphs(text)
        .map((one) => {
          const start = at;
          at += advance(one) * size;
          if (!one) return '';
          const scale = one.unit * size;
          return rounded(one.glyph.path.scale(scale, -scale).translate(start, y).toSVG());
        })
        .join('');
    },
  };
}

/** A hundredth of a point is finer than any picture shows. */
function rounded(outline: string): string {
  return outline.replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 100) / 100));
}
