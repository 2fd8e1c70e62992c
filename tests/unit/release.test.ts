import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readIndexContent } from '#par-index/content.ts';
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
  test('a release by the first rule comes out as on the day it was made', () => {
    const files = releaseFiles(
      release([
        agency('A', { yes: 29, no: 0 }),
        agency('B', { yes: 29, no: 4 }),
        agency('C', { yes: 172, no: 28 }),
        agency('D', { appraised: ['36.25', '23.75'], self: null, yes: 91, no: 12 }),
        agency('E', { yes: 190, no: 10, list: 'commune' }),
        agency('F', { yes: 95, no: 5, list: 'commune' }),
      ]),
    );
    expect(Object.values(files).map((text) => createHash('sha256').update(text).digest('hex'))).toEqual([
      'b3a662aa6bdf415f2b9f6471d36c90cf3551e4648f4de431df5760d04f55aba2',
      '249763702e082c3c5ad47c3a0ddbd2df9b63abd921fcb4790e2634f02f428692',
      '8b813d51be0cfec7902e2e024428ce3895f511d0d8c7c9b66d7da3aae3e758fb',
    ]);
  });

  test('the rules and criteria of earlier releases have not changed under their ids', () => {
    const { rules, criteria } = readIndexContent();
    const hashes = Object.fromEntries([...rules, ...criteria].map(({ definition, sha256 }) => [definition.id, sha256]));
    expect(hashes).toMatchObject({
      'sipas-top2-pooled-1': '160f5f603681397701d7c340967ffc4cf42da0f6df32a96a3204fdf30a976bc4',
      'hn-cchc-gia-dinh-1': 'e32d452c67ad293f8046bc5597aa94e4b84ccbe400d064c76d1b6498134ef58e',
    });
  });

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
