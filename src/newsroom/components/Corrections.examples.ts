import { exhibit } from '#ui/gallery/example.ts';
import Corrections from './Corrections.astro';

export default exhibit(Corrections, { name: 'Đính chính của tin', criteria: ['Mỗi lần sửa tin đã đăng được nói rõ ngày và chỗ sửa.'] }, [
  {
    title: 'hai lần',
    props: {
      corrections: [
        { date: '2026-11-20', note: 'Sửa số chi nhánh thành 30; bản đầu ghi nhầm 13.' },
        { date: '2026-11-22', note: 'Bổ sung tên đầy đủ của quyết định.' },
      ],
    },
  },
]);
