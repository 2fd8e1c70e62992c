import { exhibit } from '#ui/gallery/example.ts';
import { publish } from '../model/display.ts';
import { rational } from '../model/fraction.ts';
import { figuresOf } from '../model/score.ts';
import { type WavePoint, waveTrends } from '../model/wave-trend.ts';
import WaveTrend from './WaveTrend.astro';

// Invented figures.
const rule = { rounding: { digits: 2 }, thresholds: { count_from: 10, show_from: 30, rank_from: 100 } };
const first = { id: 'P1', short_title: 'Phiếu ví dụ' };
const second = { id: 'P2', short_title: 'Phiếu ví dụ, bản 2', replaces: 'P1' };
const point = (year: number, instrument: WavePoint['instrument'], satisfied: number, n: number): WavePoint => ({
  wave: {
    id: `${instrument.id}.${year}`,
    title: `Đánh giá thường xuyên năm ${year}`,
    kind: 'standing',
    opens: `${year}-01-01`,
    closes: `${year}-12-31`,
    modes: ['online', 'qr'],
  },
  instrument,
  overall: publish(rule, { code: 'all', title: '', n, nEff: n, ...figuresOf(rule, rational(satisfied, n), n) }),
});
const trendOf = (...points: readonly WavePoint[]) => waveTrends(points, [first, second])[0] ?? { title: '', steps: [] };

export default exhibit(
  WaveTrend,
  {
    name: 'Điểm qua các đợt',
    criteria: ['Đợt mới nhất đứng đầu; chỗ đổi cách đo nói bằng chữ, không nối hai bên.', 'Thay đổi có thể chỉ do ngẫu nhiên thì nói rõ.'],
  },
  [
    { title: 'hai đợt', props: { rule, trend: trendOf(point(2025, first, 300, 400), point(2026, first, 352, 400)) } },
    {
      title: 'đổi bộ câu hỏi, có đợt chưa đủ phiếu',
      props: {
        rule,
        trend: trendOf(
          point(2024, first, 300, 400),
          point(2025, first, 310, 400),
          point(2026, second, 90, 110),
          point(2027, second, 20, 24),
          point(2028, second, 85, 120),
        ),
      },
    },
  ],
);
