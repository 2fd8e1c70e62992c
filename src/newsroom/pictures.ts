import sharp from 'sharp';
import { type Message, message } from '#i18n/model/message.ts';
import { type PictureForm, pictureForms } from './model/media.ts';

/** The largest picture that is opened, in pixels: more than any camera of the day takes. */
const mostPixels = 50_000_000;
/** The widths that a picture is kept in, as far as it has them, and its greatest height. */
const widths = [480, 960, 1600];
const tallest = 4000;
const seconds = 30;

// One thread a picture: several would only take the pages' time.
sharp.concurrency(1);

/** A picture made anew in several widths. */
export interface Renditions {
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
  readonly files: readonly { readonly width: number; readonly form: PictureForm; readonly bytes: Buffer }[];
}

/**
 * Makes a picture anew as AVIF and WebP, upright, in sRGB, without anything that stood beside its pixels (place, camera, person),
 * never larger than it was. Of a moving picture the first one stays. Refused where it is broken, cut off, or too large.
 */
export async function renditionsOf(bytes: Uint8Array): Promise<Renditions | Message> {
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 });
    const { data, info } = await picture
      .autoOrient()
      .resize({ width: widths.at(-1), height: tallest, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .timeout({ seconds })
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const kept = [...widths.filter((one) => one < width), width];
    const files: { width: number; form: PictureForm; bytes: Buffer }[] = [];
    for (const one of kept) {
      for (const form of pictureForms) {
        const sized = sharp(data, { raw: { width, height, channels } }).resize({ width: one }).timeout({ seconds });
        const made = form === 'avif' ? sized.avif({ quality: 55, effort: 2 }) : sized.webp({ quality: 78 });
        files.push({ width: one, form, bytes: await made.toBuffer() });
      }
    }
    return { width, height, widths: kept, files };
  } catch (error) {
    // The library says so in words alone.
    const large = /pixel limit/i.test((error as Error).message);
    return message(
      large ? 'newsroom.media.refused.pixels' : 'newsroom.media.refused.broken-picture',
      large ? { most: mostPixels / 1e6 } : undefined,
    );
  }
}
