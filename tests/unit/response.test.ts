import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translatorFor } from '#i18n/translator.ts';
import { readInstruments } from '#survey/content.ts';
import { answerName, askedNames } from '#survey/model/form.ts';
import { filtersOf, type Instrument, instrumentSchema, itemsOf, questionsOf } from '#survey/model/instrument.ts';
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

/** The same answers without those that a filter question leaves out: told apart the long way round. */
function counted(instrument: Instrument, answers: Record<string, number | null>): Record<string, number | null> {
  const left = filtersOf(instrument).flatMap(({ code, decides }) => (answers[code] === 2 ? decides : []));
  return { ...answers, ...Object.fromEntries(left.map((code) => [code, null])) };
}

describe.each(instruments)('answers to the questionnaire $id', ({ instrument }) => {
  test('come back as they were given, but for those that a filter question leaves out', () => {
    fc.assert(
      fc.property(answersTo(instrument), (answers) => {
        const packed = packAnswers(instrument, answers);
        expect(packed).toMatch(/^[1-5-]+$/);
        expect(unpackAnswers(instrument, packed)).toEqual(counted(instrument, answers));
        expect(packAnswers(instrument, unpackAnswers(instrument, packed))).toBe(packed);
      }),
    );
  });

  test('are accepted whenever one question that counts is answered, and a filter question alone is none', () => {
    fc.assert(
      fc.property(answersTo(instrument), (answers) => {
        const filters = filtersOf(instrument).map(({ code }) => code);
        const blank = Object.entries(counted(instrument, answers)).every(([code, value]) => value === null || filters.includes(code));
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
    // The new version asks the same and, last in the packed order, whom it asks.
    expect(itemsOf(real('SIPAS-G2-2023-2'))).toEqual(itemsOf(real('SIPAS-G2-2023')));
    expect(questionsOf(real('SIPAS-G2-2023-2'))).toEqual([...questionsOf(real('SIPAS-G2-2023')), { code: 'B8.4', values: [1, 2] }]);
    expect(questionsOf(real('SIPAS-G1-2017'))).toHaveLength(22);
    expect(questionsOf(real('HN-WARD-9-2026'))).toHaveLength(9);
  });

  test('may not ask two questions under one code', () => {
    expect(instrumentSchema.safeParse(questionnaireFile({ '1': ['T1', 'T2'] })).success).toBe(true);
    expect(instrumentSchema.safeParse(questionnaireFile({ '1': ['T1', 'T2'], '2': ['T1'] })).success).toBe(false);
  });
});

describe('a filter question', () => {
  const filter = (code: string) => ({ code, text: 'Đã từng chưa?', yes: 'Đã từng', no: 'Chưa từng' });
  const file = questionnaireFile({ '1': ['T1', 'T2'], '2': ['H1'] });
  const withFilters = (ofField?: string, ofFirstFactor?: string) => ({
    ...file,
    fields: file.fields.map((field) => ({
      ...field,
      ...(ofField && { asked_if: filter(ofField) }),
      factors: field.factors.map((factor, i) => ({ ...factor, ...(ofFirstFactor && i === 0 && { asked_if: filter(ofFirstFactor) }) })),
    })),
  });
  const both = instrumentSchema.parse(withFilters('F', 'G'));

  test('changes nothing of questionnaires that have none, neither their content nor their packed order', () => {
    expect(JSON.stringify(instrumentSchema.parse(file))).not.toMatch(/asked_if|replaces/);
    const codes = questionsOf(both).map(({ code }) => code);
    expect(codes).toEqual(['T1', 'T2', 'H1', 'F', 'G']);
    expect(itemsOf(both).map(({ code }) => code)).toEqual(['T1', 'T2', 'H1']);
  });

  test('may not have the code of another question', () => {
    expect(instrumentSchema.safeParse(withFilters('T1')).success).toBe(false);
    expect(instrumentSchema.safeParse(withFilters('F', 'F')).success).toBe(false);
  });

  test('leaves out what it decides only where it is answered no', () => {
    const all = { T1: 5, T2: 4, H1: 3 };
    expect(packAnswers(both, all)).toBe('543--');
    expect(packAnswers(both, { ...all, F: null, G: 1 })).toBe('543-1');
    expect(packAnswers(both, { ...all, G: 2 })).toBe('--3-2');
    // Of who is not asked about the field, it is not known either whether its factors would be asked.
    expect(packAnswers(both, { ...all, F: 2, G: 1 })).toBe('---2-');
  });

  test('is no answer by itself, and a wrong answer is named even where it would not count', () => {
    const wrong = (answers: Record<string, number | null>) => checkAnswers(both, { answers }).map(({ field }) => field);
    expect(wrong({ F: 1 })).toEqual(['answers']);
    expect(wrong({ F: 2, T1: 5 })).toEqual(['answers']);
    expect(wrong({ G: 2, H1: 5 })).toEqual([]);
    expect(wrong({ F: 3, T1: 5 })).toEqual(['answers.F']);
    expect(wrong({ F: 2, T1: 9 })).toEqual(['answers.T1']);
  });

  test('stands in the form before what it decides, and leaves that out once it is answered no', () => {
    const asked = (values: Record<string, string>) => askedNames(both, values).map((name) => name.slice(4));
    expect(asked({})).toEqual(['F', 'G', 'T1', 'T2', 'H1']);
    expect(asked({ 'cau.F': '1', 'cau.G': '2' })).toEqual(['F', 'G', 'H1']);
    expect(asked({ 'cau.F': '2' })).toEqual(['F']);
    fc.assert(
      fc.property(fc.constantFrom(...instruments), fc.infiniteStream(fc.constantFrom(1, 2)), ({ instrument }, any) => {
        const answers = Object.fromEntries(questionsOf(instrument).map(({ code }) => [code, Number(any.next().value)]));
        const values = Object.fromEntries(Object.entries(answers).map(([code, value]) => [answerName(code), String(value)]));
        const kept = Object.entries(unpackAnswers(instrument, packAnswers(instrument, answers))).filter(([, value]) => value !== null);
        expect([...askedNames(instrument, values)].sort()).toEqual(kept.map(([code]) => answerName(code)).sort());
      }),
    );
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
