import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText, renderMarkdown } from '#newsroom/model/markdown.ts';

describe('the text of an article', () => {
  test('has headings, paragraphs and links', () => {
    expect(renderMarkdown('## Mục tiêu\n\nXem [Cổng](https://hanoi.gov.vn).')).toBe(
      '<h2>Mục tiêu</h2>\n<p>Xem <a href="https://hanoi.gov.vn">Cổng</a>.</p>\n',
    );
  });

  test('has tables that scroll on a narrow screen and can be reached by keyboard', () => {
    const html = renderMarkdown('|Năm|SIPAS|\n|-|-|\n|2024|86,50|');
    expect(html).toMatch(/^<(\w+) class="table-scroll"[^>]* tabindex="0"[^>]* aria-label="Bảng 1"[^>]*><table>[\s\S]*<\/table><\/\1>$/);
    expect(html).toContain('<td>86,50</td>');
  });

  test('has a corner of a table that heads nothing as no header', () => {
    const html = renderMarkdown('||2024|\n|-|-|\n|SIPAS|86,50|').replace(/\s/g, '');
    expect(html).toContain('<thead><tr><td></td><th>2024</th></tr></thead>');
  });

  test('shows tags that an editor types as text', () => {
    expect(renderMarkdown('<script>alert(1)</script>')).toContain('&lt;script&gt;');
    expect(renderMarkdown('a <img src=x onerror=alert(1)> b')).not.toContain('<img');
  });

  test.each(['javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', 'vbscript:x', 'java&#115;cript:alert(1)'])(
    'makes no link to %s',
    (address) => {
      expect(renderMarkdown(`[bấm](${address}) ![ảnh](${address}) <${address}>`)).not.toMatch(/(href|src)="/);
    },
  );

  test('cannot become script, whatever is put together', () => {
    const pieces = [
      '<script>',
      '</script>',
      '<img src=x ',
      'onerror="x()"',
      '>',
      '"',
      "'",
      '](',
      '[a',
      ')',
      'javascript:x()',
      '`',
      '\n\n',
      '|',
      '**',
      '<',
      'a',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 20 }), (parts) => {
        const html = renderMarkdown(parts.join(''));
        expect(html).not.toMatch(/<script|<[^>]*\son\w+=|(href|src)="javascript:/i);
      }),
      { numRuns: 500 },
    );
  });
});

describe('pictures of an article', () => {
  test('in a row of their own stand beside each other, each with its caption and its alternative text', () => {
    expect(renderMarkdown('Trước.\n\n![Toàn cảnh](/a.webp "Hội trường")\n![Trao giải](/b.webp)\n\nSau.')).toBe(
      '<p>Trước.</p>\n<div class="figures"><figure><img src="/a.webp" alt="Toàn cảnh" loading="lazy"><figcaption>Hội trường</figcaption></figure>\n' +
        '<figure><img src="/b.webp" alt="Trao giải" loading="lazy"></figure></div>\n<p>Sau.</p>\n',
    );
  });

  test('within words stay there', () => {
    expect(renderMarkdown('Xem ![dấu](/a.webp) này.')).toBe('<p>Xem <img src="/a.webp" alt="dấu"> này.</p>\n');
  });

  test('have captions that cannot become script', () => {
    expect(renderMarkdown('![x](/a.webp "<script>x()</script>")')).toContain('<figcaption>&lt;script&gt;x()&lt;/script&gt;</figcaption>');
  });

  test('are found by caption and alternative text', () => {
    expect(plainText('![Toàn cảnh](/a.webp "Hội trường")\n![Trao giải](/b.webp)').split(/\s+/)).toEqual(
      'Toàn cảnh Hội trường Trao giải'.split(' '),
    );
  });
});

describe('the text without its marks, for search', () => {
  const words = (markdown: string) => plainText(markdown).split(/\s+/).filter(Boolean);

  test('has the words of headings, lists, tables and links, and none of the marks', () => {
    const markdown = '## Mục tiêu\n\n- **một** việc\n- hai\n\n|Năm|\n|-|\n|2024|\n\nXem [Cổng](https://hanoi.gov.vn) và `mã`';
    expect(words(markdown)).toEqual(['Mục', 'tiêu', 'một', 'việc', 'hai', 'Năm', '2024', 'Xem', 'Cổng', 'và', 'mã']);
  });

  test('keeps words of different lines and paragraphs apart', () => {
    expect(words('một\nhai\n\nba\n# bốn')).toEqual(['một', 'hai', 'ba', 'bốn']);
  });

  test('is empty for an empty text', () => {
    expect(plainText('')).toBe('');
  });

  test('leaves plain words as they are', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zăâêôơưđ]{1,8}$/), { minLength: 1 }), (written) => {
        expect(plainText(written.join(' '))).toBe(written.join(' '));
      }),
    );
  });
});
