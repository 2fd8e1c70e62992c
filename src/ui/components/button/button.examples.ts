import { exhibit } from '#ui/gallery/example.ts';
import Sample from '#ui/gallery/Sample.astro';

export default exhibit(Sample, { name: 'Nút', criteria: ['Cao ít nhất 48 px.', 'Chữ nói việc sẽ xảy ra.'] }, [
  { title: 'việc chính', props: {}, slot: '<a class="button" href="#">Trả lời khảo sát</a>' },
  { title: 'việc phụ', props: {}, slot: '<button class="button quiet" type="button">Kiểm tra phiếu</button>' },
  { title: 'nút nhỏ bên cạnh', props: {}, slot: '<button class="tool" type="button">Chép liên kết</button>' },
  {
    title: 'chữ dài xuống dòng',
    props: {},
    slot: '<a class="button" href="#">Trả lời khảo sát về Ban Quản lý Khu công nghệ cao và Khu công nghiệp thành phố Hà Nội</a>',
  },
]);
