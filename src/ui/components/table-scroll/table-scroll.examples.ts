import { exhibit } from '#ui/gallery/example.ts';
import TableScroll from './TableScroll.astro';

const cells = (tag: string) =>
  ['Năm', 'SIPAS', 'PAR INDEX', 'PAPI', 'PCI', 'Nguồn', 'Ghi chú']
    .map((text) => `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${text}</${tag}>`)
    .join('');

export default exhibit(
  TableScroll,
  { name: 'Bảng cuộn ngang', criteria: ['Trang không cuộn ngang, chỉ bảng cuộn.', 'Cuộn được bằng bàn phím.'] },
  [
    {
      title: 'bảng rộng',
      props: { label: 'Bảng ví dụ' },
      slot: `<table><caption>Bảng ví dụ</caption><thead><tr>${cells('th')}</tr></thead><tbody><tr>${cells('td')}</tr></tbody></table>`,
    },
  ],
);
