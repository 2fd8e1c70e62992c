import { exhibit } from '#ui/gallery/example.ts';
import ArticleList from './ArticleList.astro';

export default exhibit(ArticleList, { name: 'Danh sách tin', criteria: ['Ngày được ghi đúng mức chính xác của nguồn.'] }, [
  {
    title: 'ngày đủ và chỉ có năm',
    props: {
      articles: [
        {
          slug: 'vi-du-1',
          title: 'Tin ví dụ có ngày',
          summary: 'Tóm tắt.',
          published: '2024-11-16',
          topics: ['Sáng kiến'],
          source: { name: 'Ví dụ' },
          documents: [],
          body: 'x',
        },
        {
          slug: 'vi-du-2',
          title: 'Tin ví dụ chỉ biết năm',
          summary: 'Tóm tắt.',
          published: '2020',
          topics: ['Tổ chức bộ máy'],
          source: { name: 'Ví dụ' },
          documents: [],
          body: 'x',
        },
      ],
    },
  },
]);
