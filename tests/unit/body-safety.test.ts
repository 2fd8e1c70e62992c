import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Body, parseBody } from '#newsroom/model/body.ts';
import { bodyFromMarkdown } from '#newsroom/model/body-from-markdown.ts';
import { renderBody } from '#newsroom/model/body-html.ts';
import { safeHref } from '#newsroom/model/safe-href.ts';
import { hostileAddresses, hostileWords } from '../support/hostile-words.ts';
import { anyBody, media } from './body-examples.ts';

const attribute =
  / (href="(\/(?!\/)|https?:|mailto:)[^"<>]*"|src="\/[^"<>]*"|srcset="\/(?!\/)[^"<>]*"|sizes="[\w\s():,.-]+"|type="image\/(avif|webp)"|(alt|aria-label)="[^"<>]*"|(class|tabindex|scope|rel|loading|decoding|start|colspan|rowspan|width|height)="[\w-]+"|download)/
    .source;
const tag = new RegExp(
  `<(p|h[234]|ul|ol|li|blockquote|section|table|thead|tbody|tr|th|td|figure|figcaption|picture|source|img|div|strong|em|a|br)(${attribute})*>|</[a-z0-9]+>`,
  'g',
);

/** Nothing but the tags and attributes of a text; every other sign of HTML is an entity. */
function expectHarmless(html: string): void {
  expect(html.replace(tag, '')).not.toMatch(/[<>"']/);
}

/** As if it had come into the database by another way than the border. */
const unread = (content: unknown): Body => ({ type: 'doc', content: [content] }) as unknown as Body;

describe('a text of the newsroom never becomes script', () => {
  test.each(hostileWords)('%j as words, in a heading, a cell, a caption, instead of a picture, as a title', (words) => {
    const text = { type: 'text', text: words };
    const cell = { attrs: { colspan: 1, rowspan: 1 }, content: [{ type: 'paragraph', content: [text] }] };
    const blocks = [
      { type: 'paragraph', content: [text] },
      { type: 'heading', attrs: { level: 2 }, content: [text] },
      { type: 'table', content: [{ type: 'table_row', content: [{ type: 'table_header', ...cell }] }] },
      { type: 'image', attrs: { media: 'anh', alt: words, caption: words } },
      { type: 'attachment', attrs: { media: 'tep', title: words } },
    ];
    for (const block of blocks) {
      const outcome = parseBody({ type: 'doc', content: [block] });
      expect(outcome.kind).toBe('body');
      if (outcome.kind === 'body') for (const shown of [renderBody(outcome.body, media), renderBody(outcome.body)]) expectHarmless(shown);
      expectHarmless(renderBody(unread(block), media));
    }
    expectHarmless(renderBody(bodyFromMarkdown(words), media));
  });

  test.each(hostileAddresses)('%j is no address: it is refused, and shown without a link where it is stored all the same', (href) => {
    const block = { type: 'paragraph', content: [{ type: 'text', text: 'bấm', marks: [{ type: 'link', attrs: { href } }] }] };
    expect(safeHref(href)).toBeNull();
    expect(parseBody({ type: 'doc', content: [block] }).kind).toBe('refused');
    expect(renderBody(unread(block))).toBe('<p>bấm</p>');
    const there = { image: () => ({ src: href, width: 1, height: 1 }), file: () => ({ href, note: '"><b>' }) };
    expect(renderBody(unread({ type: 'image', attrs: { media: 'a', alt: 'ảnh', caption: '' } }), there)).toBe(
      '<figure><p>ảnh</p></figure>',
    );
    expect(renderBody(unread({ type: 'attachment', attrs: { media: 'a', title: 'tệp' } }), there)).toBe('<p>tệp</p>');
  });

  test('whatever is put together', () => {
    const any = fc.oneof(anyBody, fc.anything());
    fc.assert(
      fc.property(any, (given) => {
        const outcome = parseBody(given);
        if (outcome.kind === 'body') expectHarmless(renderBody(outcome.body, media));
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...hostileWords, '*', '[', '](', ')', '\n', '|', '- ')), (parts) =>
        expectHarmless(renderBody(bodyFromMarkdown(parts.join('')), media)),
      ),
    );
  });

  test('pictures in every form, beside each other', () => {
    const sources = [
      { type: 'image/avif', srcset: '/tep/a/480.avif 480w' },
      { type: 'image/webp', srcset: `/tep/a/480.webp 480w, ${'"><script>'}` },
    ];
    const there = { ...media, image: () => ({ src: '/tep/a/480.webp', width: 4, height: 3, sources }) };
    const picture = (alt: string) => ({ type: 'image', attrs: { media: 'a', alt, caption: '' } });
    for (const words of hostileWords) {
      const body = { type: 'doc', content: [picture(words), picture(words)] } as unknown as Body;
      expectHarmless(renderBody(body, there));
    }
  });

  test('attributes that are no numbers do not get out of theirs', () => {
    const evil = '1" onload="alert(1)' as unknown as number;
    expectHarmless(renderBody(unread({ type: 'ordered_list', attrs: { order: evil }, content: [] })).replace('NaN', '1'));
    expectHarmless(
      renderBody(unread({ type: 'image', attrs: { media: 'a', alt: 'a', caption: '' } }), {
        ...media,
        image: () => ({ src: '/a', width: evil, height: evil }),
      }),
    );
  });
});

describe('an address', () => {
  test.each([
    ['/thu-tuc/1.001193', '/thu-tuc/1.001193'],
    ['/tin-tuc?trang=2#a', '/tin-tuc?trang=2#a'],
    ['https://hanoi.gov.vn', 'https://hanoi.gov.vn/'],
    ['HTTPS://vi.wikipedia.org/wiki/Hà_Nội', 'https://vi.wikipedia.org/wiki/H%C3%A0_N%E1%BB%99i'],
    ['mailto:vanthu@hanoi.gov.vn', 'mailto:vanthu@hanoi.gov.vn'],
  ])('%s is kept as %s', (given, kept) => {
    expect(safeHref(given)).toBe(kept);
  });

  test('keeps its form once it has it, and never begins with anything else', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.constantFrom(...hostileAddresses),
          fc.string().map((rest) => `/${rest}`),
        ),
        (given) => {
          const once = safeHref(given);
          if (once === null) return;
          expect(safeHref(once)).toBe(once);
          expect(once).toMatch(/^(https?:\/\/|mailto:|\/(?![/\\]))/);
        },
      ),
    );
  });
});
