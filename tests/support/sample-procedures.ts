import type { Procedure } from '#procedures/model/procedure.ts';
import { procedureOf } from './catalogue.ts';
import { method, nationalRecord, paper } from './records.ts';

/** Procedures that show the page of one in all its states: whole, doubtful, with cases, from a list only, withdrawn. */
export function sampleProcedures(): readonly Procedure[] {
  const doubtful = nationalRecord({
    code: '9.000002',
    name: 'Xác nhận mẫu có nhiều điểm đáng ngờ',
    decision: { number: '1/QĐ-CŨ', day: '2014-02-03', published: null },
    levels: ['tỉnh/thành phố'],
    audiences: [],
    steps: [
      { name: 'a) Nộp hồ sơ:', text: '- Nộp trực tiếp;\n+ vào giờ làm việc.\n1. Ghi tên\n1.1. Ký tên' },
      { name: 'b) Giải quyết:', text: `Bước 1: ${'Cơ quan xem xét hồ sơ. '.repeat(200)}` },
    ],
    methods: [
      method({
        channel: 'trực tuyến',
        time: { value: '1', unit: 'khác' },
        fees: [{ type: 'lệ phí', amount: 45, note: '45 nghìn đồng một lần', attachment: 'bieu-phi.pdf' }],
        note: 'Trong thời hạn 10 ngày làm việc kể từ ngày nhận đủ hồ sơ.',
      }),
      method({ time: { value: '15', unit: 'ngày' }, fees: [{ type: 'phí', amount: 0, note: 'thu 135.000 đồng', attachment: '' }] }),
      method({ time: { value: '20', unit: 'ngày' }, fees: [{ type: 'phí', amount: null, note: '', attachment: '' }] }),
    ],
    cases: [],
    agencies: {
      executing: [
        { code: '', name: 'Sở An toàn thực phẩm - TP.HCM' },
        { code: '', name: 'UBND cấp huyện' },
      ],
      authority: [{ code: '', name: 'Ủy ban nhân dân cấp tỉnh' }],
      authorized: [],
      coordinating: [],
    },
    receiving_address: 'Trung tâm Phục vụ hành chính công',
    results: [],
    legal_basis: [],
    note: 'Ghi chú:\n- một;\n- hai.',
    conditions: 'a) Có nơi cư trú hợp pháp;\nb) Đủ 18 tuổi.',
    variants: [{ code: '9.000002.01', name: 'Mẫu thử' }],
    full_online: false,
    non_territorial: true,
  });
  const cases = nationalRecord({
    code: '9.000003',
    name: 'Xác nhận mẫu theo trường hợp',
    cases: [
      { name: '* Giấy tờ phải xuất trình:', papers: [paper('Căn cước')] },
      { name: 'Trường hợp tự làm', papers: [paper('Tờ khai theo mẫu'), paper('Giấy tờ chứng minh. '.repeat(40), { originals: 0 })] },
      {
        name: 'Trường hợp nhờ người khác:',
        papers: [paper('Tờ khai theo mẫu'), paper('Văn bản ủy quyền'), paper('Lưu ý: bản gốc', { originals: 0 })],
      },
      { name: 'Lưu ý:', papers: [paper('Không nhận bản chụp.', { originals: 0 })] },
    ],
  });
  const bare = nationalRecord({ code: '9.000004', name: 'Xác nhận mẫu chỉ có trong danh mục' });
  const old = nationalRecord({ code: '9.000005', name: 'Xác nhận mẫu đã bãi bỏ' });
  return [
    procedureOf(nationalRecord()),
    procedureOf(doubtful),
    procedureOf(cases),
    procedureOf(bare, { record: null }),
    procedureOf(old, { withdrawal: { on: '2026-06-01', note: 'Bãi bỏ theo quyết định mới.', replaced_by: '9.000001' } }),
  ];
}
