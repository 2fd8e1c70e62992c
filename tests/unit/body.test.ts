import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Body, maxBodyBytes, parseBody } from '#newsroom/model/body.ts';
import { bodyFromMarkdown } from '#newsroom/model/body-from-markdown.ts';
import { renderBody } from '#newsroom/model/body-html.ts';
import { bodyText, bodyTextForReview } from '#newsroom/model/body-text.ts';
import { bodyToMarkdown } from '#newsroom/model/body-to-markdown.ts';
import { plainText } from '#newsroom/model/markdown.ts';
import { contentDir } from '#platform/content-files.ts';
import { anyBody, media } from './body-examples.ts';

const doc = (...content: unknown[]) => ({ type: 'doc', content });
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const text = (words: string, ...marks: unknown[]) => ({ type: 'text', text: words, ...(marks.length > 0 ? { marks } : {}) });

function read(given: unknown): Body {
  const outcome = parseBody(given);
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.message));
  return outcome.body;
}

describe('a text as the editor sends it', () => {
  test('keeps its words, marks, tables, pictures and files', () => {
    const body = read(
      doc(
        { type: 'heading', attrs: { level: 2 }, content: [text('Kết quả')] },
        paragraph(
          text('Xem '),
          text('trang này', { type: 'link', attrs: { href: '/thu-tuc' } }),
          text(' và '),
          text('đọc kỹ', { type: 'bold' }),
        ),
        {
          type: 'table',
          content: [
            { type: 'table_row', content: [{ type: 'table_header', content: [paragraph(text('Năm'))] }] },
            {
              type: 'table_row',
              content: [{ type: 'table_cell', attrs: { colspan: 2, colwidth: [90] }, content: [paragraph(text('2026'))] }],
            },
          ],
        },
        { type: 'image', attrs: { media: 'anh-1', alt: 'Một cửa', caption: 'Sáng 16/11' } },
        { type: 'attachment', attrs: { media: 'tep-1', title: 'Quyết định' } },
      ),
    );
    expect(renderBody(body, media)).toBe(
      [
        '<h2>Kết quả</h2>',
        '<p>Xem <a href="/thu-tuc">trang này</a> và <strong>đọc kỹ</strong></p>',
        '<section class="table-scroll" tabindex="0" aria-label="Bảng 1: Kết quả"><table><thead><tr><th scope="col">Năm</th></tr></thead><tbody><tr><td colspan="2">2026</td></tr></tbody></table></section>',
        '<figure><img src="/anh/anh-1.avif" alt="Một cửa" width="800" height="600" loading="lazy" decoding="async"><figcaption>Sáng 16/11</figcaption></figure>',
        '<p><a href="/tep/tep-1" download>Quyết định</a> (PDF, 1 MB)</p>',
      ].join('\n'),
    );
    expect(bodyText(body)).toBe('Kết quả\nXem trang này và đọc kỹ\nNăm\n2026\nMột cửa\nSáng 16/11\nQuyết định');
    expect(bodyTextForReview(body)).toContain('trang này (/thu-tuc)');
  });

  test.each([
    ['nothing', [paragraph()]],
    ['blanks and breaks', [paragraph(text('  '), { type: 'hard_break' })]],
    ['a list without words', [{ type: 'bullet_list', content: [{ type: 'list_item', content: [paragraph()] }] }]],
  ])('a header cell that holds %s heads nothing on the page', (_, content) => {
    const cells = [
      { type: 'table_header', attrs: { colspan: 2, rowspan: 1 }, content },
      { type: 'table_header', content: [paragraph(text('Năm'))] },
    ];
    const html = renderBody(read(doc({ type: 'table', content: [{ type: 'table_row', content: cells }] })));
    expect(html).toContain('<thead><tr><td colspan="2">');
    expect(html).toContain('</td><th scope="col">Năm</th></tr></thead>');
  });

  test('a picture or file that is no longer there leaves its words', () => {
    const body = read(
      doc({ type: 'image', attrs: { media: 'a', alt: 'Một cửa' } }, { type: 'attachment', attrs: { media: 'b', title: 'Mẫu đơn' } }),
    );
    expect(renderBody(body)).toBe('<figure><p>Một cửa</p></figure>\n<p>Mẫu đơn</p>');
  });

  test.each([
    ['a picture without words for those who do not see it', { type: 'image', attrs: { media: 'a', alt: ' ' } }],
    ['a heading of the first level', { type: 'heading', attrs: { level: 1 }, content: [text('A')] }],
    ['HTML', { type: 'html', content: '<b>' }],
    ['an unknown mark', paragraph(text('a', { type: 'style', attrs: { style: 'x' } }))],
    ['the id of a file that is a path', { type: 'attachment', attrs: { media: '../x', title: 'x' } }],
    ['an empty list', { type: 'bullet_list', content: [] }],
    ['a row outside a table', { type: 'table_row', content: [] }],
  ])('%s is refused', (_, block) => {
    expect(parseBody(doc(block)).kind).toBe('refused');
  });

  test('too long and too deep a text is refused, whatever it is made of', () => {
    expect(parseBody(doc(paragraph(text('a'.repeat(maxBodyBytes)))))).toMatchObject({ message: { key: 'newsroom.body.too-long' } });
    expect(parseBody(doc(paragraph(text('a'.repeat(50_000))))).kind).toBe('body');
    let deep: unknown = paragraph(text('a'));
    for (let i = 0; i < 100_000; i++) deep = { type: 'blockquote', content: [deep] };
    expect(parseBody(doc(deep))).toMatchObject({ message: { key: 'newsroom.body.too-deep' } });
    let lists: unknown = paragraph(text('a'));
    for (let i = 0; i < 6; i++) lists = { type: 'bullet_list', content: [{ type: 'list_item', content: [lists] }] };
    expect(parseBody(doc(lists)).kind).toBe('body');
  });

  test('invisible signs that turn or split words are taken out, and letters are put together', () => {
    expect(bodyText(read(doc(paragraph(text('Ha\u0300 N\u00f4\u0323i\u202e\u200b \u0000 2026\n')))))).toBe('Hà Nội  2026 ');
  });

  test('anything at all is answered, never thrown at', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => void expect(['body', 'refused']).toContain(parseBody(value).kind)),
    );
  });
});

