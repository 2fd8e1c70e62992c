import { exhibit } from '#ui/gallery/example.ts';
import Channels from './Channels.astro';

export default exhibit(
  Channels,
  { name: 'Cách nộp, thời hạn, phí', criteria: ['Giá trị đáng ngờ được ghi "đang đối chiếu", không tự sửa.'] },
  [
    {
      title: 'phí rõ, phí 0 và phí theo nghìn',
      props: {
        channels: [
          { channel: 'trực tuyến', time: '3 ngày làm việc', fees: [{ type: 'lệ phí', amount: 50000 }] },
          { channel: 'bưu chính', time: '1 (đơn vị khác)', fees: [{ type: 'lệ phí', amount: 0 }] },
          {
            channel: 'trực tiếp',
            time: '3 ngày làm việc',
            fees: [
              { type: 'phí', amount: 45 },
              { type: 'phí', amount: null, amount_raw: 'theo biểu' },
            ],
          },
        ],
      },
    },
  ],
);
