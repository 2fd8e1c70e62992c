import type { App } from '#platform/app.ts';
import { listingOfRecord } from '#procedures/model/listing.ts';
import type { Procedure } from '#procedures/model/procedure.ts';
import { type Method, type NationalRecord, type Paper, recordSchema } from '#procedures/model/record.ts';
import { saveProcedure } from '#procedures/store.ts';

/** A paper of a record; one original unless told otherwise. */
export function paper(name: string, change: Partial<Paper> = {}): Paper {
  return { code: '', name, originals: 1, copies: 0, forms: [], electronic_form: false, ...change };
}

/** A way to file; three working days, no fee stated. */
export function method(change: Partial<Method> = {}): Method {
  return { channel: 'trực tiếp', time: { value: '3', unit: 'ngày làm việc' }, fees: [], note: '', ...change };
}

/** A record as the national database gives it, complete and without anything doubtful; change what a test needs otherwise. */
export function nationalRecord(change: Partial<NationalRecord> = {}): NationalRecord {
  return recordSchema.parse({
    code: '9.000001',
    name: 'Thủ tục xác nhận mẫu để kiểm thử',
    kind: 'STANDARD',
    regulation: 'ASSIGNED_REGULATION',
    field: { code: 'T01', name: 'Lĩnh vực thử' },
    levels: ['xã'],
    audiences: [{ code: 'ĐT1', name: 'Công dân Việt Nam' }],
    promulgator: { code: 'G15', name: 'Bộ Tư pháp' },
    decision: { number: '12/QĐ-BTP', day: '2026-01-16', published: '2026-04-08' },
    steps: [{ name: '', text: 'Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.' }],
    methods: [method({ channel: 'trực tuyến' }), method()],
    cases: [
      {
        name: '',
        papers: [paper('Tờ khai theo mẫu', { forms: ['Mẫu số 01.docx'] }), paper('Bản sao căn cước', { originals: 0, copies: 1 })],
      },
    ],
    agencies: { executing: [{ code: '', name: 'Ủy ban nhân dân cấp xã' }], authority: [], authorized: [], coordinating: [] },
    receiving_address: '',
    results: [{ code: '', name: 'Giấy xác nhận' }],
    returning: [{ online: false, places: ['AT_SUBMISSION_PLACE'] }],
    legal_basis: [{ code: '60/2014/QH13', name: 'Luật Hộ tịch' }],
    conditions: '',
    description: '',
    note: '',
    keywords: '',
    variants: [],
    service_groups: [],
    full_online: true,
    offline_only: false,
    non_territorial: false,
    internal: false,
    updated_at: '2026-04-08T02:00:00.000Z',
    ...change,
  });
}

/** A procedure of which an import brought the record; change what a test needs otherwise. */
export function procedureOf(record: NationalRecord, change: Partial<Procedure> = {}): Procedure {
  return { code: record.code, listing: listingOfRecord(record), record, digest: null, withdrawal: null, missing: null, ...change };
}

/** Puts procedures into the catalogue of a portal, and lets its pages know. */
export async function addProcedures(app: App, procedures: readonly Procedure[]): Promise<void> {
  await app.writer.transaction().execute(async (tx) => {
    for (const procedure of procedures) await saveProcedure(tx, procedure);
  });
  app.cache.drop(['content']);
}

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