describe('Markdown and the structured form', () => {
  test('any body comes back from its Markdown as it was', () => {
    fc.assert(
      fc.property(anyBody, (given) => {
        const body = read(given);
        const markdown = bodyToMarkdown(body);
        const again = bodyFromMarkdown(markdown);
        expect(renderBody(again, media)).toBe(renderBody(body, media));
        expect(bodyToMarkdown(again)).toBe(markdown);
      }),
      { numRuns: 200 },
    );
  });

  const folder = path.join(contentDir, 'articles');
  test.each(readdirSync(folder))('%s becomes structured with every word, and the same Markdown again', (name) => {
    const markdown = readFileSync(path.join(folder, name), 'utf8').split(/^---$/m).slice(2).join('---').trim();
    const body = read(bodyFromMarkdown(markdown));
    const squeezed = (words: string) => words.replace(/\s*\|\s*|\s+/g, ' ');
    expect(squeezed(bodyText(body))).toBe(squeezed(plainText(markdown)));
    expect(bodyFromMarkdown(bodyToMarkdown(body))).toEqual(body);
  });

  test.each([
    ['`mã` và ~~bỏ~~', 'mã và bỏ'],
    ['```\na\nb\n```', 'a b'],
    ['![ảnh](https://x.vn/a.png)', 'ảnh'],
    ['# Một\n\n###### Sáu', 'Một\nSáu'],
    ['<b>không là thẻ</b>', '<b>không là thẻ</b>'],
    ['', ''],
  ])('%j keeps its words', (markdown, words) => {
    expect(bodyText(read(bodyFromMarkdown(markdown)))).toBe(words);
  });
});
