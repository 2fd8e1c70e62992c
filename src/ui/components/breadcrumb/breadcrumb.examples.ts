import { exhibit } from '#ui/gallery/example.ts';
import Breadcrumb from './Breadcrumb.astro';

export default exhibit(Breadcrumb, { name: 'Đường dẫn', criteria: ['Trang đang xem là mục cuối và không phải liên kết.'] }, [
  { title: 'hai bậc', props: { crumbs: [{ href: '/thu-tuc', label: 'Thủ tục' }], title: 'Đăng ký khai sinh' } },
  { title: 'một bậc', props: { crumbs: [], title: 'Giới thiệu' } },
]);
