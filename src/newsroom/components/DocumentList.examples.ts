import { exhibit } from '#ui/gallery/example.ts';
import type { LegalDocument } from '../model/document.ts';
import DocumentList from './DocumentList.astro';

const example = (status: LegalDocument['status'], issued: string): LegalDocument => ({
  slug: 'vi-du',
  number: '0000/QĐ-VD',
  kind: 'Quyết định',
  issuer: 'Cơ quan ví dụ',
  issued,
  title: 'Văn bản ví dụ về sắp xếp thủ tục hành chính',
  summary: 'Tóm tắt.',
  status,
  source: { name: 'Ví dụ' },
  certainty: 'memory',
  body: 'x',
});

export default exhibit(DocumentList, { name: 'Danh sách văn bản', criteria: ['Hiệu lực ghi bằng chữ; chưa đối chiếu thì không ghi.'] }, [
  {
    title: 'ba tình trạng, ngày đủ và chỉ có năm',
    props: {
      documents: [example('còn hiệu lực', '2024-11-16'), example('đã được thay thế', '2017'), example('chưa đối chiếu', '2021-09')],
    },
  },
]);
