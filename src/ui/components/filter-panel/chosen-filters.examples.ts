import { exhibit } from '#ui/gallery/example.ts';
import ChosenFilters from './ChosenFilters.astro';

export default exhibit(
  ChosenFilters,
  { name: 'Lựa chọn đang lọc', criteria: ['Bỏ được từng lựa chọn, và bỏ tất cả.', 'Ô bấm cao ít nhất 44 px.'] },
  [
    {
      title: 'một lựa chọn',
      props: { withoutAll: '/thu-tuc', chosen: [{ group: 'Dành cho ai', label: 'Người dân', without: '/thu-tuc' }] },
    },
    {
      title: 'hai lựa chọn, một tên dài',
      props: {
        withoutAll: '/thu-tuc',
        chosen: [
          { group: 'Dành cho ai', label: 'Người dân', without: '/thu-tuc?linh-vuc=x' },
          {
            group: 'Lĩnh vực',
            label: 'Đầu tư bằng vốn hỗ trợ phát triển chính thức (ODA) và viện trợ không hoàn lại không thuộc hỗ trợ phát triển chính thức',
            without: '/thu-tuc?doi-tuong=nguoi-dan',
          },
        ],
      },
    },
  ],
);
