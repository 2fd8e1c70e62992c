import fc from 'fast-check';
import type { MediaAddresses } from '#newsroom/model/body-html.ts';

/** Every picture and file is there. */
export const media: MediaAddresses = {
  image: (id) => ({ src: `/anh/${id}.avif`, width: 800, height: 600 }),
  file: (id) => ({ href: `/tep/${id}`, note: 'PDF, 1 MB' }),
};

// Letters and everything that Markdown or HTML reads as a sign.
const signs = [
  'a',
  'ế',
  'Đ',
  '1',
  '1.',
  '2)',
  '*',
  '**',
  '_',
  '`',
  '~',
  '~~',
  '[',
  ']',
  '(',
  ')',
  '!',
  '#',
  '-',
  '+',
  '>',
  '<',
  '=',
  '|',
  ':',
  '\\',
  '&',
  '&amp;',
  '"',
  "'",
  '.',
  'http://x.vn',
  '<b>',
  '😀',
  '€',
];
const word = fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 4 }).map((all) => all.join(''));
const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));

const hrefs = [
  '/thu-tuc',
  '/tin-tuc?trang=2#a',
  'https://hanoi.gov.vn/a(b)?x=1&copy;=2',
  'mailto:a@b.vn',
  'https://vi.wikipedia.org/wiki/Hà_Nội',
];
const mark = fc.constantFrom({ type: 'bold' }, { type: 'italic' }, ...hrefs.map((href) => ({ type: 'link', attrs: { href } })));
const marks = fc.uniqueArray(mark, { maxLength: 3, selector: ({ type }) => type });

const textNode = fc.record({ type: fc.constant('text'), text: phrase, marks });
const inline = fc.array(fc.oneof({ weight: 6, arbitrary: textNode }, { weight: 1, arbitrary: fc.constant({ type: 'hard_break' }) }), {
  minLength: 1,
  maxLength: 6,
});
const isText = (one: { type: string }) => one.type === 'text';
const paragraph = fc.record({
  type: fc.constant('paragraph'),
  content: inline.filter((all) => isText(all[0] ?? { type: '' }) && isText(all.at(-1) ?? { type: '' })),
});
const heading = fc.record({
  type: fc.constant('heading'),
  attrs: fc.record({ level: fc.constantFrom(2, 3, 4) }),
  content: fc.array(textNode, { minLength: 1, maxLength: 3 }),
});
const mediaId = fc.constantFrom('anh-1', 'b2');
const image = fc.record({
  type: fc.constant('image'),
  attrs: fc.record({ media: mediaId, alt: phrase, caption: fc.oneof(fc.constant(''), phrase) }),
});
const attachment = fc.record({ type: fc.constant('attachment'), attrs: fc.record({ media: mediaId, title: phrase }) });

const columns = 2;
const row = (type: string) =>
  fc.record({
    type: fc.constant('table_row'),
    content: fc.array(
      fc.record({
        type: fc.constant(type),
        content: fc.tuple(fc.record({ type: fc.constant('paragraph'), content: fc.array(textNode, { minLength: 1, maxLength: 3 }) })),
      }),
      { minLength: columns, maxLength: columns },
    ),
  });
const table = fc
  .tuple(row('table_header'), fc.array(row('table_cell'), { minLength: 1, maxLength: 3 }))
  .map(([head, rows]) => ({ type: 'table', content: [head, ...rows] }));

const { block } = fc.letrec<{ block: unknown; list: unknown; quote: unknown }>((tie) => ({
  block: fc.oneof({ depthSize: 'small', withCrossShrink: true }, paragraph, heading, image, attachment, table, tie('list'), tie('quote')),
  list: fc
    .record({
      ordered: fc.boolean(),
      order: fc.integer({ min: 0, max: 12 }),
      items: fc.array(fc.tuple(paragraph, fc.array(tie('block'), { maxLength: 2 })), { minLength: 1, maxLength: 3 }),
    })
    .map(({ ordered, order, items }) => ({
      type: ordered ? 'ordered_list' : 'bullet_list',
      ...(ordered ? { attrs: { order } } : {}),
      content: items.map(([first, more]) => ({ type: 'list_item', content: [first, ...apart(more)] })),
    })),
  quote: fc.array(tie('block'), { minLength: 1, maxLength: 2 }).map((content) => ({ type: 'blockquote', content: apart(content) })),
}));

/** Two quotes in a row are one in Markdown. */
function apart(blocks: readonly unknown[]): unknown[] {
  const isQuote = (one: unknown) => (one as { type: string } | undefined)?.type === 'blockquote';
  return blocks.filter((one, i) => !(isQuote(one) && isQuote(blocks[i - 1])));
}

/** A body of everything that can be in one, its words full of signs. */
export const anyBody = fc.array(block, { minLength: 1, maxLength: 5 }).map((content) => ({ type: 'doc', content: apart(content) }));
