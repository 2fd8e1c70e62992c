import { exhibit } from '#ui/gallery/example.ts';
import HeatMap from './HeatMap.astro';

// Invented points. How it stands with 126 agencies is seen on the page of a release.
const columns = [
  { head: '1.1', title: 'Chỉ đạo, điều hành cải cách hành chính', max: '10' },
  { head: '2.1', title: 'Cải cách thể chế', max: '10' },
  { head: '3.1', title: 'Cải cách thủ tục hành chính và cơ chế một cửa, một cửa liên thông', max: '10' },
  { head: 'Xã hội học', title: 'Mức độ hài lòng của người dân, tổ chức', max: '30' },
  { head: 'Phiếu' },
];
const row = (name: string, ...cells: (string | null)[]) => ({ name, href: '/co-quan/00004', cells });

export default exhibit(
  HeatMap,
  {
    name: 'Bảng nhiệt',
    criteria: ['Mỗi ô có con số; màu chỉ nhắc lại con số.', 'Chữ trên mọi nấc đọc được, sáng và tối.', 'Tên cơ quan ở lại khi cuộn ngang.'],
  },
  [
    {
      title: 'đủ năm nấc, ô trống, tên dài',
      props: {
        label: 'Bảng ví dụ: năm nấc',
        columns,
        rows: [
          row('Sở Nội vụ', '9.50', '9.00', '10.00', '27.15', '412'),
          row('Ban Quản lý các khu công nghệ cao và khu công nghiệp thành phố Hà Nội', '8.20', '7.00', '7.90', '24.00', '130'),
          row('Sở Tài chính', '5.00', '6.99', '4.99', null, '12'),
          row('Sở Y tế', '0.00', '2.10', '3.33', '1.00', '99'),
        ],
      },
    },
    {
      title: 'tỷ lệ, có ô không nêu',
      props: {
        label: 'Bảng ví dụ: tỷ lệ',
        measure: 'share',
        columns: [
          { head: 'Chung', max: '100' },
          { head: '3', title: 'Công chức trực tiếp giải quyết công việc', max: '100' },
          { head: '4', title: 'Kết quả giải quyết thủ tục hành chính', max: '100' },
          { head: 'Phiếu' },
        ],
        rows: [
          row('Phường Ba Đình', '92.10', '95.00', '88.33', '130'),
          row('Xã Ba Vì', null, null, null, '12'),
          row('Phường Hồng Hà', '81.00', null, null, '41'),
        ],
      },
    },
    { title: 'chưa có gì', props: { label: 'Bảng ví dụ: trống', columns, rows: [] } },
    {
      title: 'một dòng',
      props: { label: 'Bảng ví dụ: một dòng', columns, rows: [row('Sở Nội vụ', '8.00', '8.00', '8.00', '24.00', '120')] },
    },
  ],
);
