import { exhibit } from '#ui/gallery/example.ts';
import { rational } from '../model/fraction.ts';
import { wilson } from '../model/wilson.ts';
import ScoreMeter from './ScoreMeter.astro';

const rule = { rounding: { digits: 2 } };
const score = (satisfied: number, n: number) => ({
  share: rational(satisfied, n),
  percent: ((satisfied / n) * 100).toFixed(2),
  interval: wilson(satisfied / n, n),
});

export default exhibit(
  ScoreMeter,
  { name: 'Vạch điểm có khoảng', criteria: ['Có chữ thay thế nêu đủ số và khoảng.', 'Khoảng nhìn ra được khi không có màu.'] },
  [
    { title: 'ít phiếu, khoảng rộng', props: { rule, score: score(27, 30) } },
    { title: 'nhiều phiếu, khoảng hẹp', props: { rule, score: score(860, 1000) } },
  ],
);
