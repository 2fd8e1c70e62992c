import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerName, formFieldOf, formValues, placeOf, profileName, responseOfForm } from '#survey/model/form.ts';
import { responseInput, shapeErrors } from '#survey/model/response.ts';

const id = 'b1f4ab6e-57a5-4d7c-9b8a-0f0b5b1b1c11';

describe('what a form sends', () => {
  test('names its answers and the questions about oneself apart', () => {
    expect(answerName('CS1')).toBe('cau.CS1');
    expect(profileName('age')).toBe('nguoi.age');
  });

  test('comes out in whole letters, however the phone writes accents', () => {
    const form = new FormData();
    form.set('nguoi.job', 'học sinh'.normalize('NFD'));
    expect(formValues(form)).toEqual({ 'nguoi.job': 'học sinh'.normalize('NFC') });
  });

  test('keeps the last value of a field that stands twice, and no files', () => {
    const form = new FormData();
    form.append('cau.T1', '');
    form.append('cau.T1', '4');
    form.append('anh', new File(['x'], 'anh.png'));
    expect(formValues(form)).toEqual({ 'cau.T1': '4' });
  });
});

describe('the response made of a form', () => {
  test('holds the answers as numbers and the choices about oneself', () => {
    const values = { id, agency: '00001', ticket: 'ABCD', procedure: '1.004222', 'cau.T1': '5', 'cau.T2': '', 'nguoi.age': '25-34' };
    const response = responseOfForm('TEST-1', values);
    expect(response).toEqual({
      id,
      instrument: 'TEST-1',
      agency: '00001',
      ticket: 'ABCD',
      procedure: '1.004222',
      answers: { T1: 5, T2: null },
      respondent: { age: '25-34' },
    });
    expect(responseInput.safeParse(response).success).toBe(true);
  });

  test('leaves out what was not filled in', () => {
    const response = responseOfForm('TEST-1', { id, agency: '00001', ticket: '', procedure: '', 'cau.T1': '3', 'nguoi.age': '' });
    expect(response).toEqual({ id, instrument: 'TEST-1', agency: '00001', answers: { T1: 3 } });
  });

  test('is sent back with the field named when no agency is chosen', () => {
    const parsed = responseInput.safeParse(responseOfForm('TEST-1', { id, agency: '', 'cau.T1': '3' }));
    expect(parsed.error && shapeErrors(parsed.error)).toEqual([{ field: 'agency', message: { key: 'survey.refused.agency' } }]);
  });

  test('is refused with a field that the form does not have', () => {
    const parsed = responseInput.safeParse(responseOfForm('TEST-1', { id, agency: '00001', 'cau.T1': '3', phone: '0912' }));
    expect(parsed.success).toBe(false);
  });

  test.each(['abc', '4.5', '12', ' 4', '-1', '٤'])('is refused with the answer %j, which is no digit', (answer) => {
    const parsed = responseInput.safeParse(responseOfForm('TEST-1', { id, agency: '00001', 'cau.T1': answer }));
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual(['answers.T1']);
  });

  test('holds exactly the answers of the form, whatever they are', () => {
    const code = fc.stringMatching(/^[A-Z]{1,3}[0-9]{1,2}$/);
    fc.assert(
      fc.property(fc.dictionary(code, fc.option(fc.integer({ min: 1, max: 5 }), { nil: null })), (answers) => {
        const form = new FormData();
        for (const [name, value] of Object.entries(answers)) form.set(answerName(name), value === null ? '' : String(value));
        expect(responseOfForm('TEST-1', formValues(form))).toMatchObject({ answers });
      }),
    );
  });
});

describe('an error is shown at its field', () => {
  test.each(['CS1', 'DV19', 'MD10'])('the answer to %s', (code) => {
    expect(formFieldOf(`answers.${code}`)).toBe(answerName(code));
  });

  test('a choice about oneself, the agency and the whole form', () => {
    expect(formFieldOf('respondent.age')).toBe(profileName('age'));
    expect(formFieldOf('agency')).toBe('agency');
    expect(formFieldOf('answers')).toBe('answers');
  });

  test('is mended at its own field, at the first question where nothing is answered, and nowhere where the form has no such field', () => {
    const place = (field: string) => placeOf(field, ['cau.CS1', 'cau.CS2'], ['agency', 'ticket', 'nguoi.age']);
    expect(place('answers.CS2')).toBe('cau.CS2');
    expect(place('respondent.age')).toBe('nguoi.age');
    expect(place('ticket')).toBe('ticket');
    expect(place('answers')).toBe('cau.CS1');
    expect(place('answers.XX')).toBeUndefined();
    expect(place('form')).toBeUndefined();
  });
});
