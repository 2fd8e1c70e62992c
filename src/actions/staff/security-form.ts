import { type Refused, refused } from '#accounts/context.ts';
import type { StaffSession } from '#accounts/model/session.ts';
import { newTotpSecret, totpSetup } from '#accounts/second-factor.ts';
import { endSession, renewRecoveryCodes, turnOffSecondFactor, turnOnSecondFactor } from '#accounts/security-service.ts';
import type { App } from '#platform/app.ts';
import { readFields } from './read-fields.ts';

/** What an authenticator app is shown, and what comes back with the first code. */
export interface Setup {
  readonly sealed: string;
  readonly uri: string;
  readonly typed: string;
}

export type SecurityOutcome =
  | (Refused & { readonly setup?: Setup })
  | { readonly kind: 'setup'; readonly setup: Setup }
  | { readonly kind: 'codes'; readonly codes: readonly string[] }
  | { readonly kind: 'done'; readonly what: 'tat' | 'phien' };

/** The buttons of one's own security, by the name of the button. */
export async function securityForm(app: App, session: StaffSession, request: Request): Promise<SecurityOutcome> {
  const form = await readFields(request);
  const { id, user_name } = session.account;
  const setupOf = (sealed: string): Setup | null => {
    const shown = totpSetup(app.secret, id, sealed, user_name);
    return shown && { sealed, ...shown };
  };
  switch (form?.text('viec')) {
    case 'bat': {
      const setup = setupOf(newTotpSecret(app.secret, id));
      return setup ? { kind: 'setup', setup } : refused('accounts.second-factor.unread');
    }
    case 'xac-nhan': {
      const setup = setupOf(form.text('khoa'));
      if (!setup) return refused('accounts.second-factor.unread');
      const outcome = await turnOnSecondFactor(app, session, { sealed: setup.sealed, code: form.text('ma') });
      return outcome.kind === 'done' ? { kind: 'codes', codes: outcome.codes } : { ...outcome, setup };
    }
    case 'ma-moi': {
      const outcome = await renewRecoveryCodes(app, session);
      return outcome.kind === 'done' ? { kind: 'codes', codes: outcome.codes } : outcome;
    }
    case 'tat': {
      const outcome = await turnOffSecondFactor(app, session);
      return outcome.kind === 'done' ? { kind: 'done', what: 'tat' } : outcome;
    }
    case 'phien': {
      const outcome = await endSession(app, session, form.text('phien'));
      return outcome.kind === 'done' ? { kind: 'done', what: 'phien' } : outcome;
    }
    default:
      return refused('accounts.input.unread');
  }
}
