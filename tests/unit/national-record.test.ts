import { describe, expect, test } from 'vitest';
import { hasPart, missingParts } from '#procedures/model/completeness.ts';
import { type FlagKind, flagsOf } from '#procedures/model/flags.ts';
import { readNationalJson } from '#procedures/model/national-json.ts';
import { factsOf } from '#procedures/model/procedure.ts';
import { ofAnotherProvince } from '#procedures/model/provinces.ts';
import { nationalJson } from '#tests/support/national-json.ts';

function record(change: Readonly<Record<string, unknown>> = {}) {
  const read = readNationalJson(nationalJson(change));
  if (read.kind === 'broken') throw new Error(`${read.path}: ${read.why}`);
  return read.record;
}

const agencies = (...names: string[]) => names.map((name) => ({ code: 'x', name }));
const method = (change: Readonly<Record<string, unknown>>) => ({
  submissionMethod: 'DIRECT',
  processingTime: 5,
  processingTimeUnit: 'WORKING_DAY',
  fees: [],
  description: '',
  ...change,
});
const fee = (value: number | null, description = '') => ({ type: 'FEE', value, description, attachment: null });
const flags = (change: Readonly<Record<string, unknown>>): readonly FlagKind[] =>
  flagsOf(record(change), '2021-11-22').map((flag) => flag.kind);

describe('a record of the national database', () => {
  test('that is in order raises no flag and lacks nothing', () => {
    expect(flags({})).toEqual([]);
    expect(missingParts(record())).toEqual([]);
  });

  test('names what is wrong with it by its place', () => {
    expect(readNationalJson(nationalJson({ executionMethods: [method({ processingTimeUnit: 'WEEK' })] }))).toMatchObject({
      kind: 'broken',
      code: '9.000001',
      path: 'executionMethods.0.processingTimeUnit',
    });
    expect(readNationalJson(null)).toMatchObject({ kind: 'broken', code: '' });
    expect(readNationalJson('x')).toMatchObject({ kind: 'broken', code: '' });
  });

  test('takes agencies from their lists, where some entries are empty, and never from the text that joins them', () => {
    const { executing } = record({
      departmentsExecuting: agencies('Sở Văn hóa, Thể thao và Du lịch'),
      unitGroupsExecuting: [null, { id: 'x', name: 'Ủy ban nhân dân cấp xã' }],
      executingAgencies: 'Sở Văn hóa, Thể thao và Du lịch, Ủy ban nhân dân cấp xã',
    }).agencies;
    expect(executing.map((agency) => agency.name)).toEqual(['Sở Văn hóa, Thể thao và Du lịch', 'Ủy ban nhân dân cấp xã']);
  });

  test('has the day of its decision as Hà Nội counts it', () => {
    expect(record({ procedureProposal: { proposalNumber: '2/QĐ', decisionDate: Date.parse('2026-03-01T17:00:00Z') } }).decision.day).toBe(
      '2026-03-02',
    );
  });

  test('in whatever order it lists audiences is the same record', () => {
    const two = [
      { code: 'ĐT2', name: 'Doanh nghiệp' },
      { code: 'ĐT1', name: 'Công dân Việt Nam' },
    ];
    expect(record({ subjectTypesDetails: two })).toEqual(record({ subjectTypesDetails: [...two].reverse() }));
  });

  test.each([
    [{ isFullProcess: true }, 'toàn trình'],
    [{ isFullProcess: false }, 'một phần (có nộp trực tuyến)'],
    [{ isFullProcess: false, executionMethods: [method({})] }, 'chưa trực tuyến theo nguồn'],
    [{ isFullProcess: true, isOfflineOnly: true }, 'chưa trực tuyến theo nguồn'],
  ])('is filed online as far as it says: %j', (change, level) => {
    const full = record(change);
    expect(factsOf({ listing: { name: 'x', field: 'y', promulgator: '', executing: [] }, record: full, digest: null }).online_level).toBe(
      level,
    );
  });
});

