import { exhibit } from '#ui/gallery/example.ts';
import PaperChecklist from './PaperChecklist.astro';

export default exhibit(
  PaperChecklist,
  { name: 'Danh mục giấy tờ', criteria: ['Cả dòng chữ là chỗ bấm.', 'Chỉ nhớ trên máy, theo lời chứ không theo thứ tự.'] },
  [
    {
      title: 'ba giấy tờ, một dòng dài',
      props: {
        code: '0.000000',
        papers: [
          { words: 'Tờ khai' },
          { words: 'Giấy chứng sinh hoặc văn bản của người làm chứng; nếu không có thì giấy cam đoan về việc sinh là có thật' },
          { words: 'Căn cước (xuất trình)' },
        ],
      },
    },
    { title: 'một giấy tờ', props: { code: '0.000001', papers: [{ words: 'Đơn theo mẫu' }] } },
    {
      title: 'của hồ sơ nguồn: số bản, mẫu, lời còn lại',
      props: {
        code: '0.000002',
        papers: [
          { words: 'Tờ khai theo mẫu', rest: '', originals: 1, copies: 2, forms: ['Mẫu số 01.docx'], electronic_form: true },
          {
            words: 'Giấy tờ chứng minh chỗ ở hợp pháp.',
            rest: 'Trường hợp không khai thác được thông tin thì xuất trình:\n- hợp đồng thuê nhà;\n- văn bản cho ở nhờ.',
            originals: 0,
            copies: 0,
            forms: [],
            electronic_form: false,
          },
        ],
      },
    },
  ],
);
