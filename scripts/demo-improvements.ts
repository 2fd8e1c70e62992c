import { atCommand } from '#accounts/model/person.ts';
import { translatorFor } from '#i18n/translator.ts';
import { publishImprovement } from '#par-index/improvement-service.ts';
import { allImprovements } from '#par-index/improvement-store.ts';
import type { ImprovementDraft } from '#par-index/model/improvement.ts';
import type { App } from '#platform/app.ts';
import { daysBefore, today } from '#platform/clock.ts';
import { Fault } from '#platform/fault.ts';

const about = (instrument: string, factor: string) => ({ instrument, factor, procedure: null });
const aboutProcedure = (procedure: string) => ({ instrument: null, factor: null, procedure });

// Each text says itself that it is invented: it also goes out in files and the feed, where no banner stands.
const simulated: readonly (Omit<ImprovementDraft, 'done_on' | 'evidence_url'> & { readonly daysAgo: number })[] = [
  {
    agency: '00004',
    ...about('HN-WARD-9-2026', '3'),
    daysAgo: 12,
    said: '[Mô phỏng] Buổi sáng thứ hai phải chờ lâu mới đến lượt, không biết còn bao nhiêu người ở trước.',
    done_text:
      '[Mô phỏng] Mở thêm một quầy tiếp nhận vào sáng thứ hai và thứ sáu.\nLắp bảng báo số đang gọi, nhìn được từ cửa vào, để bà con biết còn bao nhiêu người ở trước.',
  },
  {
    agency: '00004',
    ...aboutProcedure('1.001193'),
    daysAgo: 30,
    said: '[Mô phỏng] Đăng ký khai sinh phải đi lại hai lần vì không biết cần giấy chứng sinh bản chính.',
    done_text: '[Mô phỏng] Dán danh mục giấy tờ bằng chữ to ở quầy và ở trạm y tế; cán bộ gọi lại trước khi hẹn nếu hồ sơ còn thiếu.',
  },
  {
    agency: '00008',
    ...about('HN-WARD-9-2026', '4'),
    daysAgo: 5,
    said: '[Mô phỏng] Đến ngày hẹn mà hồ sơ chưa xong, không ai báo trước.',
    done_text: '[Mô phỏng] Từ nay hồ sơ nào chậm đều có tin nhắn xin lỗi và ngày hẹn mới, gửi trước ngày hẹn cũ một ngày.',
  },
  {
    agency: '00008',
    ...about('SIPAS-G2-2023-2', 'I.B'),
    daysAgo: 60,
    said: '[Mô phỏng] Làm lại vỉa hè mà người trong ngõ không được hỏi ý kiến.',
    done_text: '[Mô phỏng] Họp tổ dân phố vào buổi tối và cuối tuần trước khi làm; bản vẽ treo ở nhà văn hóa mười ngày để góp ý.',
  },
  {
    agency: 'SXD',
    ...about('SIPAS-G1-2017', '2'),
    daysAgo: 21,
    said: '[Mô phỏng] Mẫu đơn khó hiểu, điền sai một ô phải làm lại từ đầu.',
    done_text: '[Mô phỏng] Thêm bản điền mẫu cạnh mỗi mẫu đơn, và cho sửa ngay tại quầy ô nào sai.',
  },
];

/** A few simulated entries of what agencies did; what is there already is not written again. */
export async function simulateImprovements(app: App, person: string): Promise<void> {
  const day = today(app.clock);
  const done = new Set((await allImprovements(app.reader)).map(({ said }) => said));
  for (const { daysAgo, ...entry } of simulated.filter(({ said }) => !done.has(said))) {
    const outcome = await publishImprovement(app, { ...entry, done_on: daysBefore(day, daysAgo), evidence_url: null }, atCommand(person));
    if (outcome.kind === 'refused') throw new Fault(translatorFor('vi').say(outcome.message));
  }
}
