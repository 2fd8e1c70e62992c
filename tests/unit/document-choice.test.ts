import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressName } from '#newsroom/model/address-name.ts';
import { documentStatuses, type LegalDocument } from '#newsroom/model/document.ts';
import { anyDocument, chooseDocuments, documentAddress, readDocumentChoice, searchDocuments } from '#newsroom/model/document-choice.ts';
import { vietnameseText, vietnameseWord } from './examples.ts';

const document = (number: string, others: Partial<LegalDocument> = {}): LegalDocument => ({
  slug: addressName(number),
  number,
  kind: 'Quyết định',
  issuer: 'UBND thành phố Hà Nội',
  issued: '2025-11-17',
  title: 'Chỉ số cải cách hành chính',
  summary: 'Tóm tắt.',
  status: 'chưa đối chiếu',
  source: { name: 'Ví dụ' },
  certainty: 'memory',
  body: 'Nội dung.',
  ...others,
});

const all = [
  document('5997/QĐ-UBND', { summary: 'Dựa trên Quyết định 5666/QĐ-UBND.' }),
  document('5666/QĐ-UBND', { issued: '2025-11' }),
  document('118/2025/NĐ-CP', {
    kind: 'Nghị định',
    issuer: 'Chính phủ',
    issued: '2025',
    title: 'Cơ chế một cửa',
    body: 'Nhận **hồ sơ** tại nhà.',
  }),
];
const found = (text: string) => searchDocuments(all, text).map(({ number }) => number);

const anyOne: fc.Arbitrary<LegalDocument> = fc
  .record({
    number: fc.constantFrom('1/QĐ-UBND', '12/2025/NĐ-CP', '123/KH-UBND'),
    kind: fc.constantFrom('Quyết định', 'Nghị định'),
    issuer: fc.constantFrom('Chính phủ', 'UBND thành phố Hà Nội'),
    issued: fc.constantFrom('2025-11-17', '2025-11', '2024'),
    status: fc.constantFrom(...documentStatuses),
    title: vietnameseText,
    body: vietnameseText,
  })
  .map(({ number, ...others }) => document(number, others));

describe('the search among documents', () => {
  test('puts the number that was typed first, before documents that only mention it', () => {
    expect(found('5666')).toEqual(['5666/QĐ-UBND', '5997/QĐ-UBND']);
    expect(found('5666/qd')).toEqual(['5666/QĐ-UBND', '5997/QĐ-UBND']);
    expect(found('quyet dinh 5666')[0]).toBe('5666/QĐ-UBND');
  });

  test('reads words with or without accents, in number, title, summary and body, whatever their order', () => {
    expect(found('mot cua')).toEqual(['118/2025/NĐ-CP']);
    expect(found('HỒ SƠ nhà')).toEqual(['118/2025/NĐ-CP']);
    expect(found('chính phủ')).toEqual(['118/2025/NĐ-CP']);
    expect(found('cửa hồ sơ phường')).toEqual([]);
  });

  test('takes the last word unfinished, the others whole', () => {
    expect(found('cơ ch')).toEqual(['118/2025/NĐ-CP']);
    expect(found('c chế')).toEqual([]);
  });

  test('knows words that are written either way, and not the addresses of links', () => {
    const one = document('1/KH', { body: 'Thi [kỹ năng](https://vi-du.vn/trang-khac) số.' });
    expect(searchDocuments([one], 'kĩ năng số')).toHaveLength(1);
    expect(searchDocuments([one], 'khac')).toEqual([]);
  });

  test('finds nothing for signs without words, and all for nothing', () => {
    expect(found('/// …')).toEqual([]);
    expect(found('  ')).toHaveLength(3);
  });

  test('finds every document by each word that it holds, and by its number', () => {
    fc.assert(
      fc.property(anyOne, vietnameseWord, (one, word) => {
        expect(searchDocuments([{ ...one, body: `${one.body} ${word}` }], word)).toHaveLength(1);
        expect(searchDocuments([one], one.number)).toHaveLength(1);
      }),
    );
  });

  test('only ever takes away and reorders', () => {
    fc.assert(
      fc.property(fc.array(anyOne, { maxLength: 8 }), fc.oneof(vietnameseText, fc.string()), (documents, text) => {
        const result = searchDocuments(documents, text);
        expect(new Set(result).size).toBe(result.length);
        for (const one of result) expect(documents).toContain(one);
      }),
    );
  });
});

describe('the choice of documents in an address', () => {
  test('comes back from its own address', () => {
    const value = fc.option(fc.constantFrom('nghi-dinh', '2025', 'con-hieu-luc'));
    const facets = fc.record({ kind: value, issuer: value, year: value, status: value });
    fc.assert(
      fc.property(facets, fc.constantFrom('', 'hồ sơ', '5666/QĐ'), (chosen, text) => {
        const given = Object.entries(documentAddress({ facets: chosen, text })).flatMap(([name, one]) => (one ? [[name, one]] : []));
        expect(readDocumentChoice(new URLSearchParams(given))).toEqual({ facets: chosen, text });
      }),
    );
  });

  test('holds together with words, and counts what each other choice would list with them', () => {
    const choice = { facets: { ...anyDocument.facets, issuer: 'ubnd-thanh-pho-ha-noi' }, text: '5666' };
    const { listed, counts } = chooseDocuments(all, choice);
    expect(listed.map(({ number }) => number)).toEqual(['5666/QĐ-UBND', '5997/QĐ-UBND']);
    expect(counts.kind).toEqual(new Map([['quyet-dinh', 2]]));
    expect(chooseDocuments(all, anyDocument).counts.year).toEqual(new Map([['2025', 3]]));
  });
});
