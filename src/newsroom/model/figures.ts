import type { MarkdownIt, StateCore, Token } from 'markdown-it';

/**
 * Pictures that stand in a paragraph of their own become figures, whose title is the caption; several in a row stand
 * beside each other. Works for what is seen and what is heard alike: the alternative text stays the picture's.
 */
export function withFigures(renderer: MarkdownIt): void {
  renderer.core.ruler.push('figures', (state) => {
    for (const [i, inline] of state.tokens.entries()) {
      const [open, close] = [state.tokens[i - 1], state.tokens[i + 1]];
      if (inline.type !== 'inline' || open?.type !== 'paragraph_open' || !close) continue;
      const children = inline.children ?? [];
      const pictures = children.filter((child) => child.type === 'image');
      if (pictures.length === 0 || children.some((child) => !(child.type === 'image' || child.type === 'softbreak' || isBlank(child))))
        continue;
      // A figure may not stand within a paragraph.
      for (const edge of [open, close]) edge.tag = 'div';
      open.attrSet('class', 'figures');
      inline.children = children.flatMap((child) => (child.type === 'image' ? figureOf(state, child) : [child]));
    }
  });
}

function isBlank({ type, content }: Token): boolean {
  return type === 'text' && content.trim() === '';
}

function figureOf(state: StateCore, picture: Token): Token[] {
  const caption = picture.attrGet('title');
  picture.attrs = [...(picture.attrs ?? []).filter(([name]) => name !== 'title'), ['loading', 'lazy']];
  const tag = (name: string, nesting: 1 | -1) => new state.Token(`${name}_${nesting === 1 ? 'open' : 'close'}`, name, nesting);
  const text = Object.assign(new state.Token('text', '', 0), { content: caption ?? '' });
  const below = caption ? [tag('figcaption', 1), text, tag('figcaption', -1)] : [];
  return [tag('figure', 1), picture, ...below, tag('figure', -1)];
}
