import { exhibit } from '#ui/gallery/example.ts';
import Sample from '#ui/gallery/Sample.astro';

export default exhibit(Sample, { name: 'Bảng điều cần biết', criteria: ['Tên và giá trị đi liền nhau khi đọc bằng trình đọc màn hình.'] }, [
  {
    title: 'chữ ngắn, chữ dài, danh sách',
    props: {},
    slot: '<dl class="facts"><div><dt>Mã</dt><dd>0.000000</dd></div><div><dt>Cơ quan thực hiện theo nguồn</dt><dd>Ban Quản lý Khu công nghệ cao và Khu công nghiệp thành phố Hà Nội; Ủy ban nhân dân cấp xã</dd></div><div><dt>Căn cứ pháp lý</dt><dd><ul><li>Một</li><li>Hai</li></ul></dd></div></dl>',
  },
]);
