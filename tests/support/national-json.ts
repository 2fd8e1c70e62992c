import type { ImportFile, ImportRow } from '#procedures/model/import-rows.ts';

/** A record as the national database hands it out, with invented content; `change` replaces any of its keys. */
export function nationalJson(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: '019d2bfd-0000-7000-8000-000000000000',
    code: '9.000001',
    name: 'Thủ tục thử cấp giấy phép mẫu',
    type: 'STANDARD',
    formalityType: 'ASSIGNED_REGULATION',
    categoriesDetails: [{ id: 'x', code: 'G00-01', name: 'Lĩnh vực thử' }],
    isWard: true,
    isProvince: false,
    isMinistry: false,
    isVertical: false,
    isOtherAgency: false,
    subjectTypesDetails: [{ id: 'x', code: 'ĐT1', name: 'Công dân Việt Nam' }],
    departmentPromulgateCode: 'G00',
    departmentPromulgateName: 'Bộ Thử nghiệm',
    decisionNo: '',
    procedureProposal: { proposalNumber: '1/QĐ-BTN', decisionDate: Date.parse('2026-01-05T00:00:00+07:00'), publicationDate: null },
    executionSteps: [{ name: 'Bước 1', description: 'Nộp hồ sơ tại điểm phục vụ hành chính công.' }],
    executionMethods: [
      {
        submissionMethod: 'DIRECT',
        processingTime: 5,
        processingTimeUnit: 'WORKING_DAY',
        fees: [{ type: 'SERVICE_FEE', value: 20000, description: '', attachment: null }],
        description: '',
      },
    ],
    executionCases: [
      {
        name: '',
        profileComponents: [
          {
            code: 'G00-1',
            name: 'Đơn theo mẫu',
            originalQty: 1,
            copyQty: 0,
            attachments: [{ fileName: 'mau-don.docx' }],
            hasElectronicForm: false,
          },
          { code: 'G00-2', name: 'Bản sao giấy tờ kèm theo', originalQty: 0, copyQty: 1, attachments: [], hasElectronicForm: false },
        ],
      },
    ],
    departmentsExecuting: [{ id: 'x', code: 'UBX', name: 'Ủy ban nhân dân cấp xã' }],
    unitGroupsExecuting: [],
    resultsDetails: [{ id: 'x', code: 'KQ.1', name: 'Giấy phép mẫu' }],
    legalBasisesDetails: [{ id: 'x', code: '1/2026/NĐ-CP', name: 'Nghị định 1/2026/NĐ-CP' }],
    requirementsAndConditions: '',
    isFullProcess: false,
    isOfflineOnly: false,
    isNonTerritorial: true,
    updatedAt: Date.parse('2026-06-01T00:00:00Z'),
    ...change,
  };
}

/** A file of full records, as if it had been read. */
export function detailFile(name: string, records: readonly unknown[], single = false): ImportFile {
  return file(
    name,
    single,
    records.map((value, i) => ({ kind: 'detail', place: `dòng ${i + 1}`, value })),
  );
}

export interface ListRow {
  readonly code: string;
  readonly name?: string;
  readonly field?: string;
  readonly promulgator?: string;
  readonly executing?: string;
}

/** A list with the five columns, as if it had been read. */
export function listFile(name: string, rows: readonly ListRow[]): ImportFile {
  return file(
    name,
    false,
    rows.map((row, i) => ({
      kind: 'list',
      place: `hàng ${i + 3}`,
      cells: {
        name: 'Thủ tục thử cấp giấy phép mẫu',
        field: 'Lĩnh vực thử',
        promulgator: 'Bộ Thử nghiệm',
        executing: 'Ủy ban nhân dân cấp xã',
        ...row,
      },
    })),
  );
}

function file(name: string, single: boolean, rows: readonly ImportRow[]): ImportFile {
  async function* all() {
    yield* rows;
  }
  return { name, sha256: `hash-of-${name}`, format: 'json-lines', single, rows: all() };
}
