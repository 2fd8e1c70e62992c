import fc from 'fast-check';
import { readIndexContent } from '#par-index/content.ts';
import { type ScoringRule, scoringRuleSchema } from '#par-index/model/scoring-rule.ts';
import { type Instrument, instrumentSchema } from '#survey/model/instrument.ts';

const tones = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
const vowels = [...'aăâeêioôơuưy'].flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC')));
const small = [...vowels, ...'bcdđghklmnpqrstvx'];
const letters = [...small, ...small.map((letter) => letter.toUpperCase())];

/** Letters of Vietnamese, each as one letter (NFC). */
export const vietnameseWord = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 7 });

/** Vietnamese text (NFC) with blanks, figures and punctuation. */
export const vietnameseText = fc.string({ unit: fc.constantFrom(...letters, ...' \n0123456789.,;:()-/'), maxLength: 80 });

/** The coefficients of SIPAS: satisfied and very satisfied count in full. */
export const topTwo: ScoringRule['coefficients'] = { '1': '0', '2': '0', '3': '0', '4': '1', '5': '1' };

/** What a rule looks like in its file; change what a test needs otherwise. */
export function ruleFile(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 'rule-of-the-test',
    title: 'Quy tắc để kiểm thử',
    description: 'Chỉ dùng trong kiểm thử',
    source: 'Kiểm thử',
    assumed: [],
    coefficients: topTwo,
    aggregation: 'pooled',
    blanks: 'excluded',
    rounding: { digits: 2, mode: 'half-up' },
    thresholds: { show_from: 30, rank_from: 100 },
    ...changes,
  };
}

export function ruleWith(coefficients: ScoringRule['coefficients'], changes: Readonly<Record<string, unknown>> = {}): ScoringRule {
  return scoringRuleSchema.parse(ruleFile({ coefficients, ...changes }));
}

/** A rule of content/rules. */
export function shippedRule(id: string): ScoringRule {
  const rule = readIndexContent().rules.find(({ definition }) => definition.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule.definition;
}

/** What a questionnaire with these item codes by factor looks like in its file. */
export function questionnaireFile(factors: Readonly<Record<string, readonly string[]>>) {
  return {
    id: 'TEST-1',
    title: 'Phiếu để kiểm thử',
    short_title: 'Phiếu thử',
    description: 'Chỉ dùng trong kiểm thử',
    respondents: 'Người dân',
    source_decision: 'Không có',
    source_note: 'Không có',
    valid_from: '2026-01-01',
    applies_to: ['commune', 'department'],
    duration_minutes: 3,
    prompt: 'Ông/bà hài lòng ở mức nào?',
    scale: [1, 2, 3, 4, 5].map((value) => ({ value, label: `Mức ${value}` })),
    fields: [
      {
        code: 'II',
        title: 'Cung ứng dịch vụ hành chính công',
        factors: Object.entries(factors).map(([code, items]) => ({
          code,
          title: `Yếu tố ${code}`,
          items: items.map((item) => ({ code: item, text: `Nội dung ${item}` })),
        })),
      },
    ],
  };
}

export function questionnaire(factors: Readonly<Record<string, readonly string[]>>): Instrument {
  return instrumentSchema.parse(questionnaireFile(factors));
}
