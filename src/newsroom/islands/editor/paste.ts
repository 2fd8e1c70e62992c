import { listsOfWord } from './word-lists.ts';

const dropped =
  'script, style, meta, link, title, xml, template, noscript, iframe, object, embed, form, input, button, select, textarea, svg, math, video, audio, img';

/**
 * HTML from the clipboard, of Word, Google Docs or a page of the web, as plain structure: headings, paragraphs, lists, quotes,
 * tables, links, bold, italic, in Unicode NFC. How it looked where it came from is left out. What of it is no part of a text that
 * can be stored, the editor's schema leaves out afterwards. `read` parses HTML into a document in which nothing runs.
 */
export function cleanPaste(html: string, read: (html: string) => Document): string {
  const page = read(asData(html.normalize('NFC')));
  const { body } = page;
  for (const element of body.querySelectorAll(dropped)) element.remove();
  const comments = page.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) (comment as Comment).remove();
  listsOfWord(body);
  headingsOfWord(body);
  nestLists(body);
  marksOfStyles(body);
  for (const element of body.querySelectorAll('*')) {
    // Word's own elements (o:p), and what only changes the look.
    if (element.localName.includes(':') || /^(span|font|u|small|center|mark)$/.test(element.localName))
      element.replaceWith(...element.childNodes);
    else for (const { name } of [...element.attributes]) if (!kept(element, name)) element.removeAttribute(name);
  }
  body.normalize();
  for (const line of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    const bare = line.querySelector('[data-media]') === null && !line.hasAttribute('data-media');
    // Word writes a blank line as a paragraph with one blank. The only paragraph of a cell stays, for the cell must hold something.
    if (
      bare &&
      (line.textContent ?? '').replace(/[\s\u00a0]/g, '') === '' &&
      !(line.parentElement?.matches('td, th') && line.parentElement.children.length === 1)
    )
      line.remove();
  }
  const texts = page.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode as Text;
    text.data = text.data.replace(/[ \t\r\n\u00a0]+/g, ' ');
  }
  return body.innerHTML;
}

/**
 * Without Word's conditional comments and sheets, and with styles and handlers as mere data: no document ever has them, so that the
 * content policy has nothing to refuse and report.
 */
function asData(html: string): string {
  return html
    .replace(/<!--\[if[\s\S]*?\]>|<!\[endif\]-->|<!\[(?:if|endif)[^\]]*\]>|<style[\s\S]*?<\/style>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s/"'])(style|on\w+)\s*=/gi, '$1data-$2='));
}

/** Text without structure, in NFC. */
export const cleanText = (text: string): string => text.normalize('NFC').replaceAll('\u00a0', ' ');

function kept(element: Element, name: string): boolean {
  return (
    (name === 'href' && element.localName === 'a') ||
    (name === 'start' && element.localName === 'ol') ||
    (/^(colspan|rowspan)$/.test(name) && /^t[dh]$/.test(element.localName)) ||
    /^data-(media|alt|caption|title)$|^data-pm-slice$/.test(name)
  );
}

/** Word's paragraphs that are headings by the name of their style. */
function headingsOfWord(body: HTMLElement): void {
  for (const line of body.querySelectorAll('p[class*="Mso"]')) {
    const level = /MsoTitle/.test(line.className) ? '2' : /MsoHeading([1-6])/.exec(line.className)?.[1];
    if (level !== undefined) rename(line, `h${level}`);
  }
}

/** Google Docs writes a list within a list beside the item that it belongs to. */
function nestLists(body: HTMLElement): void {
  for (const list of body.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')) {
    const before = list.previousElementSibling;
    if (before?.localName === 'li') before.append(list);
  }
}

/** Bold and italic that stand in styles alone; and what is written as bold but says in its style that it is not. */
function marksOfStyles(body: HTMLElement): void {
  for (const element of body.querySelectorAll<HTMLElement>('[data-style]')) {
    const style = element.getAttribute('data-style') ?? '';
    const weight = /(?:^|;)\s*font-weight:\s*(\w+)/i.exec(style)?.[1]?.toLowerCase();
    const heavy = weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
    if (/^(b|strong)$/.test(element.localName) && weight !== undefined && !heavy) {
      element.replaceWith(...element.childNodes);
      continue;
    }
    if (!/^(span|font)$/.test(element.localName)) continue;
    if (heavy) wrap(element, 'strong');
    if (/(?:^|;)\s*font-style:\s*italic/i.test(style)) wrap(element, 'em');
  }
}

function wrap(element: Element, name: string): void {
  const around = element.ownerDocument.createElement(name);
  around.append(...element.childNodes);
  element.append(around);
}

function rename(element: Element, name: string): void {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
}
