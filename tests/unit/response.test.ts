import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translatorFor } from '#i18n/translator.ts';
import { readInstruments } from '#survey/content.ts';
import { type Instrument, instrumentSchema, itemsOf, questionsOf } from '#survey/model/instrument.ts';
import { checkAnswers, packAnswers, responseInput, saidErrors, shapeErrors, unpackAnswers } from '#survey/model/response.ts';
import { tallyOf } from '#survey/model/tally.ts';
import { questionnaire, questionnaireFile } from './examples.ts';

const instruments = readInstruments().map(({ definition }) => ({ id: definition.id, instrument: definition }));

function real(id: string): Instrument {
  const found = instruments.find((one) => one.id === id);
  if (!found) throw new Error(`no questionnaire ${id}`);
  return found.instrument;
}

/** Any answers to a questionnaire that its form can give. */
function answersTo(instrument: Instrument): fc.Arbitrary<Record<string, number | null>> {
  return fc.record(
    Object.fromEntries(questionsOf(instrument).map(({ code, values }) => [code, fc.option(fc.constantFrom(...values), { nil: null })])),
  );
}

describe.each(instruments)('answers to the questionnaire $id', ({ instrument }) => {
  test('come back as they were given', () => {
    fc.assert(
      fc.property(answersTo(instrument), (answers) => {
        const packed = packAnswers(instrument, answers);
        expect(packed).toMatch(/^[1-5-]+$/);
        expect(unpackAnswers(instrument, packed)).toEqual(answers);
      }),
    );
  });

  test('are accepted whenever one question is answered', () => {
    fc.assert(
      fc.property(answersTo(instrument), (answers) => {
        const blank = Object.values(answers).every((value) => value === null);
        expect(checkAnswers(instrument, { answers }).map((error) => error.field)).toEqual(blank ? ['answers'] : []);
      }),
    );
  });

  test('are counted alike one by one, all at once and in any order', () => {
    const responses = fc
      .array(answersTo(instrument), { maxLength: 6 })
      .map((all) => all.map((answers) => packAnswers(instrument, answers)));
    const twoOrders = responses.chain((packed) =>
      fc.tuple(fc.constant(packed), fc.shuffledSubarray(packed, { minLength: packed.length, maxLength: packed.length })),
    );
    fc.assert(
      fc.property(twoOrders, ([packed, shuffled]) => {
        const added: Record<string, Record<number, number>> = { ...tallyOf(instrument, []) };
        for (const one of shuffled) {
          for (const [code, cells] of Object.entries(tallyOf(instrument, [one]))) {
            const sum = { ...added[code] };
            for (const [value, n] of Object.entries(cells)) sum[Number(value)] = (sum[Number(value)] ?? 0) + n;
            added[code] = sum;
          }
        }
        expect(tallyOf(instrument, packed)).toEqual(added);
        for (const cells of Object.values(added)) expect(Object.values(cells).reduce((a, b) => a + b, 0)).toBe(packed.length);
      }),
    );
  });
});

describe('the questionnaires of the portal', () => {
  test('ask as many questions as their decisions say', () => {
    expect(itemsOf(real('SIPAS-G2-2023'))).toHaveLength(33);
    expect(questionsOf(real('SIPAS-G2-2023'))).toHaveLength(43);
    expect(questionsOf(real('SIPAS-G1-2017'))).toHaveLength(22);
    expect(questionsOf(real('HN-WARD-9-2026'))).toHaveLength(9);
  });

  test('may not ask two questions under one code', () => {
    expect(instrumentSchema.safeParse(questionnaireFile({ '1': ['T1', 'T2'] })).success).toBe(true);
    expect(instrumentSchema.safeParse(questionnaireFile({ '1': ['T1', 'T2'], '2': ['T1'] })).success).toBe(false);
  });
});

describe('a response that does not fit', () => {
  const form = questionnaire({ '1': ['T1', 'T2'], '2': ['H1'] });
  const fields = (answers: Record<string, number | null>, respondent?: Record<string, string>) =>
    checkAnswers(real('SIPAS-G2-2023'), { answers, respondent }).map((error) => error.field);

  test('a question left out is a question without an answer', () => {
    expect(packAnswers(form, { H1: 5 })).toBe('--5');
    expect(tallyOf(form, ['--5', '4-5'])).toEqual({ T1: { 0: 1, 4: 1 }, T2: { 0: 2 }, H1: { 5: 2 } });
  });

  test('an answer to a question that is not asked is named', () => {
    expect(fields({ CS1: 5, XX9: 3 })).toEqual(['answers.XX9']);
  });

  test('an answer off the scale is named, on the shorter scale of wishes too', () => {
    expect(fields({ CS1: 6, CS2: 0, CS3: 5, MD1: 4, MD2: 3 })).toEqual(['answers.CS1', 'answers.CS2', 'answers.MD1']);
  });

  test('a wrong choice about oneself is named', () => {
    expect(fields({ CS1: 4 }, { age: '25-34', gender: 'khác', phone: '0912' })).toEqual(['respondent.gender', 'respondent.phone']);
  });

  test('an empty form is sent back with the reason', () => {
    const errors = checkAnswers(form, { answers: {} });
    expect(saidErrors(errors, translatorFor('vi').say)[0]?.message).toContain('chưa có câu nào được trả lời');
    expect(saidErrors(errors, translatorFor('en').say)).toEqual([
      { field: 'answers', message: 'No question has been answered yet. Answer at least one.' },
    ]);
    expect(checkAnswers(form, { answers: { T1: null } })).toHaveLength(1);
  });

  test('stored answers of another length are never read as this questionnaire', () => {
    expect(() => unpackAnswers(form, '45')).toThrow('TEST-1');
    expect(() => unpackAnswers(form, '4545')).toThrow('TEST-1');
  });

  test('a part that nobody asked for, or a number as text, is refused', () => {
    const response = { id: 'b1f4ab6e-57a5-4d7c-9b8a-0f0b5b1b1c11', instrument: 'TEST-1', agency: '00001', answers: { T1: 5 } };
    expect(responseInput.safeParse(response).success).toBe(true);
    expect(responseInput.safeParse({ ...response, name: 'Nguyễn Văn A' }).success).toBe(false);
    expect(responseInput.safeParse({ ...response, answers: { T1: '5' } }).success).toBe(false);
    expect(responseInput.safeParse({ ...response, answers: { T1: 4.5 } }).success).toBe(false);
    expect(responseInput.safeParse({ ...response, id: '1' }).success).toBe(false);
    expect(responseInput.safeParse({ ...response, agency: '' }).success).toBe(false);
  });

  test('whatever is sent instead of a response is named field by field, in both languages', () => {
    const nonsense = { id: 1, agency: '', ticket: 'x'.repeat(50), answers: { T1: 'x' }, respondent: { age: 3 }, procedure: 4, shoe: 42 };
    const { error } = responseInput.safeParse(nonsense);
    const errors = error ? shapeErrors(error) : [];
    const fields = ['agency', 'answers.T1', 'id', 'instrument', 'procedure', 'respondent.age', 'shoe', 'ticket'];
    expect(errors.map(({ field }) => field).sort()).toEqual(fields);
    for (const language of ['vi', 'en'] as const) {
      for (const { message } of saidErrors(errors, translatorFor(language).say)) expect(message).toMatch(/^[A-ZÀ-Ỹa-z].*\.$/);
    }
    const list = responseInput.safeParse([]).error;
    expect(list && shapeErrors(list)).toHaveLength(1);
  });
});
