import type { Part as LegalPart } from '#procedures/model/completeness.ts';
import type { FlagKind } from '#procedures/model/flags.ts';
import type { QuarantineReason } from '#procedures/model/import-plan.ts';
import type { SourceTrap } from '#procedures/model/source-traps.ts';

/** Why a row was kept out. */
export const reasonWords: Readonly<Record<QuarantineReason, string>> = {
  'code-form': 'mã không đúng dạng N.NNNNNN',
  demo: 'bản ghi thử của nguồn',
  broken: 'bản ghi sai khuôn dạng',
  conflict: 'trùng mã, khác nội dung, không rõ bản nào mới hơn; dòng kia',
  'no-name': 'không có tên',
};

/** What a source writes otherwise than it should, and what is doubtful in a record. */
export const trapWords: Readonly<Record<SourceTrap | FlagKind | 'duplicate-name', string>> = {
  decomposed: 'chữ viết bằng Unicode tách dấu (đã ghép lại)',
  'tone-style': 'tên bỏ dấu kiểu mới (hoà, thuỷ)',
  'noisy-name': 'tên có chữ thừa (Thủ tục, dấu cuối, CHỮ HOA, cấp), chỉ đổi khi hiện',
  'keywords-empty': 'không có từ khóa',
  'duplicate-name': 'tên dùng cho nhiều mã (số tên)',
  'fee-thousands': 'phí dưới 1.000 đồng, có lẽ là nghìn đồng',
  'fee-in-note': 'phí ghi 0 nhưng mô tả nêu số tiền',
  'time-without-unit': 'thời hạn không rõ đơn vị',
  'time-by-case': 'thời hạn khác nhau tùy trường hợp',
  'former-agency': 'còn tên cơ quan trước 1/7/2025 (cấp huyện, thị trấn, Phòng Tư pháp)',
  'other-province': 'có cơ quan của tỉnh, thành phố khác',
  'no-agency': 'không nêu cơ quan thực hiện',
  'old-decision': 'quyết định công bố đã hơn 5 năm',
};

/** The parts that the law asks of a published procedure. */
export const legalPartWords: Readonly<Record<LegalPart, string>> = {
  name: 'tên',
  steps: 'trình tự thực hiện',
  methods: 'cách thức thực hiện',
  cases: 'thành phần hồ sơ',
  quantities: 'số lượng giấy tờ',
  times: 'thời hạn giải quyết',
  audiences: 'đối tượng thực hiện',
  executing: 'cơ quan giải quyết',
  forms: 'mẫu đơn, tờ khai',
  results: 'kết quả thực hiện',
  conditions: 'yêu cầu, điều kiện',
  fees: 'phí, lệ phí (có số hoặc có lời)',
  legal_basis: 'căn cứ pháp lý',
};
