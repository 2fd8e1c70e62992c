import { exhibit } from '#ui/gallery/example.ts';
import ShareBar from './ShareBar.astro';

export default exhibit(
  ShareBar,
  {
    name: 'Chia sẻ, chép liên kết, in, mã QR',
    criteria: ['Nút nào máy không làm được thì không hiện.', 'Mã QR mở được không cần script và được in ra giấy.'],
  },
  [{ title: 'trên một thủ tục', props: { title: 'Đăng ký khai sinh' } }],
);
