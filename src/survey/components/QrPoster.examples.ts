import { exhibit } from '#ui/gallery/example.ts';
import QrPoster from './QrPoster.astro';

export default exhibit(
  QrPoster,
  {
    name: 'Bảng mã QR',
    criteria: ['In ra vừa một tờ A4, tên dài cũng vậy.', 'Địa chỉ ngắn để ai không quét được thì gõ.'],
  },
  [
    { title: 'của một cơ quan', props: { agency: 'Phường Ba Đình', address: 'https://cong.example/ks/00004', minutes: 2 } },
    {
      title: 'của một quầy, tên dài',
      props: {
        agency: 'Ban Quản lý Khu công nghệ cao và Khu công nghiệp thành phố Hà Nội',
        label: 'Quầy 3',
        procedure: 'Cấp giấy phép lao động cho người lao động nước ngoài làm việc tại Việt Nam',
        address: 'https://cong.example/ks/AB12-CD34',
        minutes: 4,
      },
    },
  ],
);
