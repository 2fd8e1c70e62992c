import { exhibit } from '#ui/gallery/example.ts';
import PageTurn from './PageTurn.astro';

export default exhibit(
  PageTurn,
  { name: 'Lật trang', criteria: ['Không có trang trước hoặc trang sau thì không có liên kết ấy.', 'Ô bấm rộng ít nhất 44 px.'] },
  [
    { title: 'trang đầu', props: { previous: null, next: '/thu-tuc?sau=1.000028' } },
    { title: 'ở giữa', props: { previous: '/thu-tuc?truoc=1.000028', next: '/thu-tuc?sau=1.000703' } },
  ],
);
