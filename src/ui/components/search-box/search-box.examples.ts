import { exhibit } from '#ui/gallery/example.ts';
import SearchBox from './SearchBox.astro';

export default exhibit(SearchBox, { name: 'Ô tìm kiếm', criteria: ['Chạy được không cần script.', 'Có nhãn cho trình đọc màn hình.'] }, [
  { title: 'trống', props: { id: 'vi-du-trong' } },
  { title: 'có chữ', props: { id: 'vi-du-chu', query: 'giấy xác nhận tình trạng hôn nhân' } },
]);
