import { encode } from 'uqr';

/** A QR code to draw: the `d` of a path in a square of `size` units, quiet zone included. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

/** The QR code of an address, with the error correction of M (15 %) and a quiet zone of `border` modules. */
export function qrOf(address: string, border = 3): QrDrawing {
  const { size, data } = encode(address, { ecc: 'M', border });
  return { size, path: data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('') };
}
