import { exhibit } from '#ui/gallery/example.ts';
import PageHead from './PageHead.astro';

export default exhibit(
  PageHead,
  { name: 'Đầu trang', criteria: ['Mỗi trang có đúng một tên trang (h1).', 'Dấu chồng của chữ hoa không chạm dòng trên.'] },
  [
    { title: 'đủ phần', props: { kicker: 'Phường', title: 'Phường Ba Đình', lede: 'Trang về một phường của thành phố.' } },
    {
      title: 'tên dài',
      props: {
        title:
          'ĐĂNG KÝ BIẾN ĐỘNG QUYỀN SỬ DỤNG ĐẤT, QUYỀN SỞ HỮU TÀI SẢN GẮN LIỀN VỚI ĐẤT TRONG CÁC TRƯỜNG HỢP CHUYỂN NHƯỢNG, THỪA KẾ, TẶNG CHO',
      },
    },
  ],
);
