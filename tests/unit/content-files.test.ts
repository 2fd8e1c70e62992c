import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { readContentFile, readContentFolder } from '#platform/content-files.ts';
import { Fault } from '#platform/fault.ts';

const schema = z.strictObject({
  title: z.string({ error: 'cần tiêu đề' }),
  topics: z.array(z.enum(['Sáng kiến', 'Chuyển đổi số'], { error: 'chủ đề lạ' })).optional(),
});

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'content-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** What the editor is told of a file that cannot be read. */
function fault(name: string, content: string | Uint8Array): string {
  const file = write(name, content);
  try {
    readContentFile(file, schema);
  } catch (error) {
    if (error instanceof Fault) return error.message.slice(error.message.indexOf(name));
    throw error;
  }
  return 'no fault';
}

describe('a file that is right', () => {
  test('gives its fields, its text and its name', () => {
    const file = write('khai-sinh.md', '---\ntitle: Khai sinh\ntopics: [Sáng kiến]\n---\n\nĐoạn một.\n\n---\n\nĐoạn hai.\n');
    expect(readContentFile(file, schema)).toEqual({
      name: 'khai-sinh',
      data: { title: 'Khai sinh', topics: ['Sáng kiến'] },
      body: 'Đoạn một.\n\n---\n\nĐoạn hai.',
    });
  });

  test('may come from Windows, with its line ends and its mark at the start', () => {
    expect(readContentFile(write('a.md', '\uFEFF---\r\ntitle: Một\r\n---\r\nNội dung\r\n'), schema)).toMatchObject({
      data: { title: 'Một' },
      body: 'Nội dung',
    });
  });

  test('comes out in whole letters when accents were written as separate marks', () => {
    const { data, body } = readContentFile(write('a.md', '---\ntitle: Hộ tịch\n---\nĐường phố\n'.normalize('NFD')), schema);
    expect(data.title).toBe('Hộ tịch'.normalize('NFC'));
    expect(body).toBe('Đường phố'.normalize('NFC'));
  });

  test('is read in the order of names; files of other kinds are left alone', () => {
    write('b.yaml', 'title: B');
    write('a.md', '---\ntitle: A\n---\n');
    write('c.txt', 'not a content file');
    write('.a.yaml.swp', 'not a content file');
    expect(readContentFolder(folder, schema).map(({ name, data }) => [name, data.title])).toEqual([
      ['a', 'A'],
      ['b', 'B'],
    ]);
  });
});

describe('a file that is wrong is named with its line', () => {
  test('a wrong field', () => {
    expect(fault('a.yaml', '# ghi chú\n\ntitle: 5\n')).toBe('a.yaml:3: title: cần tiêu đề');
  });

  test('a wrong field inside a list', () => {
    expect(fault('a.yaml', 'title: A\ntopics:\n  - Sáng kiến\n  - Thể thao\n')).toBe('a.yaml:4: topics.1: chủ đề lạ');
  });

  test('a wrong field above the text of an article, counted from the top of the file', () => {
    expect(fault('a.md', '---\ntopics: []\ntitle: [1]\n---\nNội dung\n')).toBe('a.md:3: title: cần tiêu đề');
  });

  test('a missing field', () => {
    expect(fault('a.yaml', '# ghi chú\ntopics: []\n')).toBe('a.yaml:2: title: cần tiêu đề');
  });

  test('a field that does not exist', () => {
    expect(fault('a.yaml', 'title: A\ntitel: B\n')).toMatch(/^a\.yaml:1: tệp: .*titel/);
  });

  test('an empty file', () => {
    expect(fault('a.yaml', '')).toMatch(/^a\.yaml:1: tệp: /);
  });

  test('YAML that cannot be read', () => {
    expect(fault('a.yaml', 'title: A\ntopics: [Sáng kiến\nx: 1\n')).toMatch(/^a\.yaml:3: YAML sai: /);
    expect(fault('a.md', '---\ntitle: A\ntitle: B\n---\n')).toMatch(/^a\.md:3: YAML sai: .*unique/);
  });

  test('an article without the part between the two lines of hyphens', () => {
    expect(fault('a.md', 'title: A\n\nNội dung\n')).toBe('a.md:1: cần phần đầu tệp giữa hai dòng "---"');
    expect(fault('b.md', '---\ntitle: A\n\nNội dung\n')).toBe('b.md:1: cần phần đầu tệp giữa hai dòng "---"');
  });

  test('a file that is not UTF-8', () => {
    expect(fault('a.yaml', Uint8Array.of(...Buffer.from('title: H'), 0xe0, 0x20))).toContain(
      'a.yaml: không đọc được tệp (cần văn bản UTF-8)',
    );
  });

  test('a file or a folder that does not exist', () => {
    expect(() => readContentFile(path.join(folder, 'x.yaml'), schema)).toThrow(Fault);
    expect(() => readContentFolder(path.join(folder, 'x'), schema)).toThrow(Fault);
  });
});
