import { exhibit } from '#ui/gallery/example.ts';
import Chooser from './Chooser.astro';

export default exhibit(
  Chooser,
  { name: 'Chữ nhiều nghĩa', criteria: ['Đưa ra từng nghĩa, không đoán.', 'Mỗi nghĩa là một dòng đủ cao cho ngón tay.'] },
  [
    {
      title: 'nhập khẩu',
      props: {
        hrefOf: (query: string) => `/tim-kiem?q=${encodeURIComponent(query)}`,
        chooser: {
          word: 'nhập khẩu',
          choices: [
            { label: 'Nhập hộ khẩu (đăng ký thường trú)', query: 'đăng ký thường trú' },
            { label: 'Nhập khẩu hàng hóa, máy móc, thiết bị đã qua sử dụng theo giấy phép', query: 'giấy phép nhập khẩu' },
          ],
        },
      },
    },
  ],
);
