import type { Doer } from '#accounts/model/person.ts';
import type { App } from '#platform/app.ts';
import { type Outcome, refused } from '#procedures/outcome.ts';
import { restoreProcedure, withdrawProcedure } from '#procedures/service.ts';
import { changeWords } from '#procedures/words-service.ts';
import { readFields } from './read-fields.ts';

export const procedureActs = ['loi', 'bai-bo', 'khoi-phuc'] as const;
export type ProcedureAct = (typeof procedureActs)[number];

/** What was typed into the forms of a procedure, to be shown again. */
export interface TypedProcedure {
  text(name: string): string;
}

export interface ProcedureFormResult {
  readonly outcome: Outcome;
  readonly act: ProcedureAct;
  readonly typed: TypedProcedure | null;
}

/** The forms of one procedure, by the name of the button. */
export async function procedureForm(app: App, by: Doer, code: string, request: Request): Promise<ProcedureFormResult> {
  const form = await readFields(request);
  const act = procedureActs.find((one) => one === form?.text('viec'));
  if (!form || !act) return { outcome: refused('procedures.staff.refused.unread'), act: 'loi', typed: form };
  switch (act) {
    case 'loi': {
      const { text } = form;
      const typed = {
        note: text('note'),
        papers: linesOf(text('papers')),
        time: text('time'),
        fee: text('fee'),
        agencies: linesOf(text('agencies')),
        aliases: linesOf(text('aliases')),
      };
      const seen = { version: Number(text('version')), decision: text('decision'), compared: text('compared') !== '' };
      return { outcome: await changeWords(app, by, code, typed, seen), act, typed: form };
    }
    case 'bai-bo': {
      const order = { note: form.text('withdrawal'), replacedBy: form.text('replaced_by') };
      return { outcome: await withdrawProcedure(app, by, code, order), act, typed: form };
    }
    case 'khoi-phuc':
      return { outcome: await restoreProcedure(app, by, code), act, typed: form };
  }
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}
