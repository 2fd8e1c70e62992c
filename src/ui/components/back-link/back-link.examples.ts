import { exhibit } from '#ui/gallery/example.ts';
import BackLink from './BackLink.astro';

export default exhibit(
  BackLink,
  { name: 'Quay lại kết quả', criteria: ['Chỉ hiện khi vừa đến từ kết quả tìm hay danh sách; trở về đúng chỗ đang xem.'] },
  [{ title: 'ẩn cho tới khi cần', props: {} }],
);
