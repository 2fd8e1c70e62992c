import { exhibit } from '#ui/gallery/example.ts';
import SiteFooter from './SiteFooter.astro';

const site = {
  name: 'Cổng thông tin Cải cách hành chính thành phố Hà Nội',
  short_name: 'Cải cách hành chính Hà Nội',
  description: '',
  agency: 'Sở Nội vụ thành phố Hà Nội',
  responsible: '',
  address: '',
  phone: '',
  email: '',
  national_portal: 'https://dichvucong.gov.vn',
  petitions: 'https://pakn.dichvucong.gov.vn',
  en: { name: '', short_name: '', description: '', agency: '' },
};

export default exhibit(SiteFooter, { name: 'Chân trang', criteria: ['Điều chưa được xác nhận thì nói đang cập nhật, không để trống.'] }, [
  { title: 'chưa có thông tin liên hệ', props: { site } },
  {
    title: 'đủ thông tin (ví dụ)',
    props: {
      site: { ...site, responsible: 'Nguyễn Văn A', address: 'Số 1, đường Ví Dụ', phone: '024 0000 0000', email: 'vi-du@example.vn' },
    },
  },
]);
