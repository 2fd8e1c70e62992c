import { exhibit } from '#ui/gallery/example.ts';
import AgencyChoice from './AgencyChoice.astro';

const agencies = [
  { code: '00004', name: 'Phường Ba Đình', kind: 'ward' as const },
  { code: '00376', name: 'Xã Sóc Sơn', kind: 'commune' as const },
  { code: 'SNV', name: 'Sở Nội vụ', kind: 'department' as const },
];

export default exhibit(
  AgencyChoice,
  {
    name: 'Chọn cơ quan được đánh giá',
    criteria: ['Chỉ có cơ quan đang hoạt động mà bộ câu hỏi dùng cho.', 'Lỗi và lời dẫn được trình đọc màn hình đọc cùng ô chọn.'],
  },
  // One example: the form finds its choice by id, so that a page has one.
  [{ title: 'có lỗi', props: { agencies, chosen: '', error: 'Hãy chọn cơ quan trong danh sách.' } }],
);
