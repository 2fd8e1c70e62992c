import { describe, expect, test } from 'vitest';
import { articleHeadSchema, slug } from '#newsroom/model/article.ts';
import { partialDate } from '#platform/model/partial-date.ts';

describe('the head of an article', () => {
  const head = {
    title: 'Cải cách hành chính năm 2026',
    summary: 'Tóm tắt',
    published: '2026-11',
    topics: ['Sáng kiến'],
    source: { name: 'Cổng thông tin', url: 'https://hanoi.gov.vn' },
    documents: [],
  };

  test('is accepted with a source', () => {
    expect(articleHeadSchema.safeParse(head).success).toBe(true);
  });

  test('is refused without a source, with an unknown topic or an endless title', () => {
    expect(articleHeadSchema.safeParse({ ...head, source: undefined }).success).toBe(false);
    expect(articleHeadSchema.safeParse({ ...head, topics: ['Thể thao'] }).success).toBe(false);
    expect(articleHeadSchema.safeParse({ ...head, topics: [] }).success).toBe(false);
    expect(articleHeadSchema.safeParse({ ...head, source: { name: 'x', url: 'javascript:alert(1)' } }).success).toBe(false);
    expect(articleHeadSchema.safeParse({ ...head, title: 'a'.repeat(161) }).success).toBe(false);
  });

  test.each(['cai-cach-2026', 'a', '1'])('may have the address %s', (address) => {
    expect(slug.safeParse(address).success).toBe(true);
  });

  test.each(['Cai-cach', 'cải-cách', 'a--b', '-a', 'a/b', '', 'a'.repeat(121)])('may not have the address %j', (address) => {
    expect(slug.safeParse(address).success).toBe(false);
  });
});

describe('a date', () => {
  test.each(['16/11/2024', '2024-1', '24-01-01', '2024-11-16T00:00', ''])('%j is refused', (date) => {
    expect(partialDate.safeParse(date).success).toBe(false);
  });
});