describe('a value that is doubtful', () => {
  test.each([
    ['a fee of a few hundred đồng', { executionMethods: [method({ fees: [fee(45)] })] }, 'fee-thousands'],
    [
      'a fee of nothing beside words that name one',
      { executionMethods: [method({ fees: [fee(0, 'Mức phí 1.000.000 đồng/phòng')] })] },
      'fee-in-note',
    ],
    [
      'a fee of nothing where the way of filing names one',
      { executionMethods: [method({ fees: [fee(0)], description: 'Nộp 135.000đ' })] },
      'fee-in-note',
    ],
    ['a time without a unit', { executionMethods: [method({ processingTime: 1, processingTimeUnit: 'OTHER' })] }, 'time-without-unit'],
    [
      'times that differ by case',
      { executionMethods: [method({ processingTime: 17 }), method({ processingTime: 27, submissionMethod: 'ONLINE' })] },
      'time-by-case',
    ],
    ['an agency of the districts', { departmentsExecuting: agencies('Bảo hiểm xã hội cấp huyện') }, 'former-agency'],
    ['an office of the districts', { departmentsExecuting: agencies('Phòng Tư pháp') }, 'former-agency'],
    ['an agency of another city', { departmentsExecuting: agencies('Sở An toàn thực phẩm - TP.HCM') }, 'other-province'],
    ['nobody who carries it out', { departmentsExecuting: [], unitGroupsExecuting: [null] }, 'no-agency'],
    [
      'a decision of long ago',
      { procedureProposal: { proposalNumber: '3/QĐ', decisionDate: Date.parse('2014-08-19T00:00:00+07:00') } },
      'old-decision',
    ],
  ] as const)('is told: %s', (_, change, kind) => {
    expect(flags(change)).toEqual([kind]);
  });

  test('is not seen in ordinary ones: an amount in full, a fee of nothing without words, an agency of Hà Nội', () => {
    expect(flags({ executionMethods: [method({ fees: [fee(1000), fee(0, 'Theo quy định của Bộ Tài chính'), fee(null)] })] })).toEqual([]);
    expect(flags({ departmentsExecuting: agencies('Sở Tư pháp Thành phố Hà Nội', 'Ủy ban nhân dân cấp xã') })).toEqual([]);
  });

  test.each([
    ['Sở Xây dựng - TP.HCM', true],
    ['Sở Giáo dục và Đào tạo - Tỉnh Bạc Liêu', true],
    ['UBND cấp xã tỉnh Quảng Trị', true],
    ['Sở Nông nghiệp và Môi trường Thành phố Hải Phòng', true],
    ['Sở Tư pháp Thành phố Hà Nội', false],
    ['Ủy ban nhân dân cấp tỉnh', false],
    ['Ban Quản lý các khu công nghiệp', false],
    ['Phòng Cảnh sát quản lý hành chính về trật tự xã hội', false],
  ])('"%s" belongs to another province: %s', (name, other) => {
    expect(ofAnotherProvince(name)).toBe(other);
  });
});

describe('what the law asks of a published procedure', () => {
  test.each([
    ['steps', { executionSteps: [] }],
    ['cases', { executionCases: [] }],
    ['times', { executionMethods: [method({ processingTime: '' })] }],
    ['audiences', { subjectTypesDetails: [] }],
    ['executing', { departmentsExecuting: [] }],
  ] as const)('%s are named when they are missing', (part, change) => {
    expect(missingParts(record(change))).toContain(part);
  });

  test('a fee is stated by a number or by words', () => {
    expect(hasPart(record({ executionMethods: [method({ fees: [fee(0, 'Theo quy định của HĐND')] })] }), 'fees')).toBe(true);
    expect(hasPart(record({ executionMethods: [method({ fees: [fee(0)] })] }), 'fees')).toBe(false);
  });
});
