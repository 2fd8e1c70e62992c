import { exhibit } from '#ui/gallery/example.ts';
import { plainReading } from '../model/interpretation.ts';
import Reading from './Reading.astro';

const usual = { exact: false, found: true, exactHref: '/tim-kiem?q=x&dung=1', usualHref: '/tim-kiem?q=x' };

export default exhibit(
  Reading,
  {
    name: 'Cách hiểu câu tìm',
    criteria: ['Không bao giờ sửa mà không nói.', 'Luôn có lối tìm đúng chữ đã gõ.'],
  },
  [
    {
      title: 'gõ sai chính tả',
      props: {
        ...usual,
        text: 'trích lụt khai sinh',
        reading: { ...plainReading, corrected: { text: 'trích lục khai sinh', by: 'spelling' } },
      },
    },
    {
      title: 'gõ Telex chưa thành dấu',
      props: { ...usual, text: 'ddawng kys tamj trus', reading: { ...plainReading, corrected: { text: 'đăng ký tạm trú', by: 'telex' } } },
    },
    { title: 'tìm đúng chữ đã gõ', props: { ...usual, text: 'trích lụt', exact: true, reading: plainReading } },
    {
      title: 'câu hỏi có từ thường gọi',
      props: {
        ...usual,
        text: 'sang tên sổ đỏ hết bao nhiêu tiền',
        reading: {
          ...plainReading,
          question: { about: 'sang tên sổ đỏ', section: 'fee' },
          synonyms: [
            { alias: 'sổ đỏ', official: 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất' },
            { alias: 'sang tên sổ đỏ', official: 'đăng ký biến động chuyển nhượng, thừa kế, tặng cho' },
          ],
        },
      },
    },
    { title: 'không nơi nào đủ chữ', props: { ...usual, text: 'khai sinh cho mèo', reading: { ...plainReading, loose: true } } },
  ],
);
