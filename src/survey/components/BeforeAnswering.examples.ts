import { exhibit } from '#ui/gallery/example.ts';
import BeforeAnswering from './BeforeAnswering.astro';

export default exhibit(
  BeforeAnswering,
  {
    name: 'Lời ngỏ trước khi hỏi',
    criteria: [
      'Nói trước câu hỏi đầu tiên: ai hỏi, để làm gì, mất bao lâu, câu trả lời đi đâu, tự nguyện, không tên, kiểm tra thế nào.',
      'Ba dòng ai cũng đọc; phần còn lại mở ra khi cần, không cần script.',
    ],
  },
  // One example: the heading is found by its id.
  [
    {
      title: 'phiếu ngắn',
      props: {
        portal: 'Cổng thông tin Cải cách hành chính thành phố Hà Nội',
        agency: 'Sở Nội vụ thành phố Hà Nội',
        questions: 9,
        minutes: 2,
      },
    },
  ],
);
