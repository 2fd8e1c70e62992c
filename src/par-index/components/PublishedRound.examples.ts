import { exhibit } from '#ui/gallery/example.ts';
import type { PublishedRound as Round } from '../model/published-round.ts';
import PublishedRound from './PublishedRound.astro';

// Invented figures.
const round = (rows: Round['rows'], rest: Partial<Round> = {}): Round => ({
  id: 'so-2022',
  title: 'Kỳ ví dụ',
  year: 2022,
  list: 'department',
  criteria: { decision: '1/QĐ-VD', document: '4210-qd-ubnd-2021' },
  rows,
  missing: 0,
  certainty: 'found',
  from: ['a'],
  sources: { a: { name: 'Báo ví dụ', url: 'https://example.vn/bao' }, b: { name: 'Báo khác' } },
  notes: [],
  ...rest,
});
const names = new Map([
  ['SNV-truoc-2025', 'Sở Nội vụ'],
  ['BQLKCNCX-truoc-2025', 'Ban Quản lý các khu công nghiệp và chế xuất Hà Nội'],
]);

export default exhibit(
  PublishedRound,
  {
    name: 'Kỳ đã công bố trên báo',
    criteria: [
      'Con số đúng như nguồn in; chỗ mâu thuẫn được đánh dấu và giải thích, không tự sửa.',
      'Nơi chưa có số nói là chưa có số, không vẽ thanh.',
      'Mọi thanh chung một trục từ 0 đến 100 %.',
    ],
  },
  [
    {
      title: 'đủ mọi cơ quan, một số in sai, một số bị mất',
      props: {
        names,
        round: round(
          [
            { agency: 'SNV-truoc-2025', name: 'Nội vụ', rank: 1, value: '91.00' },
            { agency: 'STC-truoc-2025', name: 'Sở Tài chính', rank: 2, value: '80.50' },
            { agency: 'BQLKCNCX-truoc-2025', name: 'BQL KCN&CX', rank: 3, value: '90.00' },
            { agency: 'STP-truoc-2025', name: 'Sở Tư pháp', rank: 4, note: 'Bị cắt mất.' },
            { agency: 'SYT-truoc-2025', name: 'Sở Y tế', rank: 5, value: '70.00' },
          ],
          { mean: { value: '84.10', certainty: 'found', sources: ['a'] } },
        ),
      },
    },
    {
      title: 'chỉ biết vài nơi: có phần điểm, chưa rõ hạng, suy ra',
      props: {
        names,
        round: round(
          [
            {
              agency: 'SNV-truoc-2025',
              name: 'Sở Nội vụ',
              rank: 1,
              value: '92.76',
              parts: [
                { label: 'Điểm thẩm định', value: '66.40' },
                { label: 'Điểm điều tra xã hội học', value: '26.36' },
              ],
            },
            { agency: 'STC-truoc-2025', name: 'Sở Tài chính', value: '91' },
            {
              agency: 'SYT-truoc-2025',
              name: 'Sở Y tế',
              rank: 22,
              value: '63.9',
              certainty: 'derived',
              sources: ['b'],
              note: 'Báo nêu là thấp nhất.',
            },
          ],
          { missing: 19 },
        ),
      },
    },
    {
      title: 'chỉ biết nơi đứng đầu',
      props: { names, round: round([{ agency: 'SNV-truoc-2025', name: 'Sở Nội vụ', rank: 1 }], { missing: 22 }) },
    },
    {
      title: 'trung bình in không khớp',
      props: {
        names,
        round: round(
          [
            { agency: 'SNV-truoc-2025', name: 'Sở Nội vụ', rank: 1, value: '92' },
            { agency: 'STC-truoc-2025', name: 'Sở Tài chính', rank: 2, value: '90' },
          ],
          { mean: { value: '95.00', certainty: 'found', sources: ['a'] } },
        ),
      },
    },
  ],
);
