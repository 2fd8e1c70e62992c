import { Secret, TOTP } from 'otpauth';
import { atCommand } from '#accounts/model/person.ts';
import type { Role } from '#accounts/model/role.ts';
import { hashPassword } from '#accounts/password-hash.ts';
import { addAccount } from '#accounts/staff-service.ts';
import { findStaffByUserName, updateStaff } from '#accounts/store.ts';
import type { App } from '#platform/app.ts';
import { openTestApp } from './app.ts';
import { startTestPortal, type TestPortal } from './server.ts';
import { addSurveyWork } from './survey-work.ts';

/** The password of every account that tests make. */
export const password = 'bốn con trâu xanh';

export interface NewStaff {
  readonly userName?: string;
  readonly name?: string;
  readonly roles?: readonly Role[];
  readonly agency?: string | null;
  /** A first password, to be changed at the first sign-in; without it the account has the password of every test. */
  readonly first?: boolean;
}

/** An account of the staff, made as an administrator makes it. */
export async function addStaff(
  app: App,
  { userName = 'lan.nguyen', name = 'Nguyễn Thị Lan', roles = ['editor'], agency = null, first = false }: NewStaff = {},
) {
  const outcome = await addAccount(app, atCommand('Thử nghiệm'), { user_name: userName, name, roles, agency });
  if (outcome.kind === 'refused' || outcome.password === undefined) throw new Error(`the account ${userName} was refused`);
  if (first) return { ...outcome.account, password: outcome.password };
  const password_hash = await hashPassword(password);
  await app.writer.transaction().execute((tx) => updateStaff(tx, outcome.account.id, { password_hash, must_change: 0 }));
  return { ...outcome.account, password };
}

/** The code that an authenticator with this key shows at a moment. */
export function codeOf(typedKey: string, at: Date): string {
  return new TOTP({ secret: Secret.fromBase32(typedKey.replaceAll(' ', '')), digits: 6, period: 30 }).generate({ timestamp: at.getTime() });
}

export interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly html: string;
  readonly headers: Headers;
}

/** A browser without script: it keeps cookies and follows nothing by itself. */
export class StaffBrowser {
  readonly cookies = new Map<string, string>();
  /** As the proxy before the portal would say; each test has its own network. */
  readonly #headers: Readonly<Record<string, string>>;
  readonly #url: string;

  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.#url = url;
    this.#headers = headers;
  }

  get(path: string): Promise<Answer> {
    return this.#send(path, {});
  }

  post(path: string, fields: Readonly<Record<string, string>> | [name: string, value: string][] = {}): Promise<Answer> {
    const body = new URLSearchParams(fields);
    return this.#send(path, { method: 'POST', body });
  }

  signIn(userName: string, typed: string = password): Promise<Answer> {
    return this.post('/quan-tri/dang-nhap', { ten: userName, 'mat-khau': typed });
  }

  /** A second browser that has stolen all cookies of this one. */
  copy(): StaffBrowser {
    const other = new StaffBrowser(this.#url, this.#headers);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...this.#headers, ...(cookie === '' ? {} : { cookie }) };
    const answer = await fetch(`${this.#url}${path}`, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: answer.status, location: answer.headers.get('location'), html: await answer.text(), headers: answer.headers };
  }
}

export interface StaffPortal extends TestPortal {
  /** Signed in as an administrator who is an editor and a survey manager too. */
  readonly browser: StaffBrowser;
  /** The id of another account. */
  readonly other: string;
}

/** A portal with two accounts, one of them signed in. */
export async function startStaffPortal(given?: App): Promise<StaffPortal> {
  const portal = await startTestPortal(given ?? (await openTestApp()));
  await addStaff(portal.app, { roles: ['administrator', 'editor', 'survey_manager'] });
  const { id } = await addStaff(portal.app, { userName: 'minh.tran', name: 'Trần Minh', roles: ['agency_officer'], agency: '00004' });
  const browser = new StaffBrowser(portal.url);
  await browser.signIn('lan.nguyen');
  return { ...portal, browser, other: id };
}

/** The same, with something to see on every page of `staffAddresses`. */
export async function startFilledStaffPortal(given?: App): Promise<StaffPortal> {
  const portal = await startStaffPortal(given);
  const own = await findStaffByUserName(portal.app.reader, 'lan.nguyen');
  await addSurveyWork(portal.app, { ...atCommand(own?.name ?? ''), id: own?.id ?? null });
  return portal;
}
