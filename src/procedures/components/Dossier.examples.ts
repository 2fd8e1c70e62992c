import { exhibit } from '#ui/gallery/example.ts';
import type { DossierPaper } from '../model/dossier.ts';
import Dossier from './Dossier.astro';

const paper = (words: string, change: Partial<DossierPaper> = {}): DossierPaper => ({
  code: '',
  words,
  rest: '',
  originals: 1,
  copies: 0,
  forms: [],
  electronic_form: false,
  ...change,
});

export default exhibit(
  Dossier,
  {
    name: 'Giấy tờ theo trường hợp',
    criteria: [
      'Mở trường hợp của mình không cần script.',
      'Giấy tờ giống nhau ở hai trường hợp chỉ đánh dấu một lần.',
      'Chỉ trường hợp đang mở được in.',
    ],
  },
  [
    {
      title: 'giấy tờ chung, hai trường hợp, lưu ý',
      props: {
        code: '0.000003',
        nationalPortal: 'https://dichvucong.gov.vn',
        parts: [
          { title: 'Giấy tờ phải xuất trình', rest: '', choice: false, papers: [paper('Căn cước')], remarks: [] },
          {
            title: 'Trường hợp tự làm',
            rest: '',
            choice: true,
            papers: [paper('Tờ khai', { forms: ['Mẫu số 01.docx'] }), paper('Giấy tờ chứng minh', { originals: 0, copies: 2 })],
            remarks: ['Lưu ý: không nhận bản chụp.'],
          },
          {
            title: 'Trường hợp nhờ người khác',
            rest: '',
            choice: true,
            papers: [paper('Tờ khai'), paper('Văn bản ủy quyền')],
            remarks: [],
          },
          { title: 'Lưu ý', rest: '', choice: false, papers: [], remarks: ['Nộp trong 60 ngày.'] },
        ],
      },
    },
  ],
);
