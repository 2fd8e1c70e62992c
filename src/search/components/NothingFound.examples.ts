import { exhibit } from '#ui/gallery/example.ts';
import NothingFound from './NothingFound.astro';

const props = {
  fields: [
    ['Hộ tịch', 24],
    ['Đất đai', 18],
    ['Đăng ký, quản lý cư trú', 12],
  ],
  shortcuts: [
    { vi: 'Khai sinh', en: 'Birth registration' },
    { vi: 'Sổ đỏ', en: 'Land certificate' },
  ],
  contacts: { national_portal: 'https://dichvucong.gov.vn', petitions: 'https://pakn.dichvucong.gov.vn', phone: '' },
} as const;

export default exhibit(
  NothingFound,
  {
    name: 'Không tìm thấy',
    criteria: ['Luôn có lối đi tiếp: chữ gần giống, lĩnh vực, nơi hỏi.', 'Số điện thoại chỉ hiện khi đã được xác nhận.'],
  },
  [
    { title: 'có chữ gần giống', props: { ...props, reading: { nearest: ['trích lục', 'trích đo'], code: null } } },
    {
      title: 'mã không có',
      props: { ...props, reading: { nearest: [], code: '9.999999' }, contacts: { ...props.contacts, phone: '024 0000 0000' } },
    },
  ],
);
