import { exhibit } from '#ui/gallery/example.ts';
import Sample from '#ui/gallery/Sample.astro';

export default exhibit(Sample, { name: 'Thẻ', criteria: ['Con số lớn luôn có đơn vị và lời giải thích bên cạnh.'] }, [
  {
    title: 'một con số (ví dụ)',
    props: {},
    slot: '<div class="card"><h3>Số ví dụ</h3><p class="figure">12,30 %</p><p>Lời giải thích của con số, kèm năm và nguồn.</p></div>',
  },
  {
    title: 'lưới ba thẻ',
    props: {},
    slot: '<ul class="grid"><li class="card"><h3>Một</h3><p>Ngắn.</p></li><li class="card"><h3>Hai</h3><p>Dài hơn một chút để thấy các thẻ cao bằng nhau.</p></li><li class="card"><h3>Ba</h3><p>Ngắn.</p></li></ul>',
  },
]);
