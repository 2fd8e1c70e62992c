import { exhibit } from '#ui/gallery/example.ts';
import TextSize from './TextSize.astro';

export default exhibit(
  TextSize,
  {
    name: 'Cỡ chữ',
    criteria: ['Không có script thì không hiện: trình duyệt vẫn phóng chữ được.', 'Cỡ đang dùng được nói cho trình đọc màn hình.'],
  },
  [{ title: 'ba cỡ', props: {} }],
);
