import { exhibit } from '#ui/gallery/example.ts';
import type { Indicator } from '../model/indicator.ts';
import CityPicture from './CityPicture.astro';

// Invented figures.
const series = (id: 'sipas' | 'par-index', short_title: string, values: Indicator['values'], missing: number[]): Indicator => ({
  id,
  title: short_title,
  short_title,
  publisher: 'không có',
  description: 'Số bịa.',
  unit: 'percent',
  better: 'higher',
  breaks: id === 'sipas' ? [{ after: 2021, note: 'Đổi phương pháp.' }] : [],
  values,
  national_mean: [
    { year: 2022, value: '79.50', certainty: 'found', sources: ['a'] },
    { year: 2023, value: '82.10', certainty: 'found', sources: ['a'] },
  ],
  sources: { a: { name: 'Nguồn ví dụ', url: 'https://example.vn/nguon' } },
  missing,
});

export default exhibit(
  CityPicture,
  {
    name: 'Thành phố trong một hình',
    criteria: ['Con số lớn là số mới nhất có nguồn xác nhận.', 'Năm đang đối chiếu hay chưa có số được nói ra.', 'Nguồn có đường dẫn.'],
  },
  [
    {
      title: 'một chuỗi đang đối chiếu, một chuỗi đổi cách đo',
      props: {
        series: [
          series(
            'par-index',
            'PAR INDEX',
            [
              { year: 2022, value: '89.10', certainty: 'found', sources: ['a'] },
              { year: 2023, value: '91.20', certainty: 'found', sources: ['a'], rank: 3, rank_of: 63 },
              { year: 2024, value: '92.40', certainty: 'found', disputed: true, sources: ['a'] },
            ],
            [2025],
          ),
          series(
            'sipas',
            'SIPAS',
            [
              { year: 2020, value: '85.10', certainty: 'memory', sources: [] },
              { year: 2021, value: '87.30', certainty: 'found', sources: ['a'] },
              { year: 2022, value: '80.10', certainty: 'derived', approximate: true, sources: [] },
              { year: 2023, value: '83.40', certainty: 'found', sources: ['a'], rank: 20, rank_of: 63 },
            ],
            [2024, 2025],
          ),
        ],
      },
    },
    {
      title: 'chưa có gì được xác nhận',
      props: {
        series: [series('par-index', 'PAR INDEX', [{ year: 2020, rank: 8, certainty: 'memory', sources: [] }], [2021])],
      },
    },
  ],
);
