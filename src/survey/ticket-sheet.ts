import type { Translator } from '#i18n/translator.ts';
import { escapedMarkup } from '#platform/model/markup.ts';
import { qrOf } from '#ui/qr.ts';
import { shortAddress } from './model/form-address.ts';

/** What every slip of a batch says. */
export interface SlipText {
  readonly siteUrl: string;
  readonly agency: string;
  readonly wave: string;
  /** Last day, `YYYY-MM-DD`. */
  readonly closes: string;
  readonly batch: string;
}

const perSheet = 21;

/** Slips to cut out, 3 by 7 on an A4 sheet: one HTML file that asks for nothing else and runs no script, sheet by sheet. */
export function* ticketSheets(t: Translator, text: SlipText, codes: readonly string[]): Generator<string> {
  const sheets = Array.from({ length: Math.ceil(codes.length / perSheet) }, (_, i) => codes.slice(i * perSheet, (i + 1) * perSheet));
  yield `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapedMarkup(t('survey.slip.title', { batch: text.batch }))}</title>
<style>${style}</style>
</head>
<body>
<p class="hint">${escapedMarkup(t('survey.slip.how', { n: codes.length, sheets: sheets.length }))}</p>
`;
  for (const [i, own] of sheets.entries()) yield sheet(t, text, own, `${i + 1}/${sheets.length}`);
  yield '</body>\n</html>\n';
}

function sheet(t: Translator, text: SlipText, codes: readonly string[], place: string): string {
  return `<section><ol>
${codes.map((code) => slip(t, text, code)).join('\n')}
</ol><footer>${escapedMarkup(t('survey.slip.place', { batch: text.batch, place }))}</footer></section>\n`;
}

function slip(t: Translator, { siteUrl, agency, wave, closes }: SlipText, code: string): string {
  const address = `${siteUrl}${shortAddress(code)}`;
  const { size, path } = qrOf(address, 2);
  const typed = `${siteUrl}${shortAddress('')}`.replace(/^https?:\/\//, '');
  return `<li><svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${escapedMarkup(t('survey.slip.qr'))}" shape-rendering="crispEdges"><path d="${path}"/></svg>
<div><b>${escapedMarkup(agency)}</b><p>${escapedMarkup(t('survey.slip.until', { wave, day: { date: closes } }))}</p></div>
<code>${escapedMarkup(code)}</code><p>${escapedMarkup(t('survey.slip.scan', { address: typed }))}</p><p>${escapedMarkup(t('survey.slip.once'))}</p></li>`;
}

// Fixed heights: seven rows and the footer are one page, however long a name is.
const style = `
@page { size: A4 portrait; margin: 8mm; }
* { box-sizing: border-box; }
body { margin: 0; color: #000; background: #fff; font: 7.8pt/1.25 Arial, "Liberation Sans", sans-serif; }
section { width: 194mm; margin: 0 auto; break-after: page; }
section:last-child { break-after: auto; }
ol { display: grid; grid-template-columns: repeat(3, 1fr); grid-auto-rows: 38.8mm; height: 271.6mm; margin: 0; padding: 0; list-style: none; }
li { display: grid; grid-template-columns: 20mm 1fr; grid-template-rows: 20mm; gap: .6mm 1.5mm; align-content: start; padding: 1.5mm; outline: .2mm dashed #767676; overflow: hidden; }
svg { width: 20mm; height: 20mm; }
li div { overflow: hidden; }
li > code, li > p { grid-column: 1 / -1; }
p { margin: 0; }
b { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; font-size: 8.4pt; }
div p { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
code { font: bold 10.5pt/1.1 "Liberation Mono", Consolas, monospace; white-space: nowrap; }
li > p { font-size: 7.2pt; line-height: 1.15; }
footer { height: 5mm; padding-top: 1.5mm; font-size: 6.5pt; color: #444; }
.hint { max-width: 194mm; margin: 4mm auto; font-size: 11pt; }
@media print { .hint { display: none; } }
`;
