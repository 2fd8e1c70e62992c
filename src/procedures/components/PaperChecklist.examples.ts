import { exhibit } from '#ui/gallery/example.ts';
import PaperChecklist from './PaperChecklist.astro';

export default exhibit(
  PaperChecklist,
  { name: 'Danh mục giấy tờ', criteria: ['Cả dòng chữ là chỗ bấm.', 'Chỉ nhớ trên máy, theo lời chứ không theo thứ tự.'] },
  [
    {
      title: 'ba giấy tờ, một dòng dài',
      props: {
        code: '0.000000',
        papers: [
          'Tờ khai',
          'Giấy chứng sinh hoặc văn bản của người làm chứng; nếu không có thì giấy cam đoan về việc sinh là có thật',
          'Căn cước (xuất trình)',
        ],
      },
    },
    { title: 'một giấy tờ', props: { code: '0.000001', papers: ['Đơn theo mẫu'] } },
  ],
);
