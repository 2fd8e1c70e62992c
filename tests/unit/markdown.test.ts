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
