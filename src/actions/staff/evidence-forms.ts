import type { Doer } from '#accounts/model/person.ts';
import { addEvidence, withdrawEvidence } from '#par-index/evidence-service.ts';
import { type Outcome, refused } from '#par-index/outcome.ts';
import type { App } from '#platform/app.ts';
import { readForm } from '../read-form.ts';

export interface EvidenceAnswer {
  readonly outcome: Outcome;
  readonly done: 'them' | 'rut';
  readonly field?: string | undefined;
  readonly typed: {
    readonly criterion: string;
    readonly title: string;
    readonly url: string;
    readonly withdrawn: string;
    readonly reason: string;
  };
}

/** The forms of an agency's evidence: one more piece, by link or file, or one taken back. */
export async function evidenceForm(
  app: App,
  by: Doer,
  of: { readonly round: string; readonly agency: string },
  request: Request,
): Promise<EvidenceAnswer> {
  const form = await readForm(request);
  const text = (name: string) => {
    const value = form?.get(name);
    return typeof value === 'string' ? value : '';
  };
  const typed = {
    criterion: text('tieu-chi'),
    title: text('ten'),
    url: text('dia-chi').trim(),
    withdrawn: text('so'),
    reason: text('ly-do'),
  };
  if (text('viec') === 'rut') {
    const number = /^[1-9]\d{0,14}$/.test(typed.withdrawn) ? Number(typed.withdrawn) : 0;
    const outcome = await withdrawEvidence(app, of.round, number, typed.reason, by);
    return { outcome, done: 'rut', field: `ly-do-${number}`, typed };
  }
  const file = form?.get('tep');
  // What a browser sends where no file was chosen has neither name nor bytes.
  const chosen = file instanceof File && (file.name !== '' || file.size > 0) ? file : null;
  if (!form || (chosen === null) === (typed.url === '')) {
    const said = refused(chosen ? 'par-index.staff.evidence.refused.both' : 'par-index.staff.evidence.refused.none');
    return { outcome: form ? said : refused('accounts.input.unread'), done: 'them', field: 'tep', typed };
  }
  const from = chosen ? { bytes: new Uint8Array(await chosen.arrayBuffer()) } : { url: typed.url };
  const order = { agency: of.agency, criterion: typed.criterion, title: typed.title, from };
  const outcome = await addEvidence({ ...app, evidenceDir: app.config.evidenceDir }, of.round, order, by);
  if (outcome.kind === 'done') return { outcome, done: 'them', typed };
  const { key } = outcome.message;
  const field = /refused\.(size|type)$/.test(key)
    ? 'tep'
    : key.endsWith('.url')
      ? 'dia-chi'
      : /\.(title|personal)$/.test(key)
        ? 'ten'
        : 'tieu-chi';
  return { outcome, done: 'them', field, typed };
}
