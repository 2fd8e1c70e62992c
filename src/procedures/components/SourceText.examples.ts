import { exhibit } from '#ui/gallery/example.ts';
import SourceText from './SourceText.astro';

export default exhibit(
  SourceText,
  {
    name: 'Lời của nguồn',
    criteria: ['Không mất chữ nào của nguồn; chỉ dấu gạch đầu dòng thành chấm.', 'Bước là đầu mục, dòng có dấu là danh sách thật.'],
  },
  [
    {
      title: 'bước, danh sách trong danh sách',
      props: {
        text: 'Bước 1: Chuẩn bị hồ sơ.\nBước 2: Nộp hồ sơ.\na) Nộp trực tiếp:\n- trong giờ làm việc;\n+ có phiếu hẹn.\nb) Nộp trực tuyến.\nNgười nộp giữ biên nhận.',
        level: 3,
      },
    },
    { title: 'dài, gấp lại', props: { text: 'Cơ quan xem xét hồ sơ theo quy định. '.repeat(90) } },
  ],
);
