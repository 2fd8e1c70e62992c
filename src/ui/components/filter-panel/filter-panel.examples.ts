import { exhibit } from '#ui/gallery/example.ts';
import FilterPanel from './FilterPanel.astro';

const option = (label: string, n: number, chosen = false) => ({ label, n, chosen, href: `/thu-tuc?cap=${label}`, follow: true });

export default exhibit(
  FilterPanel,
  {
    name: 'Bảng lọc',
    criteria: [
      'Mỗi lựa chọn là một liên kết có số đếm; chọn lại lần nữa là bỏ.',
      'Trên điện thoại gập lại; người dùng bàn phím có lối bỏ qua.',
    ],
  },
  [
    {
      title: 'chưa chọn gì, nhóm dài có lối xem hết',
      props: {
        listId: 'danh-sach',
        chosen: 0,
        groups: [
          { title: 'Dành cho ai', options: [option('Người dân', 1685), option('Doanh nghiệp', 1579)] },
          {
            title: 'Lĩnh vực',
            options: [option('Hải quan', 139), option('Chính sách thuế đối với hộ, cá nhân kinh doanh trên địa bàn', 8)],
            all: { label: 'Tất cả 226 lĩnh vực', href: '/thu-tuc/linh-vuc' },
          },
        ],
      },
    },
    {
      title: 'đang chọn một',
      props: {
        listId: 'danh-sach',
        chosen: 1,
        groups: [{ title: 'Dành cho ai', options: [option('Người dân', 1685, true), option('Doanh nghiệp', 1579)] }],
      },
    },
  ],
);
