import { createHash } from 'node:crypto';

/** Runs in the browser before anything is drawn: the chosen size of text, so that the page does not jump. */
export const earlyScript = `try{let s=localStorage.getItem('co-chu');if(s==='large'||s==='largest')document.documentElement.dataset.textSize=s}catch{}`;

/** The hash by which the Content-Security-Policy knows the script. */
export const earlyScriptHash = `sha256-${createHash('sha256').update(earlyScript).digest('base64')}` as const;
