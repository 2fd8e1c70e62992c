import { expect, test } from 'vitest';
import { plainReading } from '#search/model/interpretation.ts';
import { openChooser } from '#search/model/open-chooser.ts';

const chooser = {
  word: 'tạm trú',
  choices: [
    { label: 'Đăng ký tạm trú', query: 'đăng ký tạm trú' },
    { label: 'Gia hạn tạm trú', query: 'gia hạn tạm trú' },
  ],
};

test('a word of several meanings leaves a choice', () => {
  expect(openChooser('tạm trú', { ...plainReading, chooser })).toBe(chooser);
  expect(openChooser('khai sinh', plainReading)).toBe(null);
});

test('who has typed one of the meanings, however it was typed, is not asked again', () => {
  expect(openChooser('Dang ky  TAM tru', { ...plainReading, chooser })).toBe(null);
  const corrected = { text: 'đăng ký tạm trú', by: 'telex' } as const;
  expect(openChooser('ddawng kys tamj trus', { ...plainReading, chooser, corrected })).toBe(null);
});
