import { expect, test } from 'vitest';
import { mediaIdsOf } from '#newsroom/model/article-text.ts';
import type { Body } from '#newsroom/model/body.ts';

test('pictures and files are found wherever they stand in a text, in lists in cells of tables too', () => {
  const image = (media: string) => ({ type: 'image' as const, attrs: { media, alt: 'ảnh', caption: '' } });
  const items = (...content: Body['content']) => [{ type: 'list_item' as const, content }];
  const body: Body = {
    type: 'doc',
    content: [
      image('ngoai-cung'),
      { type: 'blockquote', content: [image('trong-trich-dan')] },
      { type: 'attachment', attrs: { media: 'tep', title: 'Mẫu đơn' } },
      {
        type: 'table',
        content: [
          {
            type: 'table_row',
            content: [
              {
                type: 'table_cell',
                attrs: { colspan: 1, rowspan: 1 },
                content: [
                  { type: 'paragraph' },
                  {
                    type: 'bullet_list',
                    content: items({ type: 'ordered_list', attrs: { order: 1 }, content: items(image('trong-bang')) }),
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  };
  expect(mediaIdsOf({ format: 'document', body: JSON.stringify(body) })).toEqual(['ngoai-cung', 'trong-trich-dan', 'tep', 'trong-bang']);
});
