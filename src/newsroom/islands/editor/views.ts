import type { Node } from 'prosemirror-model';
import type { NodeViewConstructor } from 'prosemirror-view';
import { safeHref } from '../../model/safe-href.ts';
import type { PictureAddresses } from './media.ts';

/** A picture as it will stand on the page, or its words where it is not there (any more). */
export const imageView =
  (addresses: PictureAddresses, missing: string): NodeViewConstructor =>
  (node) => {
    const dom = document.createElement('figure');
    let shown = node;
    const show = (next: Node) => {
      shown = next;
      const { media, alt, caption } = next.attrs;
      const src = safeHref(addresses.known(media) ?? '');
      const picture = document.createElement(src === null ? 'p' : 'img');
      if (picture instanceof HTMLImageElement && src !== null) {
        picture.src = src;
        picture.alt = alt;
      } else {
        picture.textContent = `${missing}: ${alt}`;
        void addresses.ask(media).then((found) => {
          if (found !== undefined && shown === next) show(next);
        });
      }
      const below = document.createElement('figcaption');
      below.textContent = caption;
      dom.replaceChildren(picture, ...(caption === '' ? [] : [below]));
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

/** A file that is attached, and that it is one. */
export const fileView =
  (label: string): NodeViewConstructor =>
  ({ attrs: { title } }) => {
    const dom = document.createElement('p');
    dom.className = 'attached';
    dom.textContent = `${label}: ${title}`;
    return { dom };
  };
