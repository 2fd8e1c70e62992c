import { exhibit } from '#ui/gallery/example.ts';
import MyWard from './MyWard.astro';

export default exhibit(MyWard, { name: 'Nơi tôi ở', criteria: ['Không gửi đi đâu; bỏ lưu được bằng chính nút đó.'] }, [
  { title: 'một phường', props: { code: '00004', name: 'Phường Ba Đình' } },
]);
