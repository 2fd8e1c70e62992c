import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agencyKinds, agencySchema, existsOn, ratableOn, ratedAs } from '#agencies/model/agency.ts';

const district = { kind: 'urban-district', valid_from: null, valid_to: '2025-06-30' } as const;
const ward = { kind: 'ward', valid_from: '2025-07-01', valid_to: null } as const;
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2050-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('the days on which an agency exists', () => {
  test('the districts end with 30 June 2025 and the new wards begin with 1 July', () => {
    expect(existsOn(district, '2025-06-30')).toBe(true);
    expect(existsOn(ward, '2025-06-30')).toBe(false);
    expect(existsOn(district, '2025-07-01')).toBe(false);
    expect(existsOn(ward, '2025-07-01')).toBe(true);
  });

  test('without known bounds it always exists', () => {
    fc.assert(
      fc.property(day, (one) => {
        expect(existsOn({ valid_from: null, valid_to: null }, one)).toBe(true);
      }),
    );
  });

  test('of an agency and its successor exactly one exists on any day', () => {
    fc.assert(
      fc.property(day, (one) => {
        expect(existsOn(district, one)).toBe(!existsOn(ward, one));
      }),
    );
  });
});

describe('who can be rated', () => {
  const today = '2026-11-22';

  test('wards, communes and departments of today', () => {
    const rated = agencyKinds.filter((kind) => ratableOn({ kind, valid_from: '2025-07-01', valid_to: null }, today));
    expect(rated).toEqual(['ward', 'commune', 'department']);
  });

  test('no agency that has ended or not begun', () => {
    expect(ratableOn({ kind: 'commune', valid_from: null, valid_to: '2025-06-30' }, today)).toBe(false);
    expect(ratableOn({ kind: 'department', valid_from: '2027-01-01', valid_to: null }, today)).toBe(false);
  });

  test('a ward is rated by the questionnaires for communes, a department by its own, others by none', () => {
    expect(Object.fromEntries(agencyKinds.map((kind) => [kind, ratedAs(kind)]))).toEqual({
      ward: 'commune',
      commune: 'commune',
      township: null,
      'urban-district': null,
      'rural-district': null,
      town: null,
      department: 'department',
      other: null,
    });
  });
});

describe('the record of an agency', () => {
  const record = { code: 'SNV', name: 'Sở Nội vụ', kind: 'department', sources: ['QD-1'] };

  test.each(['00001', 'SNV', 'BQL-KCN', '001-truoc-2025'])('may have the code %s', (code) => {
    expect(agencySchema.safeParse({ ...record, code }).success).toBe(true);
  });

  test.each(['snv', 'SỞ', '-SNV', 'SNV truoc', ''])('may not have the code %j', (code) => {
    expect(agencySchema.safeParse({ ...record, code }).success).toBe(false);
  });

  test('names its source, its kind among the known ones and its days in full', () => {
    expect(agencySchema.safeParse({ ...record, sources: [] }).success).toBe(false);
    expect(agencySchema.safeParse({ ...record, kind: 'ministry' }).success).toBe(false);
    expect(agencySchema.safeParse({ ...record, valid_from: '2025-07' }).success).toBe(false);
    expect(agencySchema.safeParse({ ...record, telephone: '024' }).success).toBe(false);
  });
});
