/** A list that Word wrote as paragraphs: how deep it stands, and by which sign it counts. */
interface Line {
  readonly element: HTMLElement;
  readonly level: number;
  readonly ordered: boolean;
  readonly start: number;
}

/** Word writes lists (styles read as data, see paste.ts) as paragraphs with a sign in front: they become lists, one in the other as deep as Word says. */
export function listsOfWord(body: HTMLElement): void {
  const lines = [...body.querySelectorAll<HTMLElement>('p, h1, h2, h3, h4, h5, h6, div')].flatMap((element) => lineOf(element) ?? []);
  let open: { line: Line; list: HTMLElement }[] = [];
  let last: Element | null = null;
  for (const line of lines) {
    // A list ends where something else stands between.
    if (line.element.previousElementSibling !== last) open = [];
    while (open.length > 0 && (open.at(-1)?.line.level ?? 0) > line.level) open.pop();
    const same = open.at(-1);
    if (same && same.line.level === line.level && same.line.ordered !== line.ordered) open.pop();
    const item = body.ownerDocument.createElement('li');
    const paragraph = body.ownerDocument.createElement('p');
    paragraph.append(...line.element.childNodes);
    item.append(paragraph);
    let top = open.at(-1);
    if (!top || top.line.level < line.level) {
      const list = body.ownerDocument.createElement(line.ordered ? 'ol' : 'ul');
      if (line.ordered && line.start !== 1) list.setAttribute('start', String(line.start));
      const under = top?.list.lastElementChild;
      if (under) {
        under.append(list);
        line.element.remove();
      } else {
        line.element.replaceWith(list);
        last = list;
      }
      top = { line, list };
      open.push(top);
    } else line.element.remove();
    top.list.append(item);
  }
}

function lineOf(element: HTMLElement): Line | null {
  const said = /mso-list:\s*l\d+\s+level(\d)/i.exec(element.getAttribute('data-style') ?? '');
  if (!said && !/MsoListParagraph/.test(element.className)) return null;
  const sign = [...element.querySelectorAll<HTMLElement>('span')].find((span) =>
    /mso-list:\s*Ignore/i.test(span.getAttribute('data-style') ?? ''),
  );
  // An indented paragraph of Word's list style without a sign is none.
  if (!said && !sign) return null;
  const text = (sign?.textContent ?? '').replace(/[\s\u00a0]/g, '');
  sign?.remove();
  const counted = /^\(?([0-9]{1,6}|[a-z]{1,5})[.)]/i.exec(text);
  return {
    element,
    level: Number(said?.[1] ?? 1),
    ordered: counted !== null,
    start: Number(counted?.[1]) || 1,
  };
}
