import { z } from 'zod';
import { type Message, message } from '#i18n/model/message.ts';
import { wholeDay } from '#platform/model/partial-date.ts';
import { hasPersonalData, maskPersonalData } from '#platform/model/personal-data.ts';

/** How many letters each text has at least and at most. The portal's own choice: long enough to say something, short enough to be read. */
export const textLimits = { said: [20, 600], done_text: [20, 1500], reason: [10, 300] } as const;
export type ImprovementText = keyof typeof textLimits;

const longestAddress = 500;

/** What an agency did about what people said (người dân phản ánh, cơ quan đã làm), as its editor writes it. */
export interface ImprovementDraft {
  readonly agency: string;
  /** About a factor of a questionnaire, or else about a procedure. */
  readonly instrument: string | null;
  readonly factor: string | null;
  readonly procedure: string | null;
  readonly said: string;
  readonly done_text: string;
  readonly done_on: string;
  readonly evidence_url: string | null;
}

/** The parts of an entry that can be corrected; its agency stays. */
export type ImprovementChange = Partial<Omit<ImprovementDraft, 'agency'>>;

type Refused = { readonly kind: 'refused'; readonly message: Message };
const refused = (message: Message): Refused => ({ kind: 'refused', message });

/**
 * A text as it is stored: Unicode NFC, blanks and empty lines taken together. Refused where it is too short or too long, or
 * holds personal data: what is public for ever is put right by whoever writes it, not covered.
 */
export function readText(part: ImprovementText, typed: string): { readonly kind: 'text'; readonly text: string } | Refused {
  const text = tidied(maskPersonalData(typed.replaceAll('\t', ' ')));
  if (hasPersonalData(typed) || hasPersonalData(text)) return refused(message('par-index.improvements.refused.personal', { part }));
  const [shortest, longest] = textLimits[part];
  if (text.length < shortest || text.length > longest) {
    return refused(message('par-index.improvements.refused.length', { part, shortest, longest, n: text.length }));
  }
  return { kind: 'text', text };
}

function tidied(text: string): string {
  return text
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n[ \n]*/gu, '\n')
    .trim();
}

const evidence = z.url({ protocol: /^https$/, hostname: z.regexes.domain }).max(longestAddress);

/** Checks what can be checked without the database; `day` is today in Hà Nội. */
export function readDraft(typed: ImprovementDraft, day: string): { readonly kind: 'draft'; readonly draft: ImprovementDraft } | Refused {
  if ((typed.instrument === null) !== (typed.factor === null) || (typed.factor === null) === (typed.procedure === null)) {
    return refused(message('par-index.improvements.refused.about'));
  }
  const said = readText('said', typed.said);
  if (said.kind === 'refused') return said;
  const done = readText('done_text', typed.done_text);
  if (done.kind === 'refused') return done;
  if (!wholeDay.safeParse(typed.done_on).success) return refused(message('par-index.improvements.refused.day', { day: typed.done_on }));
  if (typed.done_on > day) return refused(message('par-index.improvements.refused.future', { day: { date: typed.done_on } }));
  if (typed.evidence_url !== null && !isEvidence(typed.evidence_url)) return refused(message('par-index.improvements.refused.evidence'));
  const { agency, instrument, factor, procedure, done_on, evidence_url } = typed;
  return { kind: 'draft', draft: { agency, instrument, factor, procedure, said: said.text, done_text: done.text, done_on, evidence_url } };
}

/** Whether a link can stand as evidence: https, of a named host, with nobody's name or password in it. */
function isEvidence(address: string): boolean {
  if (!evidence.safeParse(address).success) return false;
  const { username, password } = new URL(address);
  return username === '' && password === '';
}
