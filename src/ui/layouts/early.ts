import { createHash } from 'node:crypto';
import { textSizeKey, textSizes } from '../components/text-size/sizes.ts';

const [, ...chosen] = textSizes;

/** Runs in the browser before anything is drawn: the chosen size of text, so that the page does not jump. */
export const earlyScript = `try{let s=localStorage.getItem('${textSizeKey}');if(${JSON.stringify(chosen)}.includes(s))document.documentElement.dataset.textSize=s}catch{}`;

/**
 * Pages follow one another softly where the browser knows how. It must know before the first frame of the new page: in a
 * sheet that comes by way of the service worker it came too late, and Chromium then reported an error for each change of page.
 */
export const earlyStyle = '@view-transition{navigation:auto}';

/** The hashes by which the Content-Security-Policy knows them. */
export const earlyScriptHash = hashOf(earlyScript);
export const earlyStyleHash = hashOf(earlyStyle);

function hashOf(text: string): `sha256-${string}` {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
