import { exhibit } from '#ui/gallery/example.ts';
import Sample from '#ui/gallery/Sample.astro';

export default exhibit(Sample, { name: 'Nhãn', criteria: ['Chữ nói đủ nghĩa, màu chỉ phụ thêm.'] }, [
  {
    title: 'ba loại',
    props: {},
    slot: '<p><span class="tag">đang tính</span> <span class="tag warn">đang đối chiếu</span> <span class="tag past">đã kết thúc hoạt động</span></p>',
  },
]);
