import type { ImportFile, ImportRow } from '#procedures/model/import-rows.ts';

/** A record as the national database hands it out, complete and without anything doubtful; `change` replaces any of its keys. */
export function nationalJson(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const method = { processingTime: 3, processingTimeUnit: 'WORKING_DAY', fees: [], description: '' };
  return {
    id: '019d2bfd-0000-7000-8000-000000000000',
    code: '9.000001',
    name: 'Thủ tục xác nhận mẫu để kiểm thử',
    type: 'STANDARD',
    formalityType: 'ASSIGNED_REGULATION',
    categoriesDetails: [{ id: 'x', code: 'T01', name: 'Lĩnh vực thử' }],
    isWard: true,
    isProvince: false,
    isMinistry: false,
    isVertical: false,
    isOtherAgency: false,
    subjectTypesDetails: [{ id: 'x', code: 'ĐT1', name: 'Công dân Việt Nam' }],
    departmentPromulgateCode: 'G15',
    departmentPromulgateName: 'Bộ Tư pháp',
    decisionNo: '',
    procedureProposal: {
      proposalNumber: '12/QĐ-BTP',
      decisionDate: Date.parse('2026-01-16T00:00:00+07:00'),
      publicationDate: Date.parse('2026-04-08T00:00:00+07:00'),
    },
    executionSteps: [{ name: '', description: 'Bước 1: Nộp hồ sơ.\nBước 2: Nhận kết quả.' }],
    executionMethods: [
      { ...method, submissionMethod: 'ONLINE' },
      { ...method, submissionMethod: 'DIRECT' },
    ],
    executionCases: [
      {
        name: '',
        profileComponents: [
          {
            code: '',
            name: 'Tờ khai theo mẫu',
            originalQty: 1,
            copyQty: 0,
            attachments: [{ fileName: 'Mẫu số 01.docx' }],
            hasElectronicForm: false,
          },
          { code: '', name: 'Bản sao căn cước', originalQty: 0, copyQty: 1, attachments: [], hasElectronicForm: false },
        ],
      },
    ],
    departmentsExecuting: [{ id: 'x', code: '', name: 'Ủy ban nhân dân cấp xã' }],
    unitGroupsExecuting: [],
    resultsDetails: [{ id: 'x', code: '', name: 'Giấy xác nhận' }],
    returningMethods: [{ type: 'OFFLINE', value: ['AT_SUBMISSION_PLACE'] }],
    legalBasisesDetails: [{ id: 'x', code: '60/2014/QH13', name: 'Luật Hộ tịch' }],
    requirementsAndConditions: '',
    isFullProcess: true,
    isOfflineOnly: false,
    isNonTerritorial: false,
    updatedAt: Date.parse('2026-04-08T02:00:00Z'),
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
        name: 'Thủ tục xác nhận mẫu để kiểm thử',
        field: 'Lĩnh vực thử',
        promulgator: 'Bộ Tư pháp',
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
