import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyOfDoc, docOfBody, schema } from '#newsroom/islands/editor/schema.ts';
import { parseBody } from '#newsroom/model/body.ts';
import { hostileAddresses } from '../support/hostile-words.ts';
import { anyBody } from './body-examples.ts';

describe('the editor holds what can be stored, and nothing else', () => {
  test('every text that is taken comes out of it as it went in', () => {
    fc.assert(
      fc.property(anyBody, (given) => {
        const read = parseBody(given);
        if (read.kind === 'refused') throw new Error(read.message.key);
        const back = bodyOfDoc(docOfBody(read.body));
        expect(back).toEqual(read.body);
        expect(parseBody(back)).toEqual(read);
      }),
    );
  });

  test('every kind of node and mark that it knows is one that is taken', () => {
    const paragraph = { type: 'paragraph' };
    const list = [{ type: 'list_item', content: [paragraph] }];
    const cell = { attrs: { colspan: 2, rowspan: 1 }, content: [paragraph, { type: 'bullet_list', content: list }] };
    const marks = [{ type: 'bold' }, { type: 'italic' }, { type: 'link', attrs: { href: 'https://hanoi.gov.vn/' } }];
    const body = {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'chữ', marks }, { type: 'hard_break' }, { type: 'text', text: 'a' }] },
        { type: 'heading', attrs: { level: 4 }, content: [{ type: 'text', text: 'a' }] },
        { type: 'bullet_list', content: list },
        { type: 'ordered_list', attrs: { order: 7 }, content: list },
        { type: 'blockquote', content: [paragraph] },
        {
          type: 'table',
          content: [
            {
              type: 'table_row',
              content: [
                { type: 'table_header', ...cell },
                { type: 'table_cell', ...cell },
              ],
            },
          ],
        },
        { type: 'image', attrs: { media: 'a-1', alt: 'ảnh', caption: '' } },
        { type: 'attachment', attrs: { media: 'b', title: 'tệp' } },
      ],
    };
    const text = JSON.stringify(body);
    for (const name of [...Object.keys(schema.nodes), ...Object.keys(schema.marks)]) expect(text).toContain(`"type":"${name}"`);
    expect(bodyOfDoc(docOfBody(body))).toEqual(body);
    expect(parseBody(body)).toEqual({ kind: 'body', body });
  });

  test('a heading without words is saved as an empty paragraph, wherever it stands', () => {
    const empty = { type: 'heading', attrs: { level: 2 } };
    const doc = docOfBody({ type: 'doc', content: [empty, { type: 'blockquote', content: [empty] }] });
    const body = bodyOfDoc(doc);
    expect(body.content).toEqual([{ type: 'paragraph' }, { type: 'blockquote', content: [{ type: 'paragraph' }] }]);
    expect(parseBody(body).kind).toBe('body');
  });

  test('what it cannot hold throws, so that the plain field stays', () => {
    for (const wrong of [
      null,
      'x',
      { type: 'doc' },
      { type: 'doc', content: [{ type: 'iframe' }] },
      { type: 'doc', content: [{ type: 'text', text: 'a' }] },
    ])
      expect(() => docOfBody(wrong)).toThrow();
  });

  test.each(hostileAddresses)('a link to %j is not read out of what is pasted', (href) => {
    const rule = schema.marks.link.spec.parseDOM?.[0];
    const read = rule && 'tag' in rule ? rule.getAttrs?.({ getAttribute: () => href } as unknown as HTMLElement & string) : undefined;
    expect(read).toBe(false);
  });
});
