/** An entry of a list: its mark as the source writes it, its words, and the lists below it. */
export interface TextItem {
  readonly mark: string;
  text: string;
  readonly inner: TextList[];
}

export interface TextList {
  readonly kind: 'list';
  /** Whether the marks count or name ("a)", "1.") and must be read; those that only point ("-", "+") need not. */
  readonly named: boolean;
  readonly items: TextItem[];
}

/** What a long text of the source is made of: step headings ("Bước 1: …"), paragraphs, lists within lists. */
export type TextBlock =
  | { readonly kind: 'heading'; readonly mark: string; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | TextList;

// Longer than this, the words behind "Bước 1:" are a paragraph of their own, not a heading.
const headingLength = 90;
const deepest = 6;

const step = /^([-–+*•]*)\s*(Bước\s+\d{1,2}(?:\.\d{1,2})*\s*[:.–-]?)\s*(.*)$/iu;
// "-5 °C", "+84" and "*)" are words: without a blank after it a mark only stands before a capital or a quotation.
const pointer = /^([-–—−•●⁕]+|\++\)?|\*+)(?:\s+|$|(?=[\p{Lu}“"(]))/u;
const roman = /^(\(?[ivx]{1,5}\))\s*/u;
const letter = /^([a-zđ](?:\.?\d{1,2})*(?:\)|\.(?=\s|$)))\s*/u;
const bracketed = /^(\([\da-zđ]{1,3}(?:\.\d{1,2})*\))\s*/u;
const number = /^(\d{1,2}(?:\.\d{1,2}){0,4}[.)](?=\s|$)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s+\p{Lu}))\s*/u;

// Texts that lost their line breaks: an entry begins after the end of a clause.
const inlineEntry = /(?<=[;.:])[^\S\n]+(?=[-–+•*]\s+[\p{L}\d]|[a-zđ]\)\s|Bước\s+\d{1,2}\s*[:.])/giu;

/**
 * The structure of a plain text, from its line breaks and the marks that its lines begin with. Every letter of the text
 * stands in the blocks, in its order; only blanks may differ.
 */
export function textBlocks(text: string): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  // The lists that are open, the outermost first; a line with a mark seen before goes on with that list.
  let open: readonly OpenList[] = [];
  for (const line of text.replace(inlineEntry, '\n').split('\n')) {
    const words = line.trim();
    if (words === '') continue;
    const heading = step.exec(words);
    if (heading) {
      blocks.push(...headingBlocks(heading));
      open = [];
      continue;
    }
    const last = open.at(-1)?.list.items.at(-1);
    const marked = markOf(words, last?.mark ?? '');
    if (marked) open = withItem(blocks, open, marked.kind, { mark: marked.mark, text: words.slice(marked.length).trim(), inner: [] });
    // A mark that stands alone on its line takes the next one.
    else if (last?.text === '') last.text = words;
    else {
      blocks.push({ kind: 'paragraph', text: words });
      open = [];
    }
  }
  return blocks;
}

interface OpenList {
  readonly kind: string;
  readonly list: TextList;
}

/** Puts an entry into the open list of its kind, or into a new one below the last entry; gives the lists that are open then. */
function withItem(blocks: TextBlock[], open: readonly OpenList[], kind: string, item: TextItem): readonly OpenList[] {
  const known = open.findLastIndex((one) => one.kind === kind);
  if (known >= 0) {
    open[known]?.list.items.push(item);
    return open.slice(0, known + 1);
  }
  const around = open.slice(0, deepest - 1);
  const list: TextList = { kind: 'list', named: !kind.startsWith('pointer'), items: [item] };
  const last = around.at(-1)?.list.items.at(-1);
  if (last) last.inner.push(list);
  else blocks.push(list);
  return [...around, { kind, list }];
}

function headingBlocks([, mark = '', name = '', rest = '']: RegExpExecArray): readonly TextBlock[] {
  if (rest.length <= headingLength) return [{ kind: 'heading', mark, text: rest === '' ? name : `${name} ${rest}` }];
  return [
    { kind: 'heading', mark, text: name },
    { kind: 'paragraph', text: rest },
  ];
}

/** The mark that a line begins with; lists are told apart by its kind. `before` is the mark of the entry above. */
function markOf(line: string, before: string): { readonly mark: string; readonly kind: string; readonly length: number } | null {
  const pointing = pointer.exec(line);
  if (pointing) return marked(pointing, `pointer ${pointing[1]}`);
  // After "h)" comes the letter i, not the first of Roman numerals.
  const counted = roman.exec(line);
  if (counted && !(counted[1] === 'i)' && before === 'h)')) return marked(counted, 'roman');
  for (const [kind, pattern] of [
    ['letter', letter],
    ['bracketed', bracketed],
    ['number', number],
  ] as const) {
    const found = pattern.exec(line);
    if (found) return marked(found, `${kind} ${found[1]?.match(/\d+/g)?.length ?? 0}`);
  }
  return null;
}

function marked(found: RegExpExecArray, kind: string) {
  return { mark: found[1] ?? '', kind, length: found[0].length };
}

/** All letters of some blocks again, one line for each heading, paragraph and entry. */
export function textOfBlocks(blocks: readonly TextBlock[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'paragraph') return block.text;
      if (block.kind === 'heading') return `${block.mark} ${block.text}`;
      return block.items.map((item) => [`${item.mark} ${item.text}`, textOfBlocks(item.inner)].join('\n')).join('\n');
    })
    .join('\n');
}
