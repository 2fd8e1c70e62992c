import { exhibit } from '#ui/gallery/example.ts';
import WcagTable from './WcagTable.astro';

export default exhibit(WcagTable, { name: 'Bảng tiêu chí WCAG', criteria: ['Mức đạt nói bằng chữ, không chỉ bằng màu.'] }, [
  {
    title: 'ba tình trạng',
    props: {
      criteria: (['met', 'partly', 'not-applicable'] as const).map((state, i) => ({
        number: `1.4.${i + 1}`,
        level: 'AA' as const,
        name: { vi: 'Tương phản', en: 'Contrast' },
        state,
        how: { vi: 'Mọi cặp màu mang chữ đều được đo.', en: 'Every pair of colours that carries text is measured.' },
        checked: ['tests/unit/contrast.test.ts', 'by-hand'],
      })),
    },
  },
]);
