import { leastTold } from './disclosure.ts';
import type { PublishedParts } from './release-parts.ts';
import type { ScoringRule } from './scoring-rule.ts';

/**
 * README.txt: what each file of a release is, what was left out of it and why, how to compute it again. In Vietnamese, as
 * the release is. It is not computed again, only its hash is checked, so that later releases may say it better.
 */
export function releaseReadme({ round, criteria, rule, instrument }: PublishedParts): string {
  const { disclosure: done, corrects } = round;
  const generalised = Object.entries(done.generalised).map(([column, n]) => `${column} (${n ?? `dưới ${done.k}`} dòng)`);
  const lines = [
    `BẢN CÔNG BỐ ${round.release}`,
    `${round.round.title}, năm ${round.round.year}`,
    ...(round.simulated ? ['', 'DỮ LIỆU MÔ PHỎNG: các con số trong bản này không phải kết quả thật.'] : []),
    ...(corrects ? ['', `Bản này đính chính bản ${corrects.release} (SHA-256 ${corrects.sha256}).`, `Lý do: ${corrects.reason}`] : []),
    '',
    'CÁC TỆP',
    `round.json       kỳ đánh giá, đợt khảo sát, lịch và các bước đã làm, danh sách cơ quan, những gì đã ẩn`,
    `criteria.json    bộ tiêu chí ${criteria.id}: điểm tối đa của từng tiêu chí và ai chấm`,
    `rule.json        quy tắc tính điểm ${rule.id}`,
    `instrument.json  bộ câu hỏi ${instrument.id}`,
    'scores.csv       điểm của từng cơ quan ở từng tiêu chí: tự đánh giá (self), tổ công tác kiểm tra (checked),',
    '                 hội đồng quyết định (decided), lý do, minh chứng; applies = no là tiêu chí không áp dụng',
    'microdata.csv    từng phiếu trả lời được tính, mỗi phiếu một dòng; ô trống là không trả lời hoặc không công bố',
    'result.json      mọi con số của kết quả',
    'result.csv       các con số chính, mỗi cơ quan một dòng',
    'manifest.json    cỡ và dấu vân tay SHA-256 của từng tệp và của cả bản',
    'SHA256SUMS       các dấu vân tay ấy, để kiểm bằng sha256sum; dấu vân tay của chính tệp này là của cả bản',
    '',
    'NHỮNG GÌ KHÔNG CÔNG BỐ, VÀ VÌ SAO',
    `Để không ai nhận ra người trả lời, đứng sau mỗi điều được công bố phải có ít nhất ${done.k} người.`,
    'Không phiếu nào kèm mã biên nhận, ngày, thủ tục, kết quả hồ sơ hay ý kiến tự ghi; chỉ có tháng và cách trả lời.',
    `- Số phiếu công bố: ${done.counted}.`,
    `- Cơ quan ít phiếu: phiếu của ${done.pooled_agencies} cơ quan nằm chung, không ghi tên cơ quan;`,
    `  phiếu của ${done.left_out_agencies} cơ quan không được công bố${leftOutText(done.left_out_responses)}, vì quá ít,`,
    '  hoặc vì công bố thì tính ra được số phiếu của nơi quá ít.',
    `- Câu mà dưới ${done.k} người của một cơ quan trả lời: câu trả lời bị bỏ trống và không tính (${done.blanked} trường hợp).`,
    ...fewLines(rule),
    generalised.length > 0
      ? `- Tổ hợp hiếm (cơ quan, tháng, cách trả lời, đặc điểm người trả lời) đã bỏ trống ở các cột: ${generalised.join(', ')}.`
      : '- Không phải bỏ trống ô nào vì tổ hợp hiếm.',
    'Mọi con số của kết quả được tính từ chính những gì công bố ở đây, không từ gì khác.',
    '',
    'TÍNH LẠI',
    '1. Kiểm các tệp còn nguyên:  sha256sum -c SHA256SUMS',
    '2. Tính lại mọi con số, trong mã nguồn của cổng:  npm run recompute -- THƯ-MỤC',
    '   Thay cho thư mục có thể nêu địa chỉ trang của bản công bố. Lệnh so từng ký tự và nêu con số nào khác.',
  ];
  return `${lines.join('\n')}\n`;
}

/** Answers that are published, but are too few for a figure of their own. */
function fewLines(rule: ScoringRule): readonly string[] {
  const [least, shown] = [leastTold(rule), rule.thresholds.show_from];
  if (shown <= least) return [];
  return [
    `- Câu có từ ${least} đến ${shown - 1} người của một cơ quan trả lời: câu trả lời có trong microdata.csv và được tính vào yếu tố,`,
    '  lĩnh vực và tổng, nhưng kết quả không nêu tỷ lệ riêng của câu ấy, vì quá ít để thành một con số.',
  ];
}

function leftOutText(n: number | null): string {
  return n === null ? '' : ` (${n} phiếu)`;
}
