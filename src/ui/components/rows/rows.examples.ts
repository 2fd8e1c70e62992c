import { exhibit } from '#ui/gallery/example.ts';
import Sample from '#ui/gallery/Sample.astro';

export default exhibit(Sample, { name: 'Danh sách dòng', criteria: ['Tên là liên kết và là đầu mục; ngày và chủ đề đứng trước.'] }, [
  {
    title: 'hai dòng',
    props: {},
    slot: '<ul class="rows"><li><p class="meta">16/11/2024 · Sáng kiến</p><h3><a href="#">Một dòng</a></h3><p>Tóm tắt.</p></li><li><p class="meta">năm 2020</p><h3><a href="#">Một dòng có tên rất dài, dài tới mức phải xuống hàng trên điện thoại nhỏ</a></h3><p>Tóm tắt.</p></li></ul>',
  },
]);
