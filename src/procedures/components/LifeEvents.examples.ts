import { exhibit } from '#ui/gallery/example.ts';
import LifeEvents from './LifeEvents.astro';

export default exhibit(LifeEvents, { name: 'Việc trong đời', criteria: ['Ô bấm cao ít nhất 40 px, cách nhau rõ.'] }, [
  {
    title: 'hai việc',
    props: {
      events: [
        {
          id: 'sinh-con',
          title: { vi: 'Sinh con', en: 'Having a child' },
          icon: 'baby',
          procedures: [
            { code: '1.001193', label: { vi: 'Đăng ký khai sinh', en: 'Birth registration' } },
            {
              code: '2.000986',
              label: { vi: 'Khai sinh, thường trú và thẻ bảo hiểm cùng lúc', en: 'Birth, residence and health card in one go' },
            },
          ],
          more: [],
        },
        {
          id: 'ket-hon',
          title: { vi: 'Kết hôn', en: 'Getting married' },
          icon: 'heart',
          procedures: [{ code: '1.000894', label: { vi: 'Đăng ký kết hôn', en: 'Marriage registration' } }],
          more: [],
        },
      ],
    },
  },
]);
