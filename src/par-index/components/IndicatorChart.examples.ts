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
  national_mean: [
    { year: 2020, value: '84.60', certainty: 'memory', sources: [] },
    { year: 2022, value: '80.10', certainty: 'found', sources: ['a'] },
    { year: 2023, value: '82.00', certainty: 'found', sources: ['a'] },
    { year: 2024, value: '85.90', certainty: 'found', sources: ['a'] },
  ],
  sources: { a: { name: 'Nguồn ví dụ' } },
  missing: [2023],
};

export default exhibit(
  IndicatorChart,
  {
    name: 'Biểu đồ chuỗi số có vạch đổi cách đo',
    criteria: ['Mỗi con số trong hình cũng có trong bảng.', 'Đường không nối qua chỗ đổi phương pháp hay năm thiếu số.'],
  },
  [
    { title: 'đủ trường hợp', props: { series } },
    {
      title: 'có mục tiêu: đã biết, và của năm chưa có số',
      props: {
        series: {
          ...series,
          short_title: 'Ví dụ mục tiêu',
          targets: [
            { year: 2021, from: '85', text: 'Năm 2021 đạt từ 85 %', source: 'a' },
            { year: 2022, from: '82', above: true, text: 'Năm 2022 đạt trên 82 %', source: 'a', article: 'vi-du' },
            { year: 2025, from: '90', to: '95', text: 'Năm 2025 đạt từ 90 % đến 95 %', source: 'a', article: 'vi-du' },
          ],
          targets_note: 'Mục tiêu bịa để xem hình.',
        },
      },
    },
    {
      title: 'mười ba năm',
      props: {
        series: {
          ...series,
          short_title: 'Ví dụ dài',
          missing: [],
          values: Array.from({ length: 13 }, (_, i) => ({
            year: 2012 + i,
            value: (70 + 1.75 * i).toFixed(2),
            certainty: 'found' as const,
            sources: ['a'],
          })),
        },
      },
    },
    {
      title: 'một năm',
      props: {
        series: { ...series, short_title: 'Ví dụ một năm', breaks: [], national_mean: [], missing: [], values: series.values.slice(0, 1) },
      },
    },
    {
      title: 'chỉ có hạng, không có giá trị',
      props: {
        series: {
          ...series,
          short_title: 'Ví dụ chỉ hạng',
          breaks: [],
          national_mean: [],
          values: [{ year: 2020, rank: 8, certainty: 'memory', sources: [] }],
        },
      },
    },
    {
      title: 'giá trị bằng nhau',
      props: {
        series: {
          ...series,
          short_title: 'Ví dụ bằng nhau',
          breaks: [],
          values: [2022, 2023, 2024].map((year) => ({ year, value: '85.90', certainty: 'found' as const, sources: ['a'] })),
        },
      },
    },
  ],
);
