import { exhibit } from '#ui/gallery/example.ts';
import ProcedureList from './ProcedureList.astro';

export default exhibit(ProcedureList, { name: 'Danh sách thủ tục', criteria: ['Tên thủ tục là liên kết và là đầu mục.'] }, [
  {
    title: 'tên ngắn và tên dài',
    props: {
      procedures: [
        { code: '1.004194', name: 'Đăng ký tạm trú', field: 'Đăng ký, quản lý cư trú', online_level: 'toàn trình' },
        {
          code: '2.000986',
          name: 'Liên thông thủ tục hành chính về đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi',
          field: 'Hộ tịch',
          online_level: 'một phần (có nộp trực tuyến)',
        },
      ],
    },
  },
]);
