import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '#platform/config.ts';
import { Fault } from '#platform/fault.ts';

describe('without any setting', () => {
  const config = readConfig({});

  test('the portal runs on this machine alone, at port 4321', () => {
    expect(config).toMatchObject({ port: 4321, host: '127.0.0.1', siteUrl: 'http://localhost:4321' });
  });

  test('the data lies in the folder data', () => {
    expect(config.dataDir).toBe(path.resolve('data'));
  });
});

describe('settings that are given', () => {
  test('all data lies in the one folder that is set', () => {
    expect(readConfig({ DATA_DIR: '/srv/cong' })).toMatchObject({
      dataDir: '/srv/cong',
      databaseFile: '/srv/cong/portal.sqlite',
      searchFile: '/srv/cong/search.sqlite',
      releasesDir: '/srv/cong/releases',
    });
  });

  test('a folder set by a relative path is read from where the portal starts', () => {
    expect(readConfig({ DATA_DIR: 'tmp/x' }).databaseFile).toBe(path.resolve('tmp/x/portal.sqlite'));
  });

  test('the public address is used without its last slash', () => {
    expect(readConfig({ SITE_URL: 'https://cchc.hanoi.gov.vn/' }).siteUrl).toBe('https://cchc.hanoi.gov.vn');
    expect(readConfig({ SITE_URL: 'https://hanoi.gov.vn/cchc' }).siteUrl).toBe('https://hanoi.gov.vn/cchc');
  });

  test.each(['0.0.0.0', '::', '::1', '127.0.0.1'])('the address %s is shown as localhost', (HOST) => {
    expect(readConfig({ HOST, PORT: '8080' }).siteUrl).toBe('http://localhost:8080');
  });

  test('another host is shown by its name', () => {
    expect(readConfig({ HOST: 'may-chu', PORT: '80' })).toMatchObject({ host: 'may-chu', port: 80, siteUrl: 'http://may-chu:80' });
  });

  test('answers about pages are kept for 400 days, or as long as is set', () => {
    expect(readConfig({}).feedbackDays).toBe(400);
    expect(readConfig({ FEEDBACK_DAYS: '90' }).feedbackDays).toBe(90);
  });

  test('a setting left empty is a setting not made', () => {
    expect(readConfig({ PORT: '', HOST: '', DATA_DIR: '', SITE_URL: undefined })).toEqual(readConfig({}));
  });

  test('other variables of the machine do not matter', () => {
    expect(readConfig({ HOME: '/root', LANG: 'vi_VN.UTF-8' })).toEqual(readConfig({}));
  });
});

describe('Meilisearch', () => {
  const given = { MEILI_URL: 'http://127.0.0.1:7700', MEILI_KEY: 'khoa' };

  test('is not used unless its address is set', () => {
    expect(readConfig({}).meilisearch).toBeNull();
    expect(readConfig({ MEILI_KEY: 'khoa' }).meilisearch).toBeNull();
  });

  test('is used with the portal’s own prefix, for at most 800 milliseconds a query', () => {
    expect(readConfig(given).meilisearch).toEqual({ url: 'http://127.0.0.1:7700', key: 'khoa', index: 'cchc', timeoutMs: 800 });
    expect(readConfig({ ...given, MEILI_INDEX: 'thu_2', MEILI_TIMEOUT_MS: '1500' }).meilisearch).toMatchObject({
      index: 'thu_2',
      timeoutMs: 1500,
    });
  });

  test('needs its key', () => {
    expect(() => readConfig({ MEILI_URL: given.MEILI_URL })).toThrow('MEILI_KEY: phải có');
  });
});

describe('a setting that cannot be used is named', () => {
  test.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['FEEDBACK_DAYS', '29'],
    ['FEEDBACK_DAYS', 'mãi mãi'],
    ['SITE_URL', 'cchc.hanoi.gov.vn'],
    ['MEILI_URL', '127.0.0.1:7700'],
    ['MEILI_INDEX', 'cchc-1'],
    ['MEILI_INDEX', 'chỉ mục'],
    ['MEILI_TIMEOUT_MS', '0'],
    ['MEILI_TIMEOUT_MS', 'nhanh'],
  ])('%s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(Fault);
    expect(() => readConfig({ [name]: value })).toThrow(`Cấu hình sai: ${name}: phải là`);
  });
});
