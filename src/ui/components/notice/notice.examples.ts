import { exhibit } from '#ui/gallery/example.ts';
import Notice from './Notice.astro';

export default exhibit(
  Notice,
  {
    name: 'Thông báo',
    criteria: ['Loại thông báo nhận ra được bằng chữ, không chỉ bằng màu.', 'Thông báo lỗi được trình đọc màn hình đọc ngay.'],
  },
  [
    { title: 'thông tin', props: {}, slot: '<p>Ở Hà Nội từ 1/7/2025 nơi giải quyết là UBND xã, phường.</p>' },
    { title: 'lưu ý, có tên', props: { kind: 'warn', title: 'Điểm đang đối chiếu' }, slot: '<ul><li>Phí ghi theo nghìn đồng</li></ul>' },
    { title: 'lỗi', props: { kind: 'error', title: 'Phiếu chưa được gửi' }, slot: '<p>Hãy chọn cơ quan trong danh sách.</p>' },
  ],
);
