import { describe, expect, test } from 'vitest';
import { startTestPortal } from '../support/server.ts';

interface Answer {
  readonly query: string;
  readonly suggestions: readonly { kind: string; kind_label: string; title: string; lang: string; code: string | null; url: string }[];
}

describe('while somebody types', () => {
  test('procedures are suggested with their codes, what is often searched for before them, at most eight', async () => {
    const { url } = await startTestPortal();
    const answer = await fetch(`${url}/api/v1/search/suggest?q=khai+si`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
    const { query, suggestions } = (await answer.json()) as Answer;
    expect(query).toBe('khai si');
    expect(suggestions[0]).toEqual({
      kind: 'shortcut',
      kind_label: 'Hay được tìm',
      title: 'Khai sinh',
      lang: 'vi',
      code: null,
      url: '/tim-kiem?q=Khai+sinh&loai=procedure',
    });
    expect(suggestions).toContainEqual({
      kind: 'procedure',
      kind_label: 'Thủ tục',
      title: 'Đăng ký khai sinh',
      lang: 'vi',
      code: '1.001193',
      url: '/thu-tuc/1.001193',
    });
    expect(suggestions).toHaveLength(8);
    expect(new Set(suggestions.map((one) => one.url)).size).toBe(8);
  });

  test('the meanings of a word of several meanings come first, each with results of its own', async () => {
    const { url } = await startTestPortal();
    const { suggestions } = (await (await fetch(`${url}/api/v1/search/suggest?q=nhap+khau`)).json()) as Answer;
    expect(suggestions.slice(0, 2)).toMatchObject([
      { kind: 'choice', kind_label: 'Bạn muốn tìm…', title: 'Nhập hộ khẩu (đăng ký thường trú)', code: null },
      { kind: 'choice', title: 'Nhập khẩu hàng hóa' },
    ]);
    expect(await (await fetch(`${url}${suggestions[0]?.url}`)).text()).toContain('/thu-tuc/1.004222');
  });

  test('names that begin with what was typed come before others', async () => {
    const { url } = await startTestPortal();
    const { suggestions } = (await (await fetch(`${url}/api/v1/search/suggest?q=dang+ky+ket+h`)).json()) as Answer;
    const begins = suggestions.filter((one) => one.kind === 'procedure').map((one) => /^đăng ký kết h/i.test(one.title));
    expect(begins[0]).toBe(true);
    expect(begins).toEqual([...begins].sort((a, b) => Number(b) - Number(a)));
  });

  test('in English the addresses are English, and titles say that they are Vietnamese', async () => {
    const { url } = await startTestPortal();
    const { suggestions } = (await (await fetch(`${url}/api/v1/search/suggest?q=ket+hon&lang=en`)).json()) as Answer;
    expect(suggestions[0]).toMatchObject({ title: 'Marriage', lang: 'en', kind_label: 'Often searched for' });
    expect(suggestions.every((one) => one.url.startsWith('/en/'))).toBe(true);
    expect(suggestions.filter((one) => one.kind === 'procedure').every((one) => one.lang === 'vi')).toBe(true);
    for (const one of suggestions) expect((await fetch(`${url}${one.url}`)).status).toBe(200);
  });

  test('one letter, blanks or nonsense suggest nothing', async () => {
    const { url } = await startTestPortal();
    for (const q of ['', 'k', ' k ', '   ', '!!', '"', '*', '--', '💐💐', '\u0000\u0001', 'zzzzqqqq'])
      expect(await (await fetch(`${url}/api/v1/search/suggest?q=${encodeURIComponent(q)}`)).json(), q).toEqual({
        query: q,
        suggestions: [],
      });
  });

  test('whatever is typed is answered', async () => {
    const { url } = await startTestPortal();
    const typed = [
      "' OR 1=1 --",
      'NEAR(',
      'a AND',
      'title:x',
      '<img src=x onerror=alert(1)>',
      'ạ'.repeat(300),
      'H26.103-260611-0001',
      '%%%',
    ];
    for (const q of typed) expect((await fetch(`${url}/api/v1/search/suggest?q=${encodeURIComponent(q)}`)).status, q).toBe(200);
  });

  test('parameters that make no sense are named', async () => {
    const { url } = await startTestPortal();
    for (const [query, field] of [
      ['', 'q'],
      [`q=${'a'.repeat(301)}`, 'q'],
      [`q=${'ạ'.repeat(10_000)}`, 'q'],
      ['q=a&q=b', 'q'],
      ['q=khai&lang=fr', 'lang'],
      ['q=khai&limit=100', 'limit'],
    ]) {
      const answer = await fetch(`${url}/api/v1/search/suggest?${query}`);
      expect(answer.status, query).toBe(400);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ status: 400, errors: [{ field }] });
    }
  });
});
