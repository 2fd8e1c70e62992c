import './survey-form.css';
import { exhibit } from '#ui/gallery/example.ts';
import Question from './Question.tsx';

const scale = [
  { value: 5, label: 'Rất hài lòng' },
  { value: 4, label: 'Hài lòng' },
  { value: 3, label: 'Bình thường' },
  { value: 2, label: 'Không hài lòng' },
  { value: 1, label: 'Rất không hài lòng' },
];
const text = 'Câu ví dụ: nơi ngồi chờ có đủ chỗ cho người cao tuổi, người khuyết tật và người đi cùng trẻ nhỏ';

export default exhibit(
  Question,
  {
    name: 'Câu hỏi có thang',
    criteria: [
      'Mỗi mức nói bằng lời; số chỉ phụ thêm, không dùng màu để báo mức.',
      'Cả ô là chỗ bấm, cao ít nhất 48 px.',
      'Lỗi gắn với câu.',
    ],
  },
  [
    {
      title: 'chưa chọn',
      props: { name: 'cau.VD1', text, lang: undefined, options: scale, chosen: undefined, error: undefined, none: 'Không biết' },
    },
    {
      title: 'đã chọn',
      props: { name: 'cau.VD2', text, lang: undefined, options: scale, chosen: '4', error: undefined, none: 'Không biết' },
    },
    {
      title: 'có lỗi và lời chú',
      props: {
        name: 'cau.VD3',
        text,
        lang: undefined,
        note: 'Câu giả định, chờ đối chiếu văn bản.',
        options: scale,
        chosen: undefined,
        error: 'Câu VD3 chỉ nhận một trong các giá trị 1 đến 5.',
        none: 'Không biết',
      },
    },
  ],
);
