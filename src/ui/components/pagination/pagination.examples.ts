import { exhibit } from '#ui/gallery/example.ts';
import Pagination from './Pagination.astro';

const hrefOf = (page: number) => `/tin-tuc?trang=${page}`;

export default exhibit(
  Pagination,
  { name: 'Phân trang', criteria: ['Trang đang xem được đánh dấu cho trình đọc màn hình.', 'Ô bấm rộng ít nhất 44 px.'] },
  [
    { title: 'trang đầu', props: { page: 1, pages: 12, hrefOf } },
    { title: 'ở giữa', props: { page: 6, pages: 12, hrefOf } },
    { title: 'trang cuối', props: { page: 2, pages: 2, hrefOf } },
  ],
);
