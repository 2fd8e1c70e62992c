import { exhibit } from '#ui/gallery/example.ts';
import LifeEvents from './LifeEvents.astro';

export default exhibit(LifeEvents, { name: 'Việc trong đời', criteria: ['Ô bấm cao ít nhất 40 px, cách nhau rõ.'] }, [
  {
    title: 'hai việc',
    props: {
      events: [
        {
          title: 'Sinh con',
          procedures: [
            { code: '1.001193', label: 'Đăng ký khai sinh' },
            { code: '2.000986', label: 'Khai sinh, thường trú và thẻ bảo hiểm cùng lúc' },
          ],
        },
        { title: 'Kết hôn', procedures: [{ code: '1.000894', label: 'Đăng ký kết hôn' }] },
      ],
    },
  },
]);
