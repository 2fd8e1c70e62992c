import { exhibit } from '#ui/gallery/example.ts';
import OutageBanner from './OutageBanner.astro';

const planned = {
  kind: 'planned' as const,
  text_vi: 'Cổng tạm ngừng để nâng cấp máy chủ. Trong lúc đó không gửi được phiếu khảo sát.',
  text_en: 'The portal stops while its servers are upgraded. Surveys cannot be answered meanwhile.',
  stops_at: '2026-12-05T15:00:00.000Z',
  until: '2026-12-05T22:00:00.000Z',
};

export default exhibit(
  OutageBanner,
  {
    name: 'Thông báo ngừng cổng',
    criteria: [
      'Nói rõ ngừng từ lúc nào và dự kiến hoạt động lại lúc nào.',
      'Là một vùng có tên, người dùng trình đọc màn hình bỏ qua được.',
    ],
  },
  [
    { title: 'ngừng có kế hoạch', props: { notices: [planned] } },
    {
      title: 'sự cố',
      props: { notices: [{ ...planned, kind: 'incident', stops_at: null, text_vi: 'Tìm kiếm đang chậm, chúng tôi đang khắc phục.' }] },
    },
  ],
);
