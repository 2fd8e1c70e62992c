import sanitizeHtml from 'sanitize-html';

// Only these structure a text; all others are dropped, and the content of script and style with them.
const kept = ['p', 'br', 'div', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
// A text with "<" in it is not yet HTML: "diện tích < 100 m2". Tags that documents are written with are.
const looksLikeHtml =
  /<\/?(?:p|br|div|span|b|i|u|s|a|strong|em|ul|ol|li|table|tbody|thead|tr|td|th|h[1-6]|font|img|svg|script|style|iframe|object|embed|form|input|video|audio|link|meta|html|body|math|base|sub|sup|pre|center|button|details|marquee)\b[^<>]*>|<!--/iu;
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/gu;
// Control characters other than line break and tab: no text holds them on purpose.
const control = /[^\P{Cc}\n\t]/gu;
// The old portal wrote this where there was nothing.
const nothing = /^không có thông tin[.\s]*$/iu;

/**
 * A text of the source as we keep it: plain, NFC, line breaks as `\n`, without invisible characters; HTML becomes plain
 * text by an allow-list. Words are never changed.
 */
export function sourceText(text: string): string {
  const plain = looksLikeHtml.test(text) ? textOfHtml(text) : text;
  const lines = plain
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/gu, '\n')
    .replace(invisible, '')
    .replace(control, '')
    .split('\n')
    .map((line) => line.replace(/[\u00a0\t ]+/gu, ' ').trim());
  const kept = lines
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
  return nothing.test(kept) ? '' : kept;
}

/** As sourceText, on one line: for names. */
export function sourceLine(text: string): string {
  return sourceText(text).replace(/\s+/gu, ' ');
}

function textOfHtml(html: string): string {
  const structured = sanitizeHtml(html, { allowedTags: kept, allowedAttributes: {} });
  return structured
    .replace(/<li>/giu, '\n- ')
    .replace(/<[^>]*>/gu, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
