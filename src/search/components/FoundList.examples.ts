import { exhibit } from '#ui/gallery/example.ts';
import FoundList from './FoundList.astro';

const birth = {
  type: 'procedure',
  code: '1.001193',
  title: 'Đăng ký khai sinh',
  url: '/thu-tuc/1.001193',
  snippet: 'Tờ khai khai sinh; Giấy chứng sinh hoặc văn bản xác nhận của người làm chứng …',
} as const;

export default exhibit(
  FoundList,
  {
    name: 'Kết quả tìm',
    criteria: ['Thủ tục nói rõ mã, cấp và nơi giải quyết.', 'Hỏi phần nào thì mở thẳng phần ấy.', 'Trùng tên thì nói rõ và phân biệt.'],
  },
  [
    {
      title: 'thủ tục được hỏi về giấy tờ, và một cơ quan',
      props: {
        words: ['khai', 'sinh', 'ba', 'dinh'],
        items: [
          { hit: birth, levels: ['Xã'], agencies: ['UBND xã, phường'], section: { name: 'papers', id: 'giay-to' } },
          {
            hit: {
              type: 'agency',
              code: '00004',
              title: 'Phường Ba Đình',
              url: '/co-quan/00004',
              snippet: 'Phường, hình thành từ: Quán Thánh',
            },
          },
        ],
      },
    },
    {
      title: 'hai thủ tục cùng tên',
      props: {
        words: [],
        items: [
          { hit: birth, levels: ['Xã'], agencies: ['UBND xã, phường'], apart: 'Thủ tục đăng ký khai sinh (cấp xã) (Hộ tịch)' },
          {
            hit: { ...birth, code: '1.009999', url: '/thu-tuc/1.009999' },
            levels: ['Tỉnh/thành phố', 'Trung ương'],
            agencies: ['Sở Tư pháp', 'Cơ quan đại diện ở nước ngoài'],
            apart: 'Thủ tục đăng ký khai sinh (cấp tỉnh) (Hộ tịch)',
          },
        ],
      },
    },
  ],
);
