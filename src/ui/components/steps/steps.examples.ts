import { exhibit } from '#ui/gallery/example.ts';
import Sample from '#ui/gallery/Sample.astro';

export default exhibit(Sample, { name: 'Các bước', criteria: ['Là danh sách có thứ tự: trình đọc màn hình đếm được bước.'] }, [
  {
    title: 'ba bước',
    props: {},
    slot: '<ol class="steps"><li><h3>Chọn nơi đã phục vụ</h3><p>Phường, xã hoặc sở.</p></li><li><h3>Trả lời</h3><p>Câu nào không biết có thể bỏ qua.</p></li><li><h3>Giữ biên nhận</h3><p>Để kiểm tra về sau.</p></li></ol>',
  },
]);
