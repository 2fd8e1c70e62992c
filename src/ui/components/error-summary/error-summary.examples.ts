import { exhibit } from '#ui/gallery/example.ts';
import ErrorSummary from './ErrorSummary.tsx';

export default exhibit(
  ErrorSummary,
  {
    name: 'Bản tóm tắt lỗi của biểu mẫu',
    criteria: [
      'Đứng trước biểu mẫu và nhận tiêu điểm ngay khi biểu mẫu bị trả lại, có script hay không.',
      'Mỗi lỗi là một liên kết đến đúng ô phải sửa; cùng câu ấy đứng cạnh ô.',
      'Cho biết những gì đã điền còn hay mất.',
    ],
  },
  [
    {
      title: 'một lỗi',
      props: {
        id: 'vi-du-mot-loi',
        title: 'Phiếu chưa được gửi',
        errors: [{ field: 'vi-du-mot-loi', message: 'Hãy chọn cơ quan trong danh sách.' }],
        note: 'Các câu đã chọn vẫn giữ nguyên. Chưa có gì được lưu.',
      },
    },
    {
      title: 'nhiều lỗi, có lỗi không thuộc ô nào',
      props: {
        id: 'vi-du-nhieu-loi',
        title: 'Phiếu chưa được gửi',
        errors: [
          { field: 'vi-du-nhieu-loi', message: 'Hãy chọn cơ quan trong danh sách.' },
          { field: 'vi-du-nhieu-loi', message: 'Mã mời không đúng, hoặc không dành cho cơ quan và bộ câu hỏi này.' },
          { message: 'Không đọc được biểu mẫu đã gửi. Xin điền và gửi lại.' },
        ],
      },
    },
  ],
);
