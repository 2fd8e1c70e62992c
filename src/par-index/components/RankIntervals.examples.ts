import { exhibit } from '#ui/gallery/example.ts';
import RankIntervals from './RankIntervals.astro';

// Invented ranks.
const row = (name: string, index: string | null, rank: number | null, rank_interval: readonly [number, number] | null) => ({
  code: '00004',
  name,
  index,
  rank,
  rank_interval,
});
const many = Array.from({ length: 126 }, (_, i) =>
  row(`Xã ví dụ ${i + 1}`, (95 - i / 4).toFixed(2), i + 1, [Math.max(1, i - 12), Math.min(126, i + 15)]),
);

export default exhibit(
  RankIntervals,
  {
    name: 'Hạng có khoảng',
    criteria: [
      'Hạng 1 ở bên trái, mọi dòng chung một trục.',
      'Hai hộp chồng lên nhau thì thấy ngay là chồng.',
      'Cơ quan chưa đủ phiếu vẫn có tên, không có hạng.',
    ],
  },
  [
    {
      title: 'chồng lên nhau, bằng nhau, chưa đủ phiếu',
      props: {
        rows: [
          row('Sở Văn hóa và Thể thao', '92.10', 1, [1, 1]),
          row('Ban Quản lý các khu công nghệ cao và khu công nghiệp thành phố Hà Nội', '88.40', 2, [2, 4]),
          row('Sở Nội vụ', '88.40', 2, [2, 4]),
          row('Sở Tài chính', '86.00', 4, [2, 4]),
          row('Sở Y tế', '80.20', 5, [5, 5]),
          row('Sở Du lịch', '85.00', null, null),
          row('Sở Tư pháp', null, null, null),
        ],
      },
    },
    { title: 'chưa có gì', props: { rows: [] } },
    { title: 'một cơ quan', props: { rows: [row('Sở Nội vụ', '83.00', 1, [1, 1])] } },
    { title: '126 đơn vị', props: { rows: many } },
  ],
);
