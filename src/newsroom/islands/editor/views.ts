import type { Node } from 'prosemirror-model';
import type { NodeViewConstructor } from 'prosemirror-view';
import { safeHref } from '../../model/safe-href.ts';

/** A picture as it will stand on the page, or its words where it is not there (any more). */
export const imageView =
  (addresses: ReadonlyMap<string, string>, missing: string): NodeViewConstructor =>
  (node) => {
    const dom = document.createElement('figure');
    const show = ({ attrs }: Node) => {
      const src = safeHref(addresses.get(attrs.media) ?? '');
      const picture = document.createElement(src === null ? 'p' : 'img');
      if (picture instanceof HTMLImageElement && src !== null) {
        picture.src = src;
        picture.alt = attrs.alt;
      } else picture.textContent = `${missing}: ${attrs.alt}`;
      const caption = document.createElement('figcaption');
      caption.textContent = attrs.caption;
      dom.replaceChildren(picture, ...(attrs.caption === '' ? [] : [caption]));
    };
    show(node);
    return {
      dom,
      update(next) {
        if (next.type !== node.type) return false;
        show(next);
        return true;
      },
    };
  };
