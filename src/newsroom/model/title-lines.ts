/** A text broken into lines, and the size in which they fit. */
export interface TitleLines {
  readonly size: number;
  readonly lines: readonly string[];
}

/**
 * A title broken between words so that no line is wider than `width`, in the first of the sizes (largest first) in which it
 * takes no more lines than that size allows. What fits in none is cut in the last one and ends with "…".
 */
export function titleLines(
  title: string,
  sizes: readonly { readonly size: number; readonly lines: number }[],
  width: number,
  measure: (text: string, size: number) => number,
): TitleLines {
  for (const { size, lines: most } of sizes) {
    const lines = broken(title, (text) => measure(text, size) <= width);
    if (lines.length <= most && lines.every((line) => measure(line, size) <= width))
      return { size, lines: balanced(title, lines, (text) => measure(text, size), width) };
  }
  const { size, lines: most } = sizes.at(-1) ?? { size: 1, lines: 1 };
  const fits = (text: string) => measure(text, size) <= width;
  const lines = broken(title, fits).slice(0, most);
  return { size, lines: lines.map((line, i) => (i === lines.length - 1 || !fits(line) ? shortened(line, fits) : line)) };
}

function broken(text: string, fits: (line: string) => boolean): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function shortened(line: string, fits: (line: string) => boolean): string {
  const signs = Array.from(line);
  while (signs.length > 0 && !fits(`${signs.join('').trimEnd()}…`)) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}

/** The same number of lines, as narrow as they can be: no last word stands alone. */
function balanced(text: string, lines: readonly string[], measure: (text: string) => number, width: number): readonly string[] {
  for (let narrower = width * 0.5; narrower < width; narrower += width * 0.025) {
    const others = broken(text, (line) => measure(line) <= narrower);
    if (others.length === lines.length) return others;
  }
  return lines;
}
