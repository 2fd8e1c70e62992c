import { exhibit } from '#ui/gallery/example.ts';
import type { Fee } from '../model/record.ts';
import Methods from './Methods.astro';

const fee = (amount: number | null, note = '', attachment = ''): Fee => ({ type: 'lệ phí', amount, note, attachment });

export default exhibit(
  Methods,
  {
    name: 'Cách nộp của hồ sơ nguồn',
    criteria: [
      'Từng dòng như nguồn ghi.',
      'Giá trị đáng ngờ có nhãn và lý do bằng chữ, không tự sửa.',
      'Số 0 không bao giờ thành "miễn phí".',
    ],
  },
  [
    {
      title: 'rõ ràng, đáng ngờ, không ghi',
      props: {
        methods: [
          { channel: 'trực tuyến', time: { value: '3', unit: 'ngày làm việc' }, fees: [fee(7000, 'mỗi lần đăng ký'), fee(0)], note: '' },
          {
            channel: 'bưu chính',
            time: { value: '1', unit: 'khác' },
            fees: [fee(45), fee(0, 'thu 135.000 đồng'), fee(null, '', 'bieu-phi.pdf')],
            note: 'Nộp qua dịch vụ bưu chính công ích.',
          },
          { channel: 'trực tiếp', time: { value: '0', unit: 'ngày' }, fees: [], note: '' },
          {
            channel: 'trực tiếp',
            time: { value: 'Không quy định', unit: 'khác' },
            fees: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => fee(n * 10_000)),
            note: '',
          },
        ],
      },
    },
  ],
);
