import { exhibit } from '#ui/gallery/example.ts';
import Sample from '#ui/gallery/Sample.astro';

export default exhibit(
  Sample,
  { name: 'Ô nhập và ô chọn', criteria: ['Nhãn luôn hiện, không thay bằng chữ mờ.', 'Lỗi nói bằng chữ và gắn với ô của nó.'] },
  [
    {
      title: 'có gợi ý',
      props: {},
      slot: '<div class="control"><label for="vd-ma">Mã biên nhận</label><span class="hint" id="vd-ma-goi-y">16 ký tự trên biên nhận.</span><input id="vd-ma" aria-describedby="vd-ma-goi-y"></div>',
    },
    {
      title: 'có lỗi',
      props: {},
      slot: '<div class="control"><label for="vd-loi">Mã mời</label><p class="problem" id="vd-loi-loi">Mã mời không đúng. Hãy kiểm tra lại từng ký tự.</p><input id="vd-loi" value="ABCD" aria-invalid="true" aria-describedby="vd-loi-loi"></div>',
    },
    {
      title: 'ô chọn trong bộ lọc',
      props: {},
      slot: '<form class="filters"><div class="control"><label for="vd-cap">Cấp giải quyết</label><select id="vd-cap"><option>Tất cả</option><option>Xã</option></select></div><button class="button quiet" type="submit">Lọc</button></form>',
    },
  ],
);
