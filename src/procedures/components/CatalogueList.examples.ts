import { exhibit } from '#ui/gallery/example.ts';
import type { BrowseItem } from '../browse-store.ts';
import CatalogueList from './CatalogueList.astro';

const item = (code: string, name: string, more: Partial<BrowseItem> = {}): BrowseItem => ({
  code,
  name,
  levels: ['xã'],
  online_level: 'toàn trình',
  executing: ['Ủy ban nhân dân cấp xã'],
  withdrawn_on: null,
  ...more,
});

export default exhibit(
  CatalogueList,
  {
    name: 'Danh mục thủ tục',
    criteria: ['Tên thủ tục là đầu mục.', 'Thủ tục cùng tên đứng chung, phân biệt bằng mã, cơ quan và cấp.'],
  },
  [
    {
      title: 'một thủ tục, nhiều cơ quan',
      props: {
        procedures: [
          item('1.013831', 'Đăng ký biến động quyền sử dụng đất', {
            levels: ['tỉnh/thành phố'],
            online_level: 'một phần (có nộp trực tuyến)',
            executing: ['Văn phòng đăng ký đất đai', 'Chi nhánh Văn phòng đăng ký đất đai', 'Ủy ban nhân dân cấp xã'],
          }),
        ],
      },
    },
    {
      title: 'hai thủ tục cùng tên, một của cấp đã bỏ',
      props: {
        procedures: [
          item('1.010385', 'Trình báo mất hộ chiếu phổ thông (thực hiện tại cấp huyện)', { executing: ['Công an huyện'] }),
          item('1.010386', 'Trình báo mất hộ chiếu phổ thông (thực hiện tại cấp xã)', { executing: ['Công an cấp xã'] }),
        ],
      },
    },
    {
      title: 'nguồn không ghi cơ quan, đã bãi bỏ',
      props: {
        procedures: [item('1.000028', 'Đăng ký lại khai tử', { executing: null, online_level: null, withdrawn_on: '2026-07-01' })],
      },
    },
  ],
);
