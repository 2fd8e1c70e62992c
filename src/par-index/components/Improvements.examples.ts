import { exhibit } from '#ui/gallery/example.ts';
import type { ShownImprovement } from '../improvement-list.ts';
import Improvements from './Improvements.astro';

// Invented entries.
const entry = (id: number, change: Partial<ShownImprovement> = {}): ShownImprovement => ({
  id,
  agency: { code: '00004', name: 'Phường ví dụ' },
  about: {
    kind: 'factor',
    instrument: { id: 'HN-WARD-9-2026', short_title: 'Phiếu ngắn tại xã, phường (2026)' },
    field: { code: 'II', name: 'Cung ứng dịch vụ hành chính công' },
    factor: { code: '3', name: 'Công chức trực tiếp giải quyết công việc' },
  },
  said: 'Sáng thứ hai chờ lâu, không biết còn bao nhiêu người ở trước.',
  done_text: 'Mở thêm một quầy vào sáng thứ hai.\nLắp bảng báo số đang gọi, nhìn được từ cửa vào.',
  done_on: '2026-11-12',
  evidence_url: 'https://www.vi-du.hanoi.gov.vn/viec-da-lam',
  published_at: '2026-11-20T03:00:00.000Z',
  updated_at: '2026-11-20T03:00:00.000Z',
  ...change,
});
const aboutProcedure: ShownImprovement['about'] = {
  kind: 'procedure',
  procedure: { code: '1.001193', name: 'Đăng ký khai sinh có yếu tố nước ngoài tại khu vực biên giới của Việt Nam' },
};
const long = 'Đã rà soát, sửa và công khai lại toàn bộ quy trình. '.repeat(28).trim();

export default exhibit(
  Improvements,
  {
    name: 'Người dân nói, cơ quan đã làm',
    criteria: [
      'Lời người dân đứng trước, việc đã làm đứng ngay sau; không phân biệt chỉ bằng màu.',
      'Chữ của cơ quan là chữ thường: thẻ HTML hiện nguyên như gõ.',
      'Lời dài nhất cũng đọc được trên điện thoại, không cuộn ngang.',
    ],
  },
  [
    { title: 'của nhiều cơ quan', props: { items: [entry(1), entry(2, { about: aboutProcedure, evidence_url: null })] } },
    {
      title: 'ở trang của một cơ quan',
      props: { of: 'agency', items: [entry(3), entry(4, { about: aboutProcedure, evidence_url: null })] },
    },
    { title: 'ở trang của một thủ tục', props: { of: 'procedure', items: [entry(5, { about: aboutProcedure })] } },
    {
      title: 'lời dài nhất, có thẻ HTML',
      props: { items: [entry(6, { said: `<b>Chờ lâu</b> ${'quá lâu, '.repeat(60)}`.slice(0, 600), done_text: long })] },
    },
  ],
);
