/**
 * Random numbers that come out the same on every machine: sfc32 (Doty-Humphrey) on whole numbers, a stream of its own for
 * each name, and normal ones by the polar method (Marsaglia & Bray 1964) out of what IEEE 754 fixes to the last bit:
 * + - × ÷ and the square root.
 */
export function normalNumbers(seed: number, name: string): () => number {
  const uniform = uniformNumbers(seed, name);
  let kept: number | null = null;
  return () => {
    if (kept !== null) {
      const other = kept;
      kept = null;
      return other;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const factor = Math.sqrt((-2 * ln(s)) / s);
      kept = v * factor;
      return u * factor;
    }
  };
}

function uniformNumbers(seed: number, name: string): () => number {
  let [a, b, c, counter] = [seed | 0, hash(name, 0x811c9dc5), hash(name, 0x9e3779b9), 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  // The first numbers still resemble the seed.
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** FNV-1a over the code units of a name. */
function hash(name: string, start: number): number {
  let state = start | 0;
  for (let i = 0; i < name.length; i++) state = Math.imul(state ^ name.charCodeAt(i), 0x01000193);
  return state;
}

/** The natural logarithm of a number from 0 to 1. Math.log may differ in its last bit from one engine to the next. */
export function ln(x: number): number {
  let [m, halvings] = [x, 0];
  while (m < Math.SQRT1_2) {
    m *= 2;
    halvings += 1;
  }
  // 2 artanh(s), whose terms fall thirtyfold each.
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let [term, sum] = [s, 0];
  for (let odd = 1; odd <= 23; odd += 2) {
    sum += term / odd;
    term *= square;
  }
  return 2 * sum - halvings * Math.LN2;
}
