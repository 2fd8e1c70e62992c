import { exhibit } from '#ui/gallery/example.ts';
import History from './History.astro';

export default exhibit(History, { name: 'Lịch sử cập nhật', criteria: ['Nói ngày nào, phần nào, theo tệp nào; không nói ai.'] }, [
  {
    title: 'thay đổi, đưa vào danh mục',
    props: {
      items: [
        { version: 2, day: '2026-11-21', act: 'changed', parts: ['methods', 'cases'], others: true, file: 'xuat-du-lieu.json' },
        { version: 1, day: '2026-11-01', act: 'added', parts: [], others: false, file: null },
      ],
    },
  },
]);
