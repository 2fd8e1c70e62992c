import type { Part as LegalPart } from '#procedures/model/completeness.ts';

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
