import { exhibit } from '#ui/gallery/example.ts';
import SiteHeader from './SiteHeader.astro';

const site = { name: 'Cổng thông tin Cải cách hành chính thành phố Hà Nội', short_name: 'Cải cách hành chính Hà Nội' };

export default exhibit(
  SiteHeader,
  {
    name: 'Đầu mọi trang',
    criteria: ['Mục đang đứng được nói cho trình đọc màn hình.', 'Dữ liệu mô phỏng thì nói trước mọi thứ.', 'Không dùng quốc huy.'],
  },
  [
    { title: 'trang trong, có ô tìm', props: { site, section: '/thu-tuc', simulated: false, search: true, query: 'khai sinh' } },
    { title: 'dữ liệu mô phỏng, trang chủ', props: { site, simulated: true, search: false } },
  ],
);
