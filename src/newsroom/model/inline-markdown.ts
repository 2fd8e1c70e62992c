import type { Inline, Mark } from './body.ts';
import { between, nested, sameMark } from './marks.ts';

/** A piece of the line: words, or the sign at which a mark opens or closes. */
type Piece = { readonly words: string } | { readonly sign: string; readonly opens: boolean; readonly mark: Mark['type'] };

/**
 * One paragraph's text as Markdown that means exactly this text again: what would be read as a sign is escaped, and where a
 * sign would not be read as one because of the letter beside it, that letter is written as an entity.
 */
export function inlineMarkdown(content: readonly Inline[], options: { readonly oneLine?: boolean } = {}): string {
  const pieces = piecesOf(content, options.oneLine ? ' ' : '\n');
  const out = pieces.map((piece, i) => {
    if ('sign' in piece) return piece.sign;
    const [before, after] = [pieces[i - 1], pieces[i + 1]];
    let words = escaped(piece.words);
    if (after && 'sign' in after && after.mark === 'link' && after.opens) words = words.replace(/!$/, '\\!');
    if (before && 'sign' in before && !before.opens && mustStandOff(before, innerBefore(pieces, i)))
      words = entityFirst(words, piece.words);
    if (after && 'sign' in after && after.opens && mustStandOff(after, innerAfter(pieces, i))) words = entityLast(words, piece.words);
    return words;
  });
  return out
    .join('')
    .trim()
    .split('\n')
    .map((line) => lineStart(line.trim()))
    .join('\\\n');
}

function piecesOf(content: readonly Inline[], lineBreak: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let open: readonly Mark[] = [];
  const say = (words: string) => {
    if (words !== '') pieces.push({ words });
  };
  const change = (wanted: readonly Mark[]) => {
    const changes = between(open, wanted);
    for (const mark of changes.close) pieces.push({ sign: closing(mark), opens: false, mark: mark.type });
    for (const mark of changes.open) pieces.push({ sign: opening(mark), opens: true, mark: mark.type });
    open = wanted;
  };
  for (const [i, one] of content.entries()) {
    if (one.type === 'hard_break') {
      change([]);
      pieces.push({ words: lineBreak });
      continue;
    }
    const [, lead = '', words = '', tail = ''] = /^(\s*)(.*?)(\s*)$/s.exec(one.text) ?? [];
    const wanted = words === '' ? [] : nested(one.marks);
    // Spaces at the edge of a marked run stand outside it: a sign beside a space is none.
    if (lead !== '') {
      change(wanted.every((mark, n) => sameMark(mark, open[n])) ? wanted : []);
      say(lead);
    }
    change(wanted);
    say(words);
    if (tail !== '') {
      const next = content[i + 1];
      const goesOn = next?.type === 'text' && next.text.trim() !== '' && !/^\s/.test(next.text) && covers(next.marks ?? [], wanted);
      if (!goesOn) change([]);
      say(tail);
    }
  }
  change([]);
  return pieces;
}

const covers = (marks: readonly Mark[], wanted: readonly Mark[]) => wanted.every((mark) => marks.some((one) => sameMark(one, mark)));

const opening = (mark: Mark) => (mark.type === 'link' ? '[' : mark.type === 'bold' ? '**' : '_');

function closing(mark: Mark): string {
  if (mark.type !== 'link') return opening(mark);
  const to = mark.attrs.href.replace(/&(?=#?\w+;)/g, '&amp;');
  return /[()]/.test(to) ? `](<${to}>)` : `](${to})`;
}

/** Whether a sign is read as one only if no letter stands beside it on its outer side. */
function mustStandOff(sign: { readonly mark: Mark['type'] }, inner: string): boolean {
  if (sign.mark === 'link') return false;
  return sign.mark === 'italic' || /^[\p{P}\p{S}]$/u.test(inner) || inner.length > 1;
}

/** The sign or letter on the inner side of the closing signs before a piece. */
function innerBefore(pieces: readonly Piece[], at: number): string {
  const piece = pieces[at - 2];
  return piece === undefined || 'sign' in piece ? '*' : ([...piece.words].at(-1) ?? '');
}

function innerAfter(pieces: readonly Piece[], at: number): string {
  const piece = pieces[at + 2];
  return piece === undefined || 'sign' in piece ? '*' : ([...piece.words][0] ?? '');
}

const isPlain = (sign: string) => sign !== '' && !/^\s$/.test(sign) && (sign.length > 1 || !/^[\p{P}\p{S}]$/u.test(sign));
const entity = (sign: string) => `&#${sign.codePointAt(0)};`;

function entityFirst(words: string, raw: string): string {
  const sign = [...raw][0] ?? '';
  return isPlain(sign) ? entity(sign) + words.slice(sign.length) : words;
}

function entityLast(words: string, raw: string): string {
  const sign = [...raw].at(-1) ?? '';
  if (!isPlain(sign) || words.endsWith(';')) return words;
  return words.slice(0, -sign.length) + entity(sign);
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<~|#]/g, '\\$&').replace(/&(?=#?\w+;)/g, '\\&');
}

/** What would begin a list, a quote, an underline or a table at the beginning of a line. */
function lineStart(line: string): string {
  return line.replace(/^[-+>=:]/, '\\$&').replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
