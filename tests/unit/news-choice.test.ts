import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressName } from '#newsroom/model/address-name.ts';
import { topics } from '#newsroom/model/article.ts';
import { narrow } from '#newsroom/model/facets.ts';
import {
  anyNews,
  type NewsKey,
  newsAddress,
  newsFacets,
  offeredTimes,
  readNewsChoice,
  relatedNews,
  topicNamed,
} from '#newsroom/model/news-choice.ts';
import { readingMinutes, wordsPerMinute } from '#newsroom/model/reading-time.ts';

const read = (address: string) => readNewsChoice(new URLSearchParams(address));
const news = (slug: string, published: string, others: Partial<NewsKey> = {}): NewsKey => ({
  slug,
  published,
  topics: ['Sáng kiến'],
  documents: [],
  ...others,
});

const anyKey: fc.Arbitrary<NewsKey> = fc.record({
  slug: fc.stringMatching(/^[a-z]{1,3}$/),
  published: fc.constantFrom('2024-11-16', '2024-11', '2024', '2021-09-28', '2019'),
  topics: fc.uniqueArray(fc.constantFrom(...topics), { minLength: 1, maxLength: 3 }),
  documents: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }),
});

describe('the choice of news in an address', () => {
  test('names a topic without accents, and a month or a year', () => {
    expect(read('chu-de=sang-kien&thang=2024-11')).toEqual({ choice: { topic: 'sang-kien', time: '2024-11' }, unknown: [] });
    expect(read('thang=2024').choice.time).toBe('2024');
    expect(read('')).toEqual({ choice: anyNews, unknown: [] });
  });

  test.each(['chu-de=Sáng kiến', 'chu-de=khong-co', 'thang=2024-13', 'thang=11/2024', 'thang=2024-1', 'thang=2024-11-16'])(
    'is none where it says %s, which is told',
    (address) => {
      expect(read(address)).toEqual({ choice: anyNews, unknown: [address.split('=')[1]] });
    },
  );

  test('comes back from its own address', () => {
    const choices = fc.record({
      topic: fc.option(fc.constantFrom(...topics.map(addressName))),
      time: fc.option(fc.constantFrom('2024', '2024-11', '2019-01')),
    });
    fc.assert(
      fc.property(choices, (choice) => {
        const given = Object.entries(newsAddress(choice)).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
        expect(readNewsChoice(new URLSearchParams(given))).toEqual({ choice, unknown: [] });
      }),
    );
  });

  test('has one name for each topic', () => {
    for (const topic of topics) expect(topicNamed(addressName(topic))).toBe(topic);
    expect(new Set(topics.map(addressName)).size).toBe(topics.length);
  });
});

describe('the archive', () => {
  const all = [news('a', '2024-11-16'), news('b', '2024-11'), news('c', '2024'), news('d', '2021-09-28')];
  const listed = (time: string) => narrow(all, newsFacets, { ...anyNews, time }).listed.map(({ slug }) => slug);

  test('lists under a year also what is known only to the year, under a month what is known of it', () => {
    expect(listed('2024')).toEqual(['a', 'b', 'c']);
    expect(listed('2024-11')).toEqual(['a', 'b']);
    expect(listed('2024-12')).toEqual([]);
  });

  test('offers the newest months, and those of the year that is chosen', () => {
    const { counts } = narrow(all, newsFacets, anyNews);
    expect(offeredTimes(counts.time, null, 1)).toEqual({ years: ['2024', '2021'], months: ['2024-11'] });
    expect(offeredTimes(counts.time, '2021', 1).months).toEqual(['2021-09']);
    expect(offeredTimes(counts.time, '2021-09', 1).months).toEqual(['2021-09']);
  });

  test('has every article under its year, once', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 20 }), (keys) => {
        const { counts } = narrow(keys, newsFacets, anyNews);
        const { years } = offeredTimes(counts.time, null, 12);
        expect(years.reduce((sum, year) => sum + (counts.time.get(year) ?? 0), 0)).toBe(keys.length);
      }),
    );
  });
});

describe('related news', () => {
  test('name the same documents first, then share topics, and never are the article itself', () => {
    const article = news('a', '2024', { topics: ['Sáng kiến', 'Chuyển đổi số'], documents: ['x'] });
    const others = [
      news('other', '2024', { topics: ['Tổ chức bộ máy'] }),
      article,
      news('one-topic', '2024'),
      news('two-topics', '2023', { topics: ['Chuyển đổi số', 'Sáng kiến'] }),
      news('document', '2020', { topics: ['Tổ chức bộ máy'], documents: ['x'] }),
    ];
    expect(relatedNews(article, others, 9).map(({ slug }) => slug)).toEqual(['document', 'two-topics', 'one-topic']);
    expect(relatedNews(article, others, 1).map(({ slug }) => slug)).toEqual(['document']);
  });

  test('always have something in common with it', () => {
    fc.assert(
      fc.property(anyKey, fc.array(anyKey, { maxLength: 12 }), fc.integer({ min: 0, max: 5 }), (article, others, most) => {
        const related = relatedNews(article, others, most);
        expect(related.length).toBeLessThanOrEqual(most);
        for (const one of related) {
          expect(one.slug).not.toBe(article.slug);
          const common =
            one.topics.some((topic) => article.topics.includes(topic)) || one.documents.some((d) => article.documents.includes(d));
          expect(common).toBe(true);
        }
      }),
    );
  });
});

describe('the time it takes to read', () => {
  test('is at least a minute, and counts words, not marks', () => {
    expect(readingMinutes('Ngắn.')).toBe(1);
    expect(readingMinutes('')).toBe(1);
    expect(readingMinutes('**từ** - '.repeat(wordsPerMinute * 3))).toBe(3);
  });
});
