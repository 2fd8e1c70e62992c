import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeRelease, releaseFiles, releaseInputSchema } from '#par-index/model/release.ts';
import { type Agency, agencies, agency, release } from './release-examples.ts';

const compute = (...agencies: readonly Agency[]) => computeRelease(release(agencies)).agencies;

describe('the index of an agency', () => {
  test('the Department of Finance in 2020: 66.40 appraised and 26.36 from the survey are 92.76', () => {
    expect(compute(agency('STC', { appraised: ['38.40', '28.00'], yes: 659, no: 91 }))[0]).toMatchObject({
      appraised_points: '66.40',
      sociological_points: '26.36',
      index: '92.76',
      responses: 750,
      satisfaction_percent: '87.87',
    });
  });

  test('what an agency says of itself is shown and never counted', () => {
    const [modest, proud, silent] = compute(
      agency('A', { self: '10', yes: 90, no: 10 }),
      agency('B', { self: '35.5', yes: 90, no: 10 }),
      agency('C', { self: null, yes: 90, no: 10 }),
    );
    expect([modest?.self_total, proud?.self_total, silent?.self_total]).toEqual(['20.00', '71.00', null]);
    expect([modest?.index, proud?.index, silent?.index]).toEqual(['87.00', '87.00', '87.00']);
  });

  test('with 29 answers there is no index, with 30 there is one without a rank, with 100 it is ranked', () => {
    const [few, some, enough] = compute(agency('A', { yes: 29, no: 0 }), agency('B', { yes: 29, no: 1 }), agency('C', { yes: 99, no: 1 }));
    expect(few).toMatchObject({ responses: 29, satisfaction_percent: null, index: null, index_interval: null, rank: null });
    expect(some).toMatchObject({ index: '89.00', rank: null, rank_interval: null });
    expect(enough).toMatchObject({ index: '89.70', rank: 1, rank_interval: [1, 1] });
  });

  test('its interval is that of the survey part only', () => {
    expect(compute(agency('A', { yes: 172, no: 28 }))[0]).toMatchObject({
      satisfaction_interval: ['80.51', '90.13'],
      index_interval: ['84.15', '87.04'],
    });
  });
});

describe('the files of a release', () => {
  test('the files come out the same, byte for byte, from the published input file', () => {
    fc.assert(
      fc.property(agencies, (all) => {
        const files = releaseFiles(release(all));
        expect(releaseFiles(releaseInputSchema.parse(JSON.parse(files['input.json'])))).toEqual(files);
      }),
    );
  });

  test('the table has one row per agency, empty cells where there is nothing, and quotes around commas', () => {
    const rows = releaseFiles(
      release([{ ...agency('A', { yes: 99, no: 1 }), name: 'Sở "X", Y' }, agency('B', { yes: 1, no: 0, self: null })]),
    );
    expect(rows['result.csv'].split('\r\n')).toEqual([
      'code,name,list,self_total,appraised_points,responses,satisfaction_percent,satisfaction_interval,sociological_points,index,index_interval,rank,rank_interval',
      'A,"Sở ""X"", Y",department,60.00,60.00,100,99.00,94.55..99.82,29.70,89.70,88.37..89.95,1,1..1',
      'B,Sở B,department,,60.00,1,,,,,,,',
      '',
    ]);
  });
});
