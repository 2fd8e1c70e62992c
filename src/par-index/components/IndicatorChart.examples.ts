import { exhibit } from '#ui/gallery/example.ts';
import type { Indicator } from '../model/indicator.ts';
import IndicatorChart from './IndicatorChart.astro';

// Invented figures, to show the forms that a series can take.
const series: Indicator = {
  id: 'sipas',
  title: 'Chuỗi ví dụ (số bịa để xem hình)',
  short_title: 'Ví dụ',
  publisher: 'không có',
  description: 'Số bịa.',
  unit: 'percent',
  better: 'higher',
  breaks: [{ after: 2021, note: 'Đổi phương pháp.' }],
  values: [
    { year: 2019, value: '80.10', certainty: 'found', sources: ['a'] },
    { year: 2020, value: '85.20', certainty: 'memory', confidence: '0.8', sources: [] },
    { year: 2021, value: '87.30', certainty: 'found', sources: ['a'], rank: 30, rank_of: 63 },
    { year: 2022, value: '80.40', certainty: 'derived', approximate: true, sources: [], note: 'Suy ra.' },
    { year: 2024, value: '86.50', certainty: 'found', disputed: true, sources: ['a'] },
  ],
  national_mean: [],
  sources: { a: { name: 'Nguồn ví dụ' } },
  missing: [2023],
};

export default exhibit(
  IndicatorChart,
  {
    name: 'Biểu đồ chuỗi số có vạch đổi cách đo',
    criteria: ['Mỗi con số trong hình cũng có trong bảng.', 'Đường không nối qua chỗ đổi phương pháp hay năm thiếu số.'],
  },
  [{ title: 'đủ trường hợp', props: { series } }],
);
