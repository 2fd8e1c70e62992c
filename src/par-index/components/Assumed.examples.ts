import { exhibit } from '#ui/gallery/example.ts';
import Assumed from './Assumed.astro';

export default exhibit(Assumed, { name: 'Cách tính còn giả định', criteria: ['Nói rõ điều gì là giả định, cạnh con số dùng nó.'] }, [
  { title: 'có giả định', props: { title: 'Tỷ lệ hài lòng, gộp mọi câu', notes: ['Công thức chờ đối chiếu toàn văn quyết định.'] } },
]);
