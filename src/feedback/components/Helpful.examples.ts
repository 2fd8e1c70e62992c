import { exhibit } from '#ui/gallery/example.ts';
import Helpful from './Helpful.astro';

export default exhibit(
  Helpful,
  {
    name: 'Trang này có hữu ích không?',
    criteria: [
      'Không ô nào gõ chữ được, không biết ai trả lời.',
      'Hai lần bấm là nhiều nhất, bằng chuột hay bàn phím; không cần script.',
      'Lời cảm ơn hiện ngay tại chỗ và được đọc lên; không in ra giấy.',
    ],
  },
  [
    { title: 'đang hỏi', props: { id: 'vi-du-hoi' } },
    { title: 'chọn “Không”, hỏi vì sao', props: { id: 'vi-du-khong', state: 'no' } },
    { title: 'đã trả lời', props: { id: 'vi-du-cam-on', state: 'thanked' } },
    { title: 'chưa gửi được', props: { id: 'vi-du-loi', state: 'failed' } },
  ],
);
