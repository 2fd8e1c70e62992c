import { exhibit } from '#ui/gallery/example.ts';
import { publish } from '../model/display.ts';
import { rational } from '../model/fraction.ts';
import { figuresOf } from '../model/score.ts';
import ScoreBars from './ScoreBars.astro';

// Invented figures.
const rule = { rounding: { digits: 2 }, thresholds: { count_from: 10, show_from: 30, rank_from: 100 } };
const score = (satisfied: number, n: number) =>
  publish(rule, { code: 'all', title: '', n, nEff: n, ...figuresOf(rule, n === 0 ? null : rational(satisfied, n), n) });
const row = (name: string, satisfied: number, n: number) => ({ name, href: '/co-quan/00004', score: score(satisfied, n) });
const many = Array.from({ length: 126 }, (_, i) => row(`Phường ví dụ ${i + 1}`, 400 - 2 * i, 420));

export default exhibit(
  ScoreBars,
  {
    name: 'Thanh điểm có khoảng',
    criteria: [
      'Câu trên hình nói điều hình cho thấy; mỗi con số trong hình cũng có bằng chữ cạnh nó.',
      'Nơi chưa đủ phiếu nói rõ lý do, không vẽ gì.',
      'Trên điện thoại, tên không bị cắt và bảng không cuộn ngang.',
    ],
  },
  [
    {
      title: 'vài cơ quan',
      props: {
        rule,
        of: 'agency',
        rows: [
          row('Phường Ba Đình', 570, 600),
          row('Xã Sóc Sơn', 172, 200),
          row('Xã Ba Vì', 27, 30),
          row('Phường Tây Hồ', 12, 19),
          row('Phường Hồng Hà', 4, 9),
        ],
      },
    },
    { title: 'chưa có gì', props: { rule, of: 'agency', rows: [] } },
    { title: 'một dòng', props: { rule, of: 'agency', rows: [row('Phường Ba Đình', 172, 200)] } },
    { title: 'chưa nơi nào đủ phiếu', props: { rule, of: 'agency', rows: [row('Phường Ba Đình', 3, 4), row('Phường Tây Hồ', 0, 0)] } },
    {
      title: 'tên dài, giá trị bằng nhau, 0 và 100 %',
      props: {
        rule,
        of: 'factor',
        rows: [
          {
            name: 'Tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị của người dân, tổ chức về việc giải quyết thủ tục hành chính',
            score: score(40, 40),
          },
          { name: 'Công chức trực tiếp giải quyết công việc', score: score(20, 40) },
          { name: 'Kết quả giải quyết thủ tục hành chính', score: score(20, 40) },
          { name: 'Tiếp cận dịch vụ', score: score(0, 40) },
        ],
      },
    },
    { title: '126 đơn vị', props: { rule, of: 'agency', rows: many } },
  ],
);
