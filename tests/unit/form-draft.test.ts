import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftDays, draftKey, draftOf, readDraft } from '#survey/model/form-draft.ts';

const now = Date.parse('2026-11-22T03:00:00Z');
const day = 86_400_000;
const values = { id: 'b1f4', agency: '00004', procedure: '1.004222', 'cau.W1': '4', 'nguoi.gender': 'nu' };

describe('what a device keeps of a form', () => {
  test('is the choices and the id of the response', () => {
    expect(draftOf(values, now)).toEqual({
      kept: now,
      values: { id: 'b1f4', agency: '00004', 'cau.W1': '4', 'nguoi.gender': 'nu' },
    });
  });

  test('is nothing before anything has been chosen', () => {
    expect(draftOf({ id: 'b1f4', agency: '00004', ticket: 'ABCD' }, now)).toBeNull();
  });

  test('never holds what was typed, whatever the field is called', () => {
    const typed = fc.record({ ticket: fc.string(), comment: fc.string(), started: fc.string() });
    fc.assert(
      fc.property(typed, fc.dictionary(fc.string(), fc.string()), (fields, others) => {
        const draft = draftOf({ ...others, ...fields, 'cau.W1': '4' }, now);
        for (const name of Object.keys(draft?.values ?? {})) expect(name).toMatch(/^(id|agency|cau\..*|nguoi\..*)$/s);
      }),
    );
  });

  test('comes back as it was, for seven days and not longer', () => {
    const draft = draftOf(values, now);
    const text = JSON.stringify(draft);
    expect(readDraft(text, now + draftDays * day - 1)).toEqual(draft);
    expect(readDraft(text, now + draftDays * day)).toBeNull();
    expect(readDraft(text, now - draftDays * day)).toBeNull();
  });

  test('is nothing where something else stands in its place', () => {
    for (const text of [null, '', 'x', '1', '[]', '{}', '{"kept":1}', '{"kept":"1","values":{}}', `{"kept":${now},"values":null}`]) {
      expect(readDraft(text, now), String(text)).toBeNull();
    }
  });
});

describe('drafts are kept apart', () => {
  const key = (search: string) => draftKey('/khao-sat/HN-WARD-9-2026', search);

  test('by agency, procedure, wave and point', () => {
    const all = ['', '?co-quan=00004', '?co-quan=00008', '?co-quan=00004&thu-tuc=1.004222', '?dot=X', '?diem=X'].map(key);
    expect(new Set(all).size).toBe(all.length);
  });

  test('but not by anything else, and never under an invitation code', () => {
    expect(key('?ma=ABCD-2345&co-quan=00004&utm=x')).toBe(key('?co-quan=00004'));
    expect(key('?ma=ABCD-2345')).not.toContain('ABCD');
  });
});
